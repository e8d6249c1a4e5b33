// <portrait-crop style="--crop-w; --crop-h; --crop-x; --crop-y; --crop-side"><form> .frame, [name=move], inputs x, y, side </form></portrait-crop>
// Moves the square over the picture by pointer, fingers, wheel and keys. Without it the buttons and numbers do, through the server.

const SMALLEST = 200; // points of the picture, as on the server
const STEP = 0.1; // of the side
const ZOOM = 0.85;
const KEYS = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  "+": "closer",
  "=": "closer",
  "-": "farther",
};
const MOVES = {
  left: [-STEP, 0, 1],
  right: [STEP, 0, 1],
  up: [0, -STEP, 1],
  down: [0, STEP, 1],
  closer: [0, 0, ZOOM],
  farther: [0, 0, 1 / ZOOM],
};

const within = (value, least, most) => Math.min(Math.max(value, least), most);

class PortraitCrop extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.frame = this.querySelector(".frame");
    this.pointers = new Map();
    this.box = Object.fromEntries(["x", "y", "side"].map((name) => [name, this.number(name)]));
    this.prepare();
    this.listen();
  }

  number(name) {
    return Number(this.style.getPropertyValue(`--crop-${name}`));
  }

  prepare() {
    this.classList.add("live");
    this.frame.tabIndex = 0;
    this.frame.setAttribute("role", "application");
    this.frame.setAttribute("aria-label", "Кадр: стрелки двигают, плюс и минус меняют размер");
    this.querySelector("[data-hint]").hidden = false;
  }

  listen() {
    this.frame.addEventListener("keydown", (event) => this.key(event));
    this.frame.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.frame.addEventListener("pointerdown", (event) => this.down(event));
    this.frame.addEventListener("pointermove", (event) => this.drag(event));
    for (const end of ["pointerup", "pointercancel"]) {
      this.frame.addEventListener(end, (event) => this.pointers.delete(event.pointerId));
    }
    this.form.addEventListener("click", (event) => this.press(event));
    this.form.addEventListener("input", () => this.typed());
    this.form.addEventListener("submit", (event) => this.once(event));
  }

  key(event) {
    const move = KEYS[event.key];
    if (!move) return;
    event.preventDefault();
    this.move(...MOVES[move]);
  }

  press(event) {
    const button = event.target.closest("[name=move]");
    if (!button) return;
    event.preventDefault();
    this.move(...MOVES[button.value]);
  }

  wheel(event) {
    event.preventDefault();
    this.move(0, 0, event.deltaY < 0 ? ZOOM : 1 / ZOOM);
  }

  once(event) {
    if (this.sent) event.preventDefault();
    this.sent = true;
  }

  down(event) {
    this.frame.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, [event.clientX, event.clientY]);
  }

  drag(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const spread = this.spread();
    this.pointers.set(event.pointerId, [event.clientX, event.clientY]);
    const share = this.frame.clientWidth * this.pointers.size; // two fingers move it by their mean
    const zoom = spread ? spread / this.spread() : 1;
    this.move((before[0] - event.clientX) / share, (before[1] - event.clientY) / share, zoom);
  }

  spread() {
    const [one, two] = [...this.pointers.values()];
    return two ? Math.hypot(one[0] - two[0], one[1] - two[1]) : 0;
  }

  // By so many sides to the right and down, and so many times larger around the middle.
  move(right, down, times) {
    const { x, y, side } = this.box;
    const size = this.fittedSide(side * times);
    this.show({ x: x + right * side + (side - size) / 2, y: y + down * side + (side - size) / 2, side: size });
  }

  typed() {
    const typed = Object.fromEntries(["x", "y", "side"].map((name) => [name, Number(this.form.elements[name].value)]));
    this.draw(this.fitted(typed));
  }

  fittedSide(side) {
    const largest = Math.min(this.number("w"), this.number("h"));
    return within(side, Math.min(SMALLEST, largest), largest);
  }

  fitted({ x, y, side }) {
    const size = this.fittedSide(side);
    return { x: within(x, 0, this.number("w") - size), y: within(y, 0, this.number("h") - size), side: size };
  }

  show(box) {
    this.draw(this.fitted(box));
    for (const name of ["x", "y", "side"]) this.form.elements[name].value = Math.floor(this.box[name]);
  }

  draw(box) {
    this.box = box;
    for (const name of ["x", "y", "side"]) this.style.setProperty(`--crop-${name}`, box[name]);
  }
}

customElements.define("portrait-crop", PortraitCrop);
