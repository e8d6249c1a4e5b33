// <colleague-picker address="…" name="…" type="radio|checkbox"> … <input name="who"> … [data-picked] </colleague-picker>
// Suggests colleagues while a name is typed and adds the chosen one with a box ticked. Without it the form's button looks for them.

const PAUSE = 150; // milliseconds without a key before the server is asked
const PERSON = /\/people\/([\w-]+)\/$/;

class ColleaguePicker extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[name=who]");
    this.input.autocomplete = "off";
    this.list = document.createElement("div");
    this.list.className = "suggestions";
    this.list.hidden = true;
    this.input.after(this.list);
    this.input.addEventListener("input", () => this.later());
    this.list.addEventListener("click", (event) => this.choose(event));
    this.addEventListener("keydown", (event) => this.walk(event));
    this.addEventListener("focusout", (event) => this.contains(event.relatedTarget) || this.close());
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(this.input.value.trim()), PAUSE);
  }

  async ask(typed) {
    this.asked?.abort();
    if (typed.length < 2) return this.close();
    this.asked = new AbortController();
    try {
      const address = `${this.getAttribute("address")}?${new URLSearchParams({ q: typed })}`;
      const answer = await fetch(address, { signal: this.asked.signal, redirect: "error" });
      this.show(answer.ok ? await answer.text() : "");
    } catch {
      // Overtaken by the next letter, or no network: the button still looks.
    }
  }

  show(html) {
    this.list.innerHTML = html;
    for (const link of this.list.querySelectorAll("a")) if (!PERSON.test(link.pathname)) link.closest("li").remove();
    this.list.hidden = !this.list.querySelector("a");
  }

  choose(event) {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    this.add(PERSON.exec(link.pathname)[1], link);
    this.input.value = "";
    this.close();
    this.input.focus();
    this.dispatchEvent(new Event("input", { bubbles: true }));
  }

  add(slug, link) {
    const there = this.querySelector(`[data-picked] input[value="${slug}"]`);
    if (there) return (there.checked = true);
    const label = document.createElement("label");
    label.className = "pick";
    const box = document.createElement("input");
    Object.assign(box, { type: this.getAttribute("type"), name: this.getAttribute("name"), value: slug, checked: true });
    const words = document.createElement("span");
    words.append(...link.querySelectorAll("b, .muted"));
    label.append(box, ...link.querySelectorAll(".face"), words);
    this.querySelector("[data-picked]").append(label);
    const paper = this.closest("form").querySelector("[name=entrant][value=paper]");
    if (paper && paper.type === "radio") paper.checked = true;
  }

  close() {
    this.list.hidden = true;
  }

  walk(event) {
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.input.focus();
      return this.close();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || this.list.hidden) return;
    event.preventDefault();
    const stops = [this.input, ...this.list.querySelectorAll("a")];
    stops.at((stops.indexOf(document.activeElement) + step) % stops.length).focus();
  }
}

customElements.define("colleague-picker", ColleaguePicker);
