// <film-frames class="frames" sheet="…/sprite.jpg" every="3.2"><label><input type="range" max="seconds" step="every"></label><output hidden></output></film-frames>
// Inside <film-player>: the line of the film. Under the pointer, and while one drags or steps through it, it shows the frame and its
// time; let go, the film goes there. The sheet of frames is fetched when somebody first looks ahead.

const SIDE = 10; // frames in a row and in a column of the sheet: SHEET_SIDE of films.models.video

class FilmFrames extends HTMLElement {
  connectedCallback() {
    this.player = this.closest("film-player");
    this.video = this.player.querySelector("video");
    this.line = this.querySelector("input");
    this.frame = this.querySelector("output");
    this.every = Number(this.getAttribute("every"));
    this.off = new AbortController();
    const { signal } = this.off;
    this.line.addEventListener("input", () => this.look(Number(this.line.value)));
    this.line.addEventListener("change", () => this.go());
    this.line.addEventListener("blur", () => this.close());
    this.line.addEventListener("pointermove", (event) => event.pointerType === "mouse" && !event.buttons && this.hover(event));
    this.line.addEventListener("pointerleave", () => this.looking || this.close());
    this.video.addEventListener("timeupdate", () => this.follow(), { signal });
  }

  disconnectedCallback() {
    this.off.abort();
  }

  // The pointer alone moves nothing.
  hover(event) {
    const { left, width } = this.line.getBoundingClientRect();
    const part = Math.min(Math.max((event.clientX - left) / width, 0), 1);
    this.show(part * Number(this.line.max));
  }

  look(seconds) {
    this.looking = true;
    this.say(seconds);
    this.show(seconds);
  }

  go() {
    this.looking = false;
    const seconds = Number(this.line.value);
    // Who has stopped the film looks for a place in it; the film stands there.
    if (this.player.open && this.video.paused && this.video.readyState) this.video.currentTime = seconds;
    else this.player.go(seconds);
  }

  follow() {
    if (this.looking) return;
    this.line.value = this.video.currentTime;
    this.say(this.video.currentTime);
  }

  say(seconds) {
    this.line.setAttribute("aria-valuetext", this.player.clock(seconds));
  }

  show(seconds) {
    const number = Math.min(Math.floor(seconds / this.every), SIDE * SIDE - 1);
    const place = (steps) => `${(100 * steps) / (SIDE - 1)}%`;
    this.frame.style.backgroundImage = `url("${this.getAttribute("sheet")}")`;
    this.frame.style.backgroundPosition = `${place(number % SIDE)} ${place(Math.floor(number / SIDE))}`;
    this.frame.style.setProperty("--at", `${(100 * seconds) / Number(this.line.max)}%`);
    this.frame.textContent = this.player.clock(seconds);
    this.frame.hidden = false;
  }

  close() {
    this.looking = false;
    this.frame.hidden = true;
  }
}

customElements.define("film-frames", FilmFrames);
