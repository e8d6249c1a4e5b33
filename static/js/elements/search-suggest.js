// <search-suggest address="…"><form><input type="search"></form></search-suggest>
// Shows the server's suggestions under the field while one types. Arrows walk through them, Escape closes.

const PAUSE = 150; // milliseconds without a key before the server is asked

class SearchSuggest extends HTMLElement {
  connectedCallback() {
    this.input = this.field;
    this.list = document.createElement("div");
    this.list.className = "suggestions";
    this.list.hidden = true;
    this.under.append(this.list);
    this.input.addEventListener("input", () => this.later());
    this.addEventListener("keydown", (event) => this.walk(event));
    this.addEventListener("focusout", (event) => this.contains(event.relatedTarget) || this.close());
  }

  get field() {
    return this.querySelector("input");
  }

  // What the list hangs from.
  get under() {
    return this;
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
      // Overtaken by the next letter, or no network: what stands without a script still works.
    }
  }

  show(html) {
    this.list.innerHTML = html;
    this.list.hidden = !this.list.querySelector("a");
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

customElements.define("search-suggest", SearchSuggest);
