// <premiere-countdown at="2026-03-08T19:00:00+03:00" src="/healthz" reload><p>Премьера …</p><p class="left" hidden></p></premiere-countdown>
// Counts by the server's clock, which it reads from the Date of an answer; with `reload` the page is asked anew at the hour.

const SECOND = 1000;
const PARTS = [
  [86400, ["день", "дня", "дней"]],
  [3600, ["час", "часа", "часов"]],
  [60, ["минута", "минуты", "минут"]],
  [1, ["секунда", "секунды", "секунд"]],
];
const FORMS = { one: 0, few: 1, many: 2, other: 2 };
const SPREAD = 1000; // not everybody in the same millisecond
const AGAIN = 5000; // a clock that goes wrong must not make a loop of reloads
const rules = new Intl.PluralRules("ru");

const words = (seconds) => {
  const shown = [];
  for (const [size, forms] of PARTS) {
    const number = Math.floor(seconds / size);
    seconds %= size;
    if (number || shown.length) shown.push(`${number} ${forms[FORMS[rules.select(number)]]}`);
  }
  return shown.slice(0, 2).join(" ");
};

class PremiereCountdown extends HTMLElement {
  async connectedCallback() {
    this.at = Date.parse(this.getAttribute("at"));
    this.left = this.querySelector(".left");
    this.begun = Date.now();
    await this.compare();
    if (!this.isConnected) return;
    this.timer = setInterval(() => this.show(), SECOND);
    this.back = () => !document.hidden && this.compare();
    document.addEventListener("visibilitychange", this.back);
    this.show();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    document.removeEventListener("visibilitychange", this.back);
  }

  // The Date of an answer has whole seconds: half of one is added.
  async compare() {
    try {
      const answer = await fetch(this.getAttribute("src"), { cache: "no-store" });
      this.ahead = Date.parse(answer.headers.get("Date")) + SECOND / 2 - Date.now() || 0;
    } catch {
      this.ahead ??= 0; // no network: the clock of this device must do
    }
  }

  show() {
    const seconds = Math.ceil((this.at - Date.now() - this.ahead) / SECOND);
    if (seconds > 0) {
      this.left.textContent = `через ${words(seconds)}`.replace("минута", "минуту").replace("секунда", "секунду");
      this.left.hidden = false;
      return;
    }
    clearInterval(this.timer);
    this.left.textContent = "Начинаем!";
    const pause = Math.max(SECOND, this.begun + AGAIN - Date.now());
    if (this.hasAttribute("reload")) setTimeout(() => location.reload(), pause + Math.random() * SPREAD);
  }
}

customElements.define("premiere-countdown", PremiereCountdown);
