// Starts NHS.UK frontend's components, watches for new alerts while a page is open, and covers the page once its sign-in is over.
import { initAll } from "./nhsuk-frontend.min.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("nhsuk-frontend-supported");
initAll();

const news = document.getElementById("news");
const EVERY = 2000; // milliseconds: with the answer's own time, well within 5 seconds
const AWAY = 5; // looks without an answer, after which the page says that it can't see new alerts
const AWAKE = 60_000; // milliseconds between two signs that somebody is writing
let missed = 0, came = false;

// One line at a time: a new alert, nobody answers, or signed out. Nothing: no line.
function tell(what) {
  for (const line of news.querySelectorAll("[data-says]")) line.hidden = line.dataset.says !== what;
  news.hidden = !what;
}

// On the page of alerts the list itself is renewed, unless somebody is writing in it; the line above it is read out either way.
async function show() {
  came = true;
  tell("alert");
  const list = document.querySelector("[data-alerts]");
  if (!list || list.contains(document.activeElement) || list.querySelector("details[open]")) return;
  const answer = await fetch(location.href, { cache: "no-store" });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-alerts]");
  if (answer.ok && fresh) list.replaceWith(document.adoptNode(fresh));
}

async function look() {
  try {
    const answer = await fetch(news.dataset.address, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (answer.status === 401) {
      // whoever comes by this screen sees nobody's words, and nobody's name
      for (const shown of document.querySelectorAll("#main, .sm-who, .sm-said")) shown.hidden = true;
      document.title = "Signed out – Selfmap for peer support";
      tell("out");
      return;
    }
    if (!answer.ok) throw new Error(answer.status);
    const latest = (await answer.json()).latest;
    if (missed >= AWAY) tell(came ? "alert" : "");
    missed = 0;
    if (latest !== news.dataset.latest) {
      news.dataset.latest = latest;
      await show();
    }
  } catch {
    missed += 1; // the network is away for a moment, and the next look may find it again
    if (missed === AWAY) tell("away");
  }
  setTimeout(look, EVERY);
}

// Somebody who writes a long note is at work: their sign-in does not end under their hands.
let signed = 0;
document.addEventListener("input", () => {
  if (!news || Date.now() - signed < AWAKE) return;
  signed = Date.now();
  fetch(news.dataset.awake, { cache: "no-store" }).catch(() => {});
});
if (news) setTimeout(look, EVERY);
