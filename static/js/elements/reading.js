// What a page that is read has: the line of progress, the way back to where one stopped, and the mark that it was read.
// One file: a first visit makes at most twelve requests.

// 1. Fills .reading-line by scrolling where the browser knows no scroll timelines.

const line = document.querySelector(".reading-line");

function fill() {
  const length = document.documentElement.scrollHeight - innerHeight;
  line.style.setProperty("--read", length > 0 ? scrollY / length : 0);
}

if (line && !CSS.supports("animation-timeline: scroll()")) {
  addEventListener("scroll", () => requestAnimationFrame(fill), { passive: true });
  fill();
}

// 2. <reading-place hidden><button>…</button></reading-place>
// Remembers on this device at which block of the article one stopped, and offers to go there.

const KEPT = 50; // articles
const STORE = "reading-places";
const BLOCKS = "article .prose > *, article figure, article section";

function places() {
  try {
    return JSON.parse(localStorage.getItem(STORE)) ?? {};
  } catch {
    return {}; // storage that is closed or spoilt remembers nothing
  }
}

function keep(index) {
  const known = places();
  delete known[location.pathname];
  if (index) known[location.pathname] = index;
  try {
    localStorage.setItem(STORE, JSON.stringify(Object.fromEntries(Object.entries(known).slice(-KEPT))));
  } catch {
    // A full or closed storage: the place is not remembered.
  }
}

class ReadingPlace extends HTMLElement {
  connectedCallback() {
    this.blocks = [...document.querySelectorAll(BLOCKS)];
    const last = places()[location.pathname];
    if (this.blocks[last] && !location.hash && scrollY < innerHeight) this.offer(this.blocks[last]);
    this.noted = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.note(), 400);
    };
    addEventListener("scroll", this.noted, { passive: true });
  }

  disconnectedCallback() {
    removeEventListener("scroll", this.noted);
    clearTimeout(this.timer);
  }

  offer(block) {
    this.hidden = false;
    this.querySelector("button").addEventListener("click", () => {
      this.hidden = true;
      block.tabIndex = -1;
      block.scrollIntoView({ block: "center" });
      block.focus({ preventScroll: true });
    });
  }

  note() {
    if (scrollY > innerHeight) this.hidden = true;
    const middle = innerHeight / 2;
    const index = this.blocks.findLastIndex((block) => block.getBoundingClientRect().top < middle);
    keep(index < this.blocks.length - 1 ? Math.max(index, 0) : 0);
  }
}

customElements.define("reading-place", ReadingPlace);

// 3. <read-mark data-page="12" data-to="/reads/"></read-mark> at the end of a story.
// Says once that the story was read (five seconds in sight), and once that its end was seen. By whom, the server forgets.

const READ_AFTER = 5000; // milliseconds in sight

class ReadMark extends HTMLElement {
  connectedCallback() {
    this.seen = 0;
    this.timer = setInterval(() => this.tick(), 1000);
    this.watch = new IntersectionObserver(([entry]) => (this.inSight = entry.isIntersecting));
    this.watch.observe(this);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    this.watch.disconnect();
  }

  tick() {
    if (document.visibilityState !== "visible") return;
    this.seen += 1000;
    if (this.seen < READ_AFTER) return;
    if (!this.told) this.tell();
    this.told = true;
    if (!this.inSight) return;
    this.tell("end");
    this.disconnectedCallback();
  }

  tell(...more) {
    const said = new URLSearchParams({ page: this.dataset.page });
    for (const word of more) said.set(word, "1");
    navigator.sendBeacon(this.dataset.to, said);
  }
}

customElements.define("read-mark", ReadMark);
