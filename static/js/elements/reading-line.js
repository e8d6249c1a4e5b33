// Fills .reading-line by scrolling where the browser knows no scroll timelines.

const line = document.querySelector(".reading-line");

function fill() {
  const length = document.documentElement.scrollHeight - innerHeight;
  line.style.setProperty("--read", length > 0 ? scrollY / length : 0);
}

if (line && !CSS.supports("animation-timeline: scroll()")) {
  addEventListener("scroll", () => requestAnimationFrame(fill), { passive: true });
  fill();
}
