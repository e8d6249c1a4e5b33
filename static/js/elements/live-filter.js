// <live-filter target="wall"><form>…</form></live-filter>
// Asks the form's own address while one types or ticks, puts the element from the answer in place, and the counts
// marked data-live beside the filters; the filters themselves stay, with the focus in them.

const PAUSE = 200; // milliseconds without a change before the server is asked

class LiveFilter extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.form.addEventListener("input", () => this.later());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask();
    });
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  address() {
    const filled = [...new FormData(this.form)].filter(([, value]) => value !== "");
    const query = new URLSearchParams(filled).toString();
    return this.form.action.split("?")[0] + (query ? `?${query}` : "");
  }

  count(page) {
    const counts = new Map([...page.querySelectorAll("[data-live]")].map((place) => [place.dataset.live, place.textContent]));
    for (const place of this.querySelectorAll("[data-live]")) {
      place.textContent = counts.get(place.dataset.live) ?? place.textContent.replace(/\d[\d\s]*$/, "0");
    }
  }

  async ask() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.asked = new AbortController();
    const address = this.address();
    const target = document.getElementById(this.getAttribute("target"));
    target.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { signal: this.asked.signal, headers: { "X-Fragment": "1" } });
      if (answer.redirected || !answer.ok) return location.assign(address);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      target.replaceWith(page.getElementById(target.id));
      this.count(page);
      history.replaceState(null, "", address);
    } catch (error) {
      if (error.name !== "AbortError") location.assign(address);
    }
  }
}

customElements.define("live-filter", LiveFilter);
