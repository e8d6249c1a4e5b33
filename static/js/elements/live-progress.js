// <live-progress src="/…/progress/">…</live-progress>
// Asks for the fragment again and again; when the answer says `X-Over`, the page has something new to show.

const PAUSE = 1500; // milliseconds between two questions

class LiveProgress extends HTMLElement {
  connectedCallback() {
    this.later();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  later() {
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    try {
      const answer = await fetch(this.getAttribute("src"));
      if (answer.redirected || answer.headers.has("X-Over")) return location.reload();
      if (answer.ok) this.innerHTML = await answer.text();
    } catch {
      // No connection now: the next question may be answered.
    }
    this.later();
  }
}

customElements.define("live-progress", LiveProgress);
