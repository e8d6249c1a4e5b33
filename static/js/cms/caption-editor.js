// <caption-editor comfortable="20"><video></video><form><ol class="cues"><li class="cue">start, end, text, .note</li>…</ol></form></caption-editor>
// <chapter-editor><video></video><form><textarea></textarea><p class="save"></p></form></chapter-editor>
// Without it the form takes what is typed. With it: the player's time by a button or a key, jumps to a caption, captions
// added, split and removed, the reading speed while one types. What counts is checked by the server.

const pad = (number, length = 2) => String(number).padStart(length, "0");

function timecode(seconds) {
  const whole = Math.round(seconds * 1000);
  const [hours, minutes] = [Math.floor(whole / 3_600_000), Math.floor(whole / 60_000) % 60];
  return `${hours ? `${pad(hours)}:` : ""}${pad(minutes)}:${pad(Math.floor(whole / 1000) % 60)}.${pad(whole % 1000, 3)}`;
}

function seconds(typed) {
  const found = /^(?:(\d{1,2}):)?(\d{1,2}):([0-5]?\d(?:[.,]\d{1,3})?)$/.exec(typed.trim());
  return found ? Number(found[1] ?? 0) * 3600 + Number(found[2]) * 60 + Number(found[3].replace(",", ".")) : NaN;
}

function button(word, act, title = "") {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "button button-small button-secondary", textContent: word, title });
  made.addEventListener("click", act);
  return made;
}

class CaptionEditor extends HTMLElement {
  connectedCallback() {
    this.video = this.querySelector("video");
    this.list = this.querySelector(".cues");
    this.pattern = this.list.querySelector(".cue:last-child").cloneNode(true);
    for (const row of this.list.children) this.tools(row);
    this.querySelector(".help").hidden = false;
    this.querySelector(".save").append(button("Добавить титр", () => this.add(this.list.lastElementChild)));
    this.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("input", (event) => this.typed(event));
    this.querySelector("form").addEventListener("submit", () => (this.changed = false));
    addEventListener("beforeunload", (event) => this.changed && event.preventDefault());
  }

  field(row, name) {
    return row.querySelector(`[name=${name}]`);
  }

  tools(row) {
    for (const name of ["start", "end"]) {
      const now = button("сейчас", () => this.now(row, name), name === "start" ? "Alt + S" : "Alt + E");
      this.field(row, name).after(now);
    }
    const bar = document.createElement("p");
    bar.className = "tools";
    bar.append(
      button("К сцене", () => this.jump(row)),
      button("Разделить", () => this.split(row)),
      button("Добавить ниже", () => this.add(row), "Ctrl + Enter"),
      button("Убрать", () => this.remove(row)),
    );
    row.append(bar);
  }

  now(row, name) {
    this.field(row, name).value = timecode(this.video.currentTime);
    this.speed(row);
    this.changed = true;
  }

  jump(row) {
    const at = seconds(this.field(row, "start").value);
    if (!Number.isNaN(at)) this.video.currentTime = at;
  }

  add(row, { start = timecode(this.video.currentTime), end = "", text = "" } = {}) {
    const fresh = this.pattern.cloneNode(true);
    this.field(fresh, "start").value = start;
    this.field(fresh, "end").value = end;
    this.field(fresh, "text").value = text;
    this.tools(fresh);
    this.speed(fresh);
    row.after(fresh);
    this.field(fresh, "text").focus();
    this.changed = true;
    return fresh;
  }

  remove(row) {
    const near = row.nextElementSibling ?? row.previousElementSibling ?? this.add(row, { start: "" });
    row.remove();
    this.field(near, "text").focus();
    this.changed = true;
  }

  // At the caret, or in the middle; the time at the player's moment if it lies inside, or in proportion to the words.
  split(row) {
    const words = this.field(row, "text");
    const { value, selectionStart } = words;
    const at = selectionStart > 0 && selectionStart < value.length ? selectionStart : this.middle(value);
    const [start, end] = ["start", "end"].map((name) => seconds(this.field(row, name).value));
    const now = this.video.currentTime;
    const cut = now > start && now < end ? now : start + ((end - start) * at) / Math.max(value.length, 1);
    const told = Number.isNaN(cut) ? "" : timecode(cut);
    const fresh = this.add(row, { start: told, end: this.field(row, "end").value, text: value.slice(at).trim() });
    words.value = value.slice(0, at).trim();
    this.field(row, "end").value = told;
    for (const one of [row, fresh]) this.speed(one);
  }

  middle(value) {
    const space = value.indexOf(" ", Math.floor(value.length / 2));
    return space < 0 ? value.length : space;
  }

  typed(event) {
    this.changed = true;
    const row = event.target.closest(".cue");
    if (row) this.speed(row);
  }

  speed(row) {
    const [start, end] = ["start", "end"].map((name) => seconds(this.field(row, name).value));
    const speed = Math.round(this.field(row, "text").value.trim().length / (end - start));
    const fast = speed > Number(this.getAttribute("comfortable"));
    row.classList.remove("wrong");
    row.classList.toggle("fast", fast);
    row.querySelector(".note").textContent = end > start ? `${speed} зн./с${fast ? ": слишком быстро" : ""}` : "";
  }

  key(event) {
    const row = event.target.closest(".cue");
    if (event.ctrlKey && event.code === "Enter" && row) return this.done(event, () => this.add(row));
    if (!event.altKey || event.ctrlKey || event.metaKey) return null;
    if (event.code === "KeyP") return this.done(event, () => (this.video.paused ? this.video.play() : this.video.pause()));
    if (event.code === "KeyS" && row) return this.done(event, () => this.now(row, "start"));
    if (event.code === "KeyE" && row) return this.done(event, () => this.now(row, "end"));
    return null;
  }

  done(event, act) {
    event.preventDefault();
    act();
  }
}

class ChapterEditor extends HTMLElement {
  connectedCallback() {
    this.querySelector(".save").append(button("Глава с этого места", () => this.add()));
  }

  add() {
    const [lines, video] = [this.querySelector("textarea"), this.querySelector("video")];
    const before = lines.value.trimEnd();
    lines.value = `${before}${before ? "\n" : ""}${timecode(video.currentTime).split(".")[0]} `;
    lines.focus();
  }
}

customElements.define("caption-editor", CaptionEditor);
customElements.define("chapter-editor", ChapterEditor);
