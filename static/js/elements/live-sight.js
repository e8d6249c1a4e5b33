// <live-sight form="id" src="/…/preview/">…</live-sight>
// Shows what stands in the form now: the form is read again and again, because rich text editors change their fields silently.

const PAUSE = 600; // milliseconds between two looks at the form

class LiveSight extends HTMLElement {
  connectedCallback() {
    this.last = this.said();
    this.timer = setInterval(() => this.look(), PAUSE);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  get form() {
    return document.getElementById(this.getAttribute("form"));
  }

  said() {
    return new URLSearchParams(new FormData(this.form)).toString();
  }

  async look() {
    const said = this.said();
    if (said === this.last || this.asking) return;
    this.last = said;
    this.asking = true;
    try {
      const answer = await fetch(this.getAttribute("src"), { method: "POST", body: new FormData(this.form) });
      if (answer.ok && !answer.redirected) this.innerHTML = await answer.text();
    } catch {
      this.last = ""; // No connection now: asked again at the next look.
    } finally {
      this.asking = false;
    }
  }
}

customElements.define("live-sight", LiveSight);
