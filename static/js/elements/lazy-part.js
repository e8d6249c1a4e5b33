// <lazy-part src="/…"><a href="/…">…</a></lazy-part>
// Puts the server's fragment in place of its content once it comes near the window; without it the content stays.

const NEAR = "400px";

class LazyPart extends HTMLElement {
  connectedCallback() {
    this.watch = new IntersectionObserver(([entry]) => entry.isIntersecting && this.load(), { rootMargin: NEAR });
    this.watch.observe(this);
  }

  disconnectedCallback() {
    this.watch.disconnect();
  }

  async load() {
    this.watch.disconnect();
    try {
      const answer = await fetch(this.getAttribute("src"), { redirect: "error" });
      const html = answer.ok ? (await answer.text()).trim() : "";
      if (html) this.innerHTML = html;
    } catch {
      // no network: the link that stands here already leads on
    }
  }
}

customElements.define("lazy-part", LazyPart);
