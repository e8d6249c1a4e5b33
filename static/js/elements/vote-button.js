// <vote-button work="7" nomination="2"><form>… <button name="act" value="give" aria-pressed="false"></form><p data-said></p></vote-button>
// Votes without leaving the page; when a vote moves, the button it left shows so. Without it the form does.

class VoteButton extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.button = this.querySelector("button");
    this.words = this.querySelector("[data-said]");
    this.form.addEventListener("submit", (event) => this.vote(event));
    this.heard = (event) => this.hear(event.detail);
    document.addEventListener("voted", this.heard);
  }

  disconnectedCallback() {
    document.removeEventListener("voted", this.heard);
  }

  async vote(event) {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    const body = new FormData(this.form);
    body.set("act", this.button.value);
    try {
      const answer = await fetch(this.form.action, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error" });
      this.tell(await answer.json());
    } catch {
      this.words.textContent = "Не получилось: нет связи. Голос не изменился, попробуйте ещё раз.";
    }
    this.busy = false;
  }

  tell(answer) {
    document.dispatchEvent(new CustomEvent("voted", { detail: answer }));
    this.words.textContent = answer.said;
  }

  hear({ nomination, chosen }) {
    if (Number(this.getAttribute("nomination")) !== nomination) return;
    const given = chosen.includes(Number(this.getAttribute("work")));
    this.button.setAttribute("aria-pressed", String(given));
    this.button.value = given ? "back" : "give";
    this.words.textContent = "";
  }
}

customElements.define("vote-button", VoteButton);
