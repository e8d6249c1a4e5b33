// <film-player key="12" src="…/master.m3u8" hls="…/hls.light.min.js"><video controls><source src="…/film.mp4"></video><div class="bar">…</div></film-player>
// Without it the browser plays the file. With it: quality by the line, speed, captions, a small window, keys, the place where
// one left (kept on this device alone), and jumps from anything with `data-seconds`.

const STEP = 10; // seconds an arrow moves
const LOUDER = 0.1;
const KEEP_EVERY = 5; // seconds between two notes of the place
const WORTH = 15; // seconds from either end that are not worth a note
const AUTO = -1;
const FIRST = -1; // hls.js's word for the beginning

const LANGUAGE = "film-captions"; // where the viewer's choice is kept

class FilmPlayer extends HTMLElement {
  connectedCallback() {
    this.video = this.querySelector("video");
    this.file = this.video.querySelector("source").src;
    this.place = `film:${this.getAttribute("key")}`;
    this.begin = this.kept();
    this.listen();
    this.bar();
    if (this.video.paused) this.door();
    this.code = this.hasAttribute("src") ? import(this.getAttribute("hls")).catch(() => null) : null;
  }

  disconnectedCallback() {
    this.hls?.destroy();
    this.off.abort();
  }

  listen() {
    this.off = new AbortController();
    const { signal } = this.off;
    this.video.addEventListener("timeupdate", () => this.note(), { signal });
    this.video.addEventListener("pause", () => this.keep(), { signal });
    this.video.addEventListener("ended", () => this.forget(), { signal });
    this.addEventListener("keydown", (event) => this.key(event), { capture: true, signal });
    document.addEventListener("click", (event) => this.jump(event), { signal });
  }

  // One large button before the film; the browser's own controls after it.
  door() {
    this.button = this.querySelector("button.play");
    this.button.hidden = false;
    this.video.controls = false;
    if (this.begin) this.button.querySelector("span").textContent = `Продолжить с ${this.clock(this.begin)}`;
    this.button.addEventListener("click", () => this.play());
    this.video.addEventListener("click", () => !this.open && this.play(), { signal: this.off.signal });
  }

  async start() {
    this.open = true;
    this.button?.remove();
    this.video.controls = true;
    this.video.focus({ preventScroll: true });
    const module = await this.code;
    if (module?.default.isSupported()) this.stream(module.default);
    else this.native();
  }

  stream(Hls) {
    const options = { enableWorker: false, startLevel: 0, capLevelToPlayerSize: true, startPosition: this.begin || FIRST };
    this.hls = new Hls(options);
    this.hls.on(Hls.Events.MANIFEST_PARSED, () => this.levels());
    this.hls.on(Hls.Events.ERROR, (_, error) => error.fatal && this.plain());
    this.hls.loadSource(this.getAttribute("src"));
    this.hls.attachMedia(this.video);
  }

  // Browsers that read HLS themselves.
  native() {
    if (!this.hasAttribute("src") || !this.video.canPlayType("application/vnd.apple.mpegurl")) return this.plain();
    this.video.src = this.getAttribute("src");
    this.seekOnce();
  }

  // The file alone, also when the stream breaks.
  plain() {
    const at = this.video.currentTime || this.begin;
    const playing = !this.video.paused;
    this.hls?.destroy();
    this.hls = null;
    if (this.video.currentSrc !== this.file) this.video.src = this.file;
    this.begin = at;
    this.seekOnce();
    if (playing) this.play();
  }

  seekOnce() {
    if (!this.begin) return;
    const go = () => (this.video.currentTime = this.begin);
    if (this.video.readyState) go();
    else this.video.addEventListener("loadedmetadata", go, { once: true });
  }

  async play() {
    if (!this.open) await this.start();
    this.video.play().catch(() => {}); // a browser that forbids it shows its own button
  }

  bar() {
    const bar = this.querySelector(".bar");
    this.speed = bar.querySelector("[name=speed]");
    this.speed.addEventListener("change", () => (this.video.playbackRate = Number(this.speed.value)));
    this.quality = bar.querySelector("[name=quality]");
    this.quality?.addEventListener("change", () => (this.hls.currentLevel = Number(this.quality.value)));
    this.words = bar.querySelector("[name=captions]");
    if (this.words) this.subtitles();
    this.window = bar.querySelector("[name=window]");
    this.window.hidden = !document.pictureInPictureEnabled;
    this.window.addEventListener("click", () => this.small());
  }

