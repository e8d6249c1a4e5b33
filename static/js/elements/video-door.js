// <video-door frame="…"><a class="door" href="…"><b>Name</b>…</a></video-door>
// The link becomes a button; pressed, it gives its place to the other site's player. Until then that site knows nothing.

const MAY = "allow-scripts allow-same-origin allow-popups allow-presentation";

class VideoDoor extends HTMLElement {
  connectedCallback() {
    const link = this.querySelector("a.door");
    if (!link) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "door";
    button.append(...link.childNodes);
    button.addEventListener("click", () => this.open(button));
    link.replaceWith(button);
  }

  open(button) {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", MAY);
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.referrerPolicy = "no-referrer";
    frame.title = button.querySelector("b").textContent;
    frame.src = this.getAttribute("frame");
    button.replaceWith(frame);
    frame.focus();
  }
}

customElements.define("video-door", VideoDoor);
