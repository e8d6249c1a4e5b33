// <send-at-once><form><input type="file"> <button> <p data-busy hidden></form></send-at-once>
// Sends the form as soon as a file is chosen, once. Without it the button does.

class SendAtOnce extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => this.once(event));
    this.form.addEventListener("change", (event) => event.target.type === "file" && this.form.requestSubmit());
    addEventListener("pageshow", (event) => event.persisted && this.ready());
  }

  once(event) {
    if (this.sent) return event.preventDefault();
    this.sent = true;
    this.say(true);
  }

  ready() {
    this.sent = false;
    this.say(false);
  }

  say(busy) {
    this.querySelector("[type=submit]").disabled = busy;
    const words = this.querySelector("[data-busy]");
    if (words) words.hidden = !busy;
  }
}

customElements.define("send-at-once", SendAtOnce);
