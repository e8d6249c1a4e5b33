// <order-list><ol><li>…</li></ol></order-list>
// Buttons «выше» and «ниже» for each line; a form sends its fields in the order of the lines.

class OrderList extends HTMLElement {
  connectedCallback() {
    for (const line of this.lines) line.append(this.button(line, "выше", -1), this.button(line, "ниже", 1));
  }

  get lines() {
    return [...this.querySelectorAll("li")].filter((line) => line.querySelector("input"));
  }

  button(line, word, step) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small button-secondary";
    button.textContent = word;
    button.addEventListener("click", () => {
      const lines = this.lines;
      const other = lines[lines.indexOf(line) + step];
      if (!other) return;
      step < 0 ? other.before(line) : other.after(line);
      button.focus();
    });
    return button;
  }
}

customElements.define("order-list", OrderList);