  // What was chosen for one film holds for the next; the browser's own menu counts too.
  subtitles() {
    this.words.addEventListener("change", () => this.show(this.words.value));
    this.video.textTracks.addEventListener("change", () => this.shown(), { signal: this.off.signal });
    const kept = this.stored((storage) => storage.getItem(LANGUAGE));
    if (kept) this.show(kept);
  }

  show(language) {
    for (const track of this.captionTracks()) track.mode = track.language === language ? "showing" : "disabled";
  }

  shown() {
    const language = this.captionTracks().find((track) => track.mode === "showing")?.language ?? "";
    this.words.value = language;
    this.stored((storage) => storage.setItem(LANGUAGE, language));
  }

  captionTracks() {
    return [...this.video.textTracks].filter((track) => track.kind === "captions");
  }

  levels() {
    const options = this.hls.levels.map((level, number) => new Option(`${Math.min(level.width, level.height)}p`, number));
    this.quality.replaceChildren(new Option("Качество: авто", AUTO), ...options);
    this.quality.disabled = options.length < 2;
  }

  // By the place of a key, not by its letter: the same under a Russian layout.
  key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("select, input")) return;
    if (event.code === "Space" && event.target.closest("button")) return;
    const act = this.acts()[event.code] ?? this.tenth(event.code);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  acts() {
    return {
      Space: () => this.toggle(),
      KeyK: () => this.toggle(),
      ArrowLeft: () => this.move(-STEP),
      ArrowRight: () => this.move(STEP),
      ArrowUp: () => this.volume(LOUDER),
      ArrowDown: () => this.volume(-LOUDER),
      KeyJ: () => this.move(-STEP),
      KeyL: () => this.move(STEP),
      KeyM: () => (this.video.muted = !this.video.muted),
      KeyF: () => this.fullscreen(),
      KeyC: () => this.captions(),
      KeyP: () => this.small(),
    };
  }

  // 5 is the middle of the film.
  tenth(code) {
    const [, digit] = /^(?:Digit|Numpad)(\d)$/.exec(code) ?? [];
    if (digit === undefined || !this.video.duration) return null;
    return () => (this.video.currentTime = (this.video.duration * digit) / 10);
  }

  volume(change) {
    this.video.volume = Math.min(Math.max(this.video.volume + change, 0), 1);
  }

  toggle() {
    if (this.video.paused) this.play();
    else this.video.pause();
  }

  move(seconds) {
    this.video.currentTime = Math.max(this.video.currentTime + seconds, 0);
  }

  fullscreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.video.requestFullscreen?.();
  }

  captions() {
    if (this.words) this.show(this.words.value ? "" : this.words.options[1].value);
  }

  async small() {
    if (document.pictureInPictureElement) return document.exitPictureInPicture();
    if (!this.open) await this.play();
    await this.video.requestPictureInPicture().catch(() => {}); // not before there is a picture
  }

  jump(event) {
    const link = event.target.closest("[data-seconds]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.go(Number(link.dataset.seconds));
    this.video.focus({ preventScroll: true });
    this.scrollIntoView({ block: "nearest" });
  }

  // To this second, and on from there.
  go(seconds) {
    this.begin = seconds;
    if (this.video.readyState) this.video.currentTime = seconds;
    else if (this.open) this.seekOnce();
    this.play();
  }

  clock(seconds) {
    return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
  }

  note() {
    if (Math.abs(this.video.currentTime - (this.noted ?? 0)) >= KEEP_EVERY) this.keep();
  }

  keep() {
    const at = this.video.currentTime;
    this.noted = at;
    if (at < WORTH || at > this.video.duration - WORTH) return this.forget();
    this.stored((storage) => storage.setItem(this.place, Math.floor(at)));
  }

  kept() {
    return this.stored((storage) => Number(storage.getItem(this.place))) || 0;
  }

  forget() {
    this.stored((storage) => storage.removeItem(this.place));
  }

  // A browser may forbid to store anything.
  stored(act) {
    try {
      return act(localStorage);
    } catch {
      return null;
    }
  }
}

customElements.define("film-player", FilmPlayer);
