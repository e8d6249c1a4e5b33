// <gallery-lightbox><div class="gallery"><a href="large.webp"><img></a>…</div></gallery-lightbox>
// Opens the pictures in a dialog, to leaf through by arrows or buttons. Without it the links lead to the large pictures.

class GalleryLightbox extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const link = event.target.closest(".gallery a");
      if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      this.open([...this.querySelectorAll(".gallery a")].indexOf(link));
    });
  }

  get links() {
    return [...this.querySelectorAll(".gallery a")];
  }

  open(index) {
    this.dialog ??= this.made();
    this.show(index);
    this.dialog.showModal();
  }

  made() {
    const dialog = document.createElement("dialog");
    dialog.className = "lightbox";
    dialog.setAttribute("aria-label", "Снимок крупно");
    dialog.innerHTML = `<figure><img alt=""><figcaption aria-live="polite"></figcaption></figure>`;
    dialog.append(this.button("Закрыть", "x", () => dialog.close()));
    dialog.append(this.button("Предыдущий снимок", "arrow-left", () => this.step(-1)));
    dialog.append(this.button("Следующий снимок", "arrow-right", () => this.step(1)));
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("keydown", (event) => this.step({ ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0));
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

  step(by) {
    if (by) this.show((this.shown + by + this.links.length) % this.links.length);
  }

  show(index) {
    this.shown = index;
    const link = this.links[index];
    const image = this.dialog.querySelector("img");
    image.src = link.href;
    image.alt = link.querySelector("img").alt;
    const caption = link.title ? `${link.title} · ` : "";
    this.dialog.querySelector("figcaption").textContent = `${caption}${index + 1} из ${this.links.length}`;
  }
}

customElements.define("gallery-lightbox", GalleryLightbox);
