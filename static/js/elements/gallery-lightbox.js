// <gallery-lightbox><div class="gallery"><a href="large.webp" data-srcset="…" data-size="1800x1200" title="…"><img></a>…</div></gallery-lightbox>
// Opens the pictures in a dialog: a strip that the browser itself scrolls, so a finger leafs through it and two fingers enlarge.
// Arrows, Home, End, Escape, a press on the picture (its real size), a pull up or down (closes). Without it the links lead to the large pictures.

const PULL = 90; // px: shorter is a slip of the finger

class GalleryLightbox extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-size]");
      if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      this.open(this.links.indexOf(link));
    });
  }

  get links() {
    return [...this.querySelectorAll("a[data-size]")];
  }

  open(index) {
    this.dialog ??= this.made();
    this.dialog.showModal();
    this.strip.focus();
    this.go(index, "instant");
    this.arrive(index);
  }

  made() {
    const dialog = document.createElement("dialog");
    dialog.className = "lightbox";
    dialog.setAttribute("aria-label", "Снимки крупно");
    this.strip = document.createElement("div");
    this.strip.className = "strip";
    this.strip.tabIndex = -1;
    this.strip.append(...this.links.map(slide));
    this.told = document.createElement("p");
    this.told.setAttribute("aria-live", "polite");
    dialog.append(this.strip, this.told);
    dialog.append(this.button("Предыдущий снимок", "arrow-left", () => this.go(this.shown - 1)));
    dialog.append(this.button("Следующий снимок", "arrow-right", () => this.go(this.shown + 1)));
    dialog.append(this.button("Закрыть", "x", () => dialog.close()));
    dialog.addEventListener("keydown", (event) => this.pressed(event));
    dialog.addEventListener("close", () => this.links[this.shown].focus());
    this.strip.addEventListener("click", (event) => this.touched(event));
    this.strip.addEventListener("scroll", () => this.arrive(Math.round(this.strip.scrollLeft / this.strip.clientWidth)), { passive: true });
    this.closeByPull();
    return this.appendChild(dialog);
  }

  button(label, icon, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `icon-btn ${icon}`;
    button.setAttribute("aria-label", label);
    button.innerHTML = `<svg class="icon" aria-hidden="true"><use href="#i-${icon}"/></svg>`;
    button.addEventListener("click", act);
    return button;
  }

  pressed(event) {
    const last = this.links.length - 1;
    const index = { ArrowLeft: this.shown - 1, ArrowRight: this.shown + 1, Home: 0, End: last }[event.key];
    if (index === undefined) return;
    event.preventDefault();
    this.go(index);
  }

  // Beyond the last one the first one comes.
  go(index, behavior = "auto") {
    const count = this.links.length;
    const wanted = (index + count) % count;
    this.strip.querySelector(".real")?.classList.remove("real");
    this.strip.scrollTo({ left: wanted * this.strip.clientWidth, behavior });
  }

  arrive(index) {
    if (!this.dialog.open) return;
    for (const near of [index, index + 1, index - 1]) load(this.strip.children[near]);
    this.shown = index;
    const told = `${index + 1} из ${this.links.length}`;
    if (this.told.textContent !== told) this.told.textContent = told;
  }

  // A press on the picture shows it in its real size around that place; beside the picture it closes.
  touched({ target, offsetX, offsetY }) {
    if (target.closest("figcaption")) return;
    if (target.tagName !== "IMG") return this.dialog.close();
    const [x, y] = [offsetX / target.width, offsetY / target.height];
    const figure = target.closest("figure");
    target.sizes = figure.classList.toggle("real") ? `${target.getAttribute("width")}px` : "100vw";
    const { clientWidth, clientHeight } = figure;
    figure.scrollTo(x * target.width - clientWidth / 2, y * target.height - clientHeight / 2);
  }

  closeByPull() {
    let from = null;
    this.strip.addEventListener("pointerdown", (event) => (from = event.isPrimary && event.pointerType === "touch" ? event : null));
    this.strip.addEventListener("pointercancel", () => (from = null));
    this.strip.addEventListener("pointerup", (event) => {
      const pulled = from && Math.abs(event.clientY - from.clientY) > PULL && !this.strip.querySelector(".real");
      if (pulled) this.dialog.close();
    });
  }
}

function slide(link) {
  const figure = document.createElement("figure");
  const image = new Image(...link.dataset.size.split("x"));
  image.alt = link.querySelector("img").alt;
  image.dataset.src = link.href;
  image.dataset.srcset = link.dataset.srcset;
  const caption = document.createElement("figcaption");
  caption.append(link.title);
  if (link.dataset.credit) caption.append(Object.assign(document.createElement("small"), { textContent: link.dataset.credit }));
  figure.append(image, caption);
  return figure;
}

function load(figure) {
  const image = figure?.querySelector("img:not([src])");
  if (!image) return;
  image.sizes = "100vw";
  image.srcset = image.dataset.srcset;
  image.src = image.dataset.src;
}

customElements.define("gallery-lightbox", GalleryLightbox);
