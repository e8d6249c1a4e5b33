// <draft-keeper address="…"><form> … [data-said] </form></draft-keeper>
// Saves what is typed by itself, a moment after the last key, and says when. Without it the form's own button does.

const PAUSE = 1500; // milliseconds without a key
const AGAIN = 10000; // after a broken line

class DraftKeeper extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.words = this.querySelector("[data-said]");
    this.form.addEventListener("submit", (event) => this.leave(event));
    if (!this.hasAttribute("address")) return;
    this.form.addEventListener("input", (event) => event.target.type !== "file" && this.later(PAUSE));
    addEventListener("visibilitychange", () => document.hidden && this.waiting && this.save());
  }

  later(pause) {
    this.waiting = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  save() {
    if (this.saving) return this.later(PAUSE);
    clearTimeout(this.timer);
    this.waiting = false;
    this.saving = this.put().finally(() => (this.saving = null));
  }

  async put() {
    try {
      const headers = { "X-Requested-With": "XMLHttpRequest" };
      const address = this.getAttribute("address");
      const answer = await fetch(address, { method: "POST", body: this.texts(), headers, keepalive: true });
      await this.take(answer);
    } catch {
      this.say("Нет связи: сохраним, как только она появится. Не закрывайте страницу.");
      this.later(AGAIN);
    }
  }

  // The button sends everything: nothing is left to save, and what is on its way brings the version that it has to send.
  leave(event) {
    clearTimeout(this.timer);
    this.waiting = false;
    if (!this.saving) return;
    event.preventDefault();
    this.saving.then(() => this.form.requestSubmit(event.submitter));
  }

  texts() {
    const data = new FormData(this.form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return data;
  }

  async take(answer) {
    const told = await answer.json().catch(() => ({}));
    if (answer.ok && told.at) {
      if (told.version) this.form.elements.version.value = told.version;
      return this.say(`Сохранено в ${told.at}`);
    }
    this.removeAttribute("address");
    this.say(told.reason || told.error || "Само не сохраняется. Нажмите «Сохранить черновик».");
  }

  say(words) {
    this.words.textContent = words;
  }
}

customElements.define("draft-keeper", DraftKeeper);
