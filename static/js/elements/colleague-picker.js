// <colleague-picker address="…" name="…" type="radio|checkbox"> … <input name="who"> … [data-picked] </colleague-picker>
// Suggests colleagues while a name is typed and adds the chosen one with a box ticked. Without it the form's button looks for them.

// The search of every page, whose suggestions these are. Not an import: a second copy under another name would define it twice.
const SearchSuggest = await customElements.whenDefined("search-suggest");
const PERSON = /\/people\/([\w-]+)\/$/;

class ColleaguePicker extends SearchSuggest {
  connectedCallback() {
    super.connectedCallback();
    this.input.autocomplete = "off";
    this.list.addEventListener("click", (event) => this.choose(event));
  }

  get field() {
    return this.querySelector("input[name=who]");
  }

  get under() {
    return this.input.parentElement;
  }

  show(html) {
    super.show(html);
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
}

customElements.define("colleague-picker", ColleaguePicker);
