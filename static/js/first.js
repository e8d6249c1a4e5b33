// What must run before everything else, in one file because a page has few requests to spend.

// Wagtail's bar listens to the messages of its preview: what another site sends is heard by nobody.
addEventListener("message", (event) => event.origin === location.origin || event.stopImmediatePropagation(), true);

// Light or dark: the system's choice, unless the switch was used. Before the page is painted.
const root = document.documentElement;

function remembered() {
  try {
    return localStorage.getItem("theme");
  } catch {
    return null; // storage is forbidden here: the system's choice stays
  }
}

function choose(theme) {
  root.dataset.theme = theme;
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // chosen for this page only
  }
}

if (remembered()) root.dataset.theme = remembered();

// <theme-switch><button hidden>…</button></theme-switch>
customElements.define(
  "theme-switch",
  class extends HTMLElement {
    connectedCallback() {
      this.addEventListener("click", () => {
        const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
        choose(dark ? "light" : "dark");
      });
      // The element's own button is parsed after it.
      addEventListener("DOMContentLoaded", () => this.querySelector("button").removeAttribute("hidden"));
    }
  },
);
