// <post-part src="/…"><button type="button">…</button></post-part>
// A button inside a larger form that must not be sent: it posts to `src` by itself, and the answer takes the place of the content.

class PostPart extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => event.target.closest("button") && this.post(event.target.closest("button")));
  }

  async post(button) {
    button.disabled = true;
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    try {
      const answer = await fetch(this.getAttribute("src"), { method: "POST", headers: { "X-CSRFToken": token } });
      if (answer.ok && !answer.redirected) this.innerHTML = await answer.text();
    } finally {
      button.disabled = false;
    }
  }
}

customElements.define("post-part", PostPart);
