// The map on its page: bigger, smaller and about by button, key, wheel or drag; another part or time without losing one's place.
// Without this script the page is the same picture and list, and every part of the map is a link.

const STEPS = [1, 1.5, 2, 3, 4];

function start() {
  const area = document.getElementById("map-area");
  if (!area) return;
  const stage = area.querySelector(".sm-map__stage");
  const canvas = area.querySelector(".sm-map__canvas");
  if (stage) {
    makeTools(area, stage, canvas);
    makeKeys(stage, canvas);
    makeDrag(stage);
    pairUp(area);
  }
  makeSlider(area);
}

function zoomOf(canvas) { return Number(canvas.dataset.zoom || 1); }

function zoomTo(stage, canvas, zoom, at) {
  const before = zoomOf(canvas);
  const next = Math.min(Math.max(zoom, STEPS[0]), STEPS[STEPS.length - 1]);
  const x = at ? at.x : stage.clientWidth / 2;
  const y = at ? at.y : stage.clientHeight / 2;
  const left = (stage.scrollLeft + x) / before, top = (stage.scrollTop + y) / before;
  canvas.dataset.zoom = String(next);
  canvas.style.width = `${next * 100}%`;
  stage.scrollLeft = left * next - x;
  stage.scrollTop = top * next - y;
  tell(`Size ${Math.round(next * 100)} per cent`);
}

function step(stage, canvas, by) {
  const zoom = zoomOf(canvas);
  const next = by > 0 ? STEPS.find(each => each > zoom + 0.01) : [...STEPS].reverse().find(each => each < zoom - 0.01);
  zoomTo(stage, canvas, next || zoom);
}

const MOVES = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };

function move(stage, way) {
  const [x, y] = MOVES[way];
  stage.scrollBy({ left: x * stage.clientWidth / 3, top: y * stage.clientHeight / 3 });
}

function makeTools(area, stage, canvas) {
  const tools = area.querySelector(".sm-map__tools");
  tools.hidden = false;
  tools.addEventListener("click", event => {
    const button = event.target.closest("button");
    if (!button) return;
    const does = button.dataset.does;
    if (does === "bigger") step(stage, canvas, 1);
    else if (does === "smaller") step(stage, canvas, -1);
    else if (does === "whole") zoomTo(stage, canvas, 1);
    else move(stage, does);
  });
}

function makeKeys(stage, canvas) {
  stage.addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const does = { "+": 1, "=": 1, "-": -1 }[event.key];
    if (does) step(stage, canvas, does);
    else if (event.key === "0") zoomTo(stage, canvas, 1);
    else return;
    event.preventDefault();
  });
  stage.addEventListener("wheel", event => {
    if (!event.ctrlKey) return; // the page scrolls as it always does
    event.preventDefault();
    const frame = stage.getBoundingClientRect();
    zoomTo(stage, canvas, zoomOf(canvas) * (event.deltaY < 0 ? 1.15 : 1 / 1.15), { x: event.clientX - frame.left, y: event.clientY - frame.top });
  }, { passive: false });
}

function makeDrag(stage) { // touch scrolls by itself
  let from = null;
  stage.addEventListener("pointerdown", event => {
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    from = { x: event.clientX, y: event.clientY, left: stage.scrollLeft, top: stage.scrollTop, moved: false };
  });
  stage.addEventListener("pointermove", event => {
    if (!from || !(event.buttons & 1)) return;
    const x = event.clientX - from.x, y = event.clientY - from.y;
    if (!from.moved && Math.hypot(x, y) > 4) { from.moved = true; stage.setPointerCapture(event.pointerId); }
    if (from.moved) { stage.scrollLeft = from.left - x; stage.scrollTop = from.top - y; }
  });
  stage.addEventListener("click", event => { // the end of a drag chooses nothing
    if (from && from.moved) { event.preventDefault(); event.stopPropagation(); }
    from = null;
  }, true);
  stage.addEventListener("dragstart", event => event.preventDefault());
}

function pairUp(area) { // a thing in the list and on the picture light up together
  const both = id => area.querySelectorAll(`[data-item="${CSS.escape(id)}"]`);
  const light = on => event => {
    const found = event.target.closest("[data-item]");
    if (found) both(found.dataset.item).forEach(each => each.classList.toggle("sm-lit", on));
  };
  for (const [name, on] of [["focusin", true], ["mouseover", true], ["focusout", false], ["mouseout", false]]) area.addEventListener(name, light(on));
}

function makeSlider(area) {
  const form = area.querySelector("form[data-times]");
  const choose = form && form.querySelector("select[name=time]");
  if (!choose || choose.options.length < 2) return;
  const slider = form.querySelector("input[type=range]");
  const label = form.querySelector("[data-slider]");
  label.hidden = false;
  const names = [...choose.options].map(option => option.text);
  const say = () => { slider.setAttribute("aria-valuetext", names[slider.value - 1]); };
  slider.max = String(names.length);
  slider.value = String(choose.selectedIndex + 1);
  say();
  slider.addEventListener("input", () => { say(); choose.selectedIndex = slider.value - 1; });
  slider.addEventListener("change", () => show(addressOf(form), "slider"));
  choose.addEventListener("change", () => { slider.value = String(choose.selectedIndex + 1); say(); });
  form.addEventListener("submit", event => { event.preventDefault(); show(addressOf(form), "time"); });
}

function addressOf(form) {
  const asked = new URLSearchParams(new FormData(form));
  asked.delete("slider");
  return `${form.getAttribute("action")}?${asked}`;
}

function tell(words) {
  const box = document.getElementById("map-told");
  if (box) box.textContent = words;
}

async function show(address, focus) {
  let answer;
  try {
    answer = await fetch(address, { headers: { Accept: "text/html" } });
  } catch {
    answer = null;
  }
  if (!answer || !answer.ok || answer.redirected) { location.assign(address); return; }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("map-area"), old = document.getElementById("map-area");
  if (!fresh) { location.assign(address); return; }
  old.replaceWith(document.importNode(fresh, true));
  document.title = page.title;
  history.pushState({ map: true }, "", address);
  start();
  const heading = document.getElementById("map-heading");
  const target = focus === "heading" ? heading : document.querySelector(`#map-area [data-keep="${focus}"]`) || heading;
  target.focus({ preventScroll: focus !== "heading" });
  tell(heading.textContent.trim());
}

document.addEventListener("click", event => {
  const link = event.target.closest("#map-area a[data-swap]");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  show(link.href ? (link.href.baseVal || link.href) : link.getAttribute("href"), link.dataset.keep || "heading");
});
addEventListener("popstate", () => location.reload());
start();
