// <send-files address="…"> … <input type="file"> … [data-progress] </send-files> inside a form
// Sends files one by one as soon as they are chosen; what the server answers takes the place of the list. Without it they go with the form.

class SendFiles extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", (event) => event.target.type === "file" && this.send([...event.target.files]));
    const early = this.querySelector("[type=file]"); // chosen while this script was on its way
    if (early?.files.length) this.send([...early.files]);
  }

  async send(files) {
    const refused = [];
    for (const [index, file] of files.entries()) {
      const input = this.querySelector("[type=file]");
      if (!input) break;
      const name = input.name;
      input.value = "";
      input.disabled = true;
      try {
        await this.put(name, file, files.length > 1 ? `${index + 1} из ${files.length}: ` : "");
      } catch {
        this.ready();
        return this.complain(`«${file.name}» не отправлен: нет связи. Выберите его ещё раз.`);
      }
      refused.push(...this.querySelectorAll(".error"));
    }
    this.keep(refused);
  }

  put(name, file, which) {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", this.closest("form").elements.csrfmiddlewaretoken.value);
    data.append(name, file);
    const request = new XMLHttpRequest();
    request.open("POST", this.getAttribute("address"));
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    request.upload.addEventListener("progress", (event) => {
      const part = event.lengthComputable ? Math.floor((event.loaded / event.total) * 100) : 0;
      this.say(part < 100 ? `${which}отправляем, ${part} %` : `${which}проверяем…`);
    });
    return new Promise((resolve, reject) => {
      request.addEventListener("error", reject);
      request.addEventListener("load", () => resolve(this.take(request)));
      request.send(data);
    });
  }

  take(request) {
    if (![200, 422].includes(request.status)) {
      this.ready();
      return this.complain(this.reasonOf(request));
    }
    const typed = this.querySelector("[type=text]")?.value;
    this.innerHTML = request.responseText;
    const address = this.querySelector("[type=text]");
    if (address && typed) address.value = typed;
    this.closest("form").elements.version.value = request.getResponseHeader("X-Version");
  }

  reasonOf(request) {
    if (request.status === 413) return "Файл слишком большой.";
    try {
      return JSON.parse(request.responseText).error;
    } catch {
      return "Файл не принят. Попробуйте ещё раз.";
    }
  }

  // Errors of the earlier files stay, although the list has been replaced since.
  keep(refused) {
    for (const error of refused) if (!error.isConnected) this.querySelector("fieldset").append(error);
  }

  complain(words) {
    const error = document.createElement("p");
    error.className = "error";
    error.setAttribute("role", "alert");
    error.textContent = words;
    this.querySelector("fieldset").append(error);
  }

  ready() {
    this.say("");
    const input = this.querySelector("[type=file]");
    if (input) input.disabled = false;
  }

  say(words) {
    const line = this.querySelector("[data-progress]");
    line.textContent = words;
    line.hidden = !words;
  }
}

customElements.define("send-files", SendFiles);
