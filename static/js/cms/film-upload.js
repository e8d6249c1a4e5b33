// <film-upload begin="/…/uploads/">csrf, input[type=file], .teplo-pipe, .said, .error-message, button</film-upload>
// Sends a large file in pieces. After a broken line it goes on by itself; after a reload, when the same file is chosen again.

const PAUSES = [1, 2, 5, 10, 20, 30]; // seconds between attempts; the last one again and again
const AGAIN = new Set([400, 408, 409, 425, 429, 500, 502, 503, 504]);
const MEGABYTE = 1024 * 1024;

class FilmUpload extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=file]");
    this.pipe = this.querySelector(".teplo-pipe");
    this.said = this.querySelector(".said");
    this.error = this.querySelector(".error-message");
    this.button = this.querySelector("button");
    this.input.addEventListener("change", () => this.start());
    this.button.addEventListener("click", () => this.start());
    addEventListener("beforeunload", (event) => this.busy && event.preventDefault());
  }

  async start() {
    const [file] = this.input.files;
    if (!file || this.busy) return;
    this.busy = this.input.disabled = true;
    this.error.hidden = this.button.hidden = true;
    try {
      await this.send(file);
    } catch (problem) {
      this.stop(problem.message);
    }
    this.busy = this.input.disabled = false;
  }

  async send(file) {
    const begun = await this.ask(this.getAttribute("begin"), "POST", this.form({ name: file.name, size: file.size }));
    this.pipe.hidden = false;
    let { offset } = begun;
    if (offset) this.said.textContent = "Продолжаем с места обрыва.";
    while (offset < file.size) {
      this.show(offset, file.size);
      const piece = file.slice(offset, offset + begun.chunk);
      ({ offset } = await this.ask(begun.url, "PATCH", piece, { "Upload-Offset": offset }));
    }
    this.show(file.size, file.size);
    const { url } = await this.ask(begun.complete, "POST", this.form({}));
    this.busy = false;
    location.assign(url);
  }

  form(values) {
    const form = new FormData();
    for (const [name, value] of Object.entries(values)) form.append(name, value);
    return form;
  }

  // An answer that says where to go on, however often it takes; a refusal is thrown with its reason.
  async ask(url, method, body, headers = {}) {
    const token = this.querySelector("[name=csrfmiddlewaretoken]").value;
    for (let attempt = 0; ; attempt += 1) {
      const answer = await fetch(url, { method, body, headers: { ...headers, "X-CSRFToken": token } }).catch(() => null);
      if (answer?.redirected) throw new Error("Вход закончился. Войдите в новой вкладке и нажмите «Продолжить».");
      const told = await answer?.json().catch(() => null);
      if (answer?.ok && told) return told;
      if (answer?.status === 409 && told) return told;
      if (answer && !AGAIN.has(answer.status)) throw new Error(told?.reason ?? "Сервер не принял файл. Нажмите «Продолжить».");
      this.said.textContent = "Связь оборвалась. Ждём и продолжим сами.";
      await new Promise((done) => setTimeout(done, 1000 * PAUSES[Math.min(attempt, PAUSES.length - 1)]));
      if (method === "PATCH") return this.where(told);
    }
  }

  // After a break only the server knows how much has arrived.
  async where(told) {
    if (told && "offset" in told) return told;
    const [file] = this.input.files;
    return this.ask(this.getAttribute("begin"), "POST", this.form({ name: file.name, size: file.size }));
  }

  show(offset, size) {
    const part = Math.floor((100 * offset) / size);
    this.pipe.querySelector(".now").style.setProperty("--at", `${part}%`);
    this.said.textContent = `Загружено ${part} %: ${Math.floor(offset / MEGABYTE)} из ${Math.ceil(size / MEGABYTE)} МБ.`;
  }

  stop(reason) {
    this.error.textContent = reason;
    this.error.hidden = this.button.hidden = false;
  }
}

customElements.define("film-upload", FilmUpload);
