// Starts NHS.UK frontend's components, and watches for new alerts while a page is open.
import { initAll } from "./nhsuk-frontend.min.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("nhsuk-frontend-supported");
initAll();

const news = document.getElementById("news");
const EVERY = 2000; // milliseconds: with the answer's own time, well within 5 seconds

// On the page of alerts the list itself is renewed, unless somebody is writing in it; the line above it is read out either way.
async function show() {
  news.hidden = false;
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
      news.querySelector("p").textContent = "You are signed out. Load the page again to sign in.";
      news.hidden = false;
      return;
    }
    if (answer.ok) {
      const latest = (await answer.json()).latest;
      if (latest !== news.dataset.latest) {
        news.dataset.latest = latest;
        await show();
      }
    }
  } catch {
    // the network is away for a moment; the next look may find it again
  }
  setTimeout(look, EVERY);
}
if (news) setTimeout(look, EVERY);
