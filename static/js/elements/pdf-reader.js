// <pdf-reader data-file data-lib data-worker data-key> with a bar and a sheet: an issue page by page, drawn by PDF.js.
// The page is in the address (#page=3) and remembered on this device; arrows, a swipe and buttons turn it.

const STORE = "pdf-pages";
const LARGEST = 3; // times the width of the sheet
const SWIPE = 60; // px

class PdfReader extends HTMLElement {
  async connectedCallback() {
    this.bar = this.querySelector(".reader-bar");
    this.sheet = this.querySelector(".reader-sheet");
    this.zoom = 1;
    try {
      this.lib = await import(this.dataset.lib);
      this.lib.GlobalWorkerOptions.workerSrc = this.dataset.worker;
      this.pdf = await this.lib.getDocument({ url: this.dataset.file, isEvalSupported: false, enableXfa: false }).promise;
    } catch {
      this.querySelector(".reader-trouble").hidden = false;
      return;
    }
    this.bar.hidden = this.sheet.hidden = false;
    this.listen();
    this.open(this.asked() ?? this.remembered() ?? 1);
  }

  listen() {
    this.bar.addEventListener("click", ({ target }) => this.act(target.closest("[data-act]")?.dataset.act));
    this.addEventListener("keydown", (event) => {
      const act = { ArrowLeft: "back", ArrowRight: "on", PageUp: "back", PageDown: "on" }[event.key];
      if (!act || this.zoom > 1) return;
      event.preventDefault();
      this.act(act);
    });
    this.sheet.addEventListener("pointerdown", (event) => (this.from = event.clientX));
    this.sheet.addEventListener("pointerup", (event) => {
      const moved = event.clientX - this.from;
      if (event.pointerType === "touch" && this.zoom === 1 && Math.abs(moved) > SWIPE) this.act(moved < 0 ? "on" : "back");
    });
    addEventListener("hashchange", () => this.asked() && this.open(this.asked()));
    let width = this.sheet.clientWidth;
    new ResizeObserver(() => {
      if (Math.abs(this.sheet.clientWidth - width) < 8) return;
      width = this.sheet.clientWidth;
      this.draw();
    }).observe(this.sheet);
  }

  act(name) {
    if (name === "on") this.open(this.number + 1);
    if (name === "back") this.open(this.number - 1);
    if (name === "larger") this.scale(1.4);
    if (name === "smaller") this.scale(1 / 1.4);
  }

  scale(times) {
    this.zoom = Math.min(Math.max(this.zoom * times, 1), LARGEST);
    this.draw();
  }

  open(number) {
    const page = Math.min(Math.max(number, 1), this.pdf.numPages);
    if (page === this.number) return;
    this.number = page;
    this.querySelector("[data-part=page]").textContent = page;
    history.replaceState(null, "", `#page=${page}`);
    this.remember(page);
    this.draw();
  }

  async draw() {
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const page = await this.pdf.getPage(this.number);
    const fit = this.sheet.clientWidth / page.getViewport({ scale: 1 }).width;
    const viewport = page.getViewport({ scale: fit * this.zoom });
    const dense = Math.min(devicePixelRatio, 2);
    const canvas = document.createElement("canvas");
    canvas.width = viewport.width * dense;
    canvas.height = viewport.height * dense;
    canvas.style.inlineSize = `${viewport.width}px`;
    await page.render({ canvasContext: canvas.getContext("2d"), viewport, transform: [dense, 0, 0, dense, 0, 0] }).promise;
    if (turn !== this.turn) return;
    const text = document.createElement("div");
    text.className = "reader-text";
    text.style.setProperty("--scale-factor", viewport.scale);
    this.sheet.replaceChildren(canvas, text);
    await new this.lib.TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport }).render();
  }

  asked() {
    const found = /^#page=(\d{1,4})$/.exec(location.hash);
    return found ? Number(found[1]) : null;
  }

  remembered() {
    return this.places()[this.dataset.key] ?? null;
  }

  remember(page) {
    try {
      localStorage.setItem(STORE, JSON.stringify({ ...this.places(), [this.dataset.key]: page }));
    } catch {
      // A full or closed storage: the page is not remembered.
    }
  }

  places() {
    try {
      return JSON.parse(localStorage.getItem(STORE)) ?? {};
    } catch {
      return {};
    }
  }
}

customElements.define("pdf-reader", PdfReader);
