// The chat page: keeps what was typed until it has arrived, and the conversation as the server has it.

import { Line, mayPass, newKey } from "./talk.js";
import { Log } from "./log.js";

const el = (id) => document.getElementById(id);
const { pass, longest, ...start } = el("chat").dataset;
const box = el("text");
const line = new Line(pass);
const log = new Log(press);
let { stamp, talk } = start;
let known = talk; // the last conversation this page has seen
let waiting = null; // { key, text }: on its way, or kept because it could not be sent
let sending = false;
let away = false;
const old = new URLSearchParams(location.search).has("before"); // a page of the past: nothing new comes in here

const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
const problem = (sentence) => { el("problem").textContent = sentence; };
const length = (text) => [...text].length; // in characters, as the server counts

function showAway(isAway) {
  away = isAway;
  const safe = box.value ? "Your words are safe in the box. " : "";
  el("away").textContent = isAway ? `Selfmap can't be reached just now. ${safe}This page tries again by itself.` : "";
}

function outOfDate(fault) {
  problem(`${fault.message} `);
  const link = Object.assign(document.createElement("a"), { href: "/chat", textContent: "Load the page again" });
  el("problem").append(link);
}

async function send() {
  const text = box.value;
  if (sending) return;
  if (!text.trim()) return problem("Type something first, then press Send.");
  if (length(text) > Number(longest)) {
    return problem(`Your message is too long. It has ${length(text).toLocaleString("en-GB")} characters, and the most is `
      + `${Number(longest).toLocaleString("en-GB")}. Your words are still in the box. Please send them in two parts.`);
  }
  problem("");
  if (waiting?.text !== text) waiting = { key: newKey(), text }; // the same words again keep their key: they count once
  sending = true;
  try {
    await line.say(waiting.key, text);
    arrived(text);
  } catch (fault) {
    refused(fault);
  } finally {
    sending = false;
  }
}

function arrived(text) {
  waiting = null;
  if (box.value.startsWith(text)) box.value = box.value.slice(text.length); // what was typed meanwhile stays
  grow();
  log.toEnd();
  if (old) location.assign("/chat#latest");
}

function refused(fault) {
  if (mayPass(fault)) return showAway(true);
  waiting = null;
  return fault.status === 403 ? outOfDate(fault) : problem(fault.message);
}

async function press(button, event) {
  const together = [...button.parentElement.children];
  for (const one of together) one.disabled = true;
  problem("");
  if (event.detail === 0 || matchMedia("(pointer: fine)").matches) box.focus(); // a touch would raise the keyboard
  try {
    await line.press(button.value);
  } catch (fault) {
    if (fault.status !== 409) for (const one of together) one.disabled = false;
    if (fault.status === 403) outOfDate(fault);
    else problem(fault.status === 409 ? fault.message : "Selfmap can't be reached just now. Please press the button again in a moment.");
  }
}

function take(news) {
  el("erased").hidden = !!news.talk || !known;
  if (news.talk && known && news.talk !== known) log.clear(); // all was erased, and somebody new begins
  known = news.talk || known;
  ({ stamp, talk } = news);
  log.add(news.messages);
  log.open(news.open);
  el("welcome").hidden = !log.empty;
  el("reading").firstElementChild.hidden = !news.reading;
  log.stay();
}

async function listen() {
  for (let failed = 0; ;) {
    try {
      const news = await line.news(log.last, talk, failed || away ? "" : stamp); // no waiting until it is known to be back
      take(news);
      failed = 0;
      if (away) back();
      await pause(news.again);
    } catch (fault) {
      if (fault.status === 403) return outOfDate(fault);
      failed += 1;
      if (failed > 1) showAway(true); // one lost answer is no news
      await pause(Math.min(0.5 * failed, 5));
    }
  }
}

function back() {
  showAway(false);
  if (waiting && waiting.text === box.value) send();
}

function grow() {
  if (CSS.supports("field-sizing", "content")) return;
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight + 4, innerHeight / 3)}px`;
}

async function showEarlier(event) {
  event.preventDefault();
  try {
    const { messages, more } = await line.earlier(log.first);
    log.addEarlier(messages);
    el("more").hidden = !more;
    if (!more) box.focus();
  } catch (fault) {
    problem(fault.message);
  }
}

el("say").addEventListener("submit", (event) => { event.preventDefault(); send(); box.focus(); });
el("more").firstElementChild.addEventListener("click", showEarlier);
box.addEventListener("input", () => { grow(); if (el("problem").textContent) problem(""); });
box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  send();
});
box.focus({ preventScroll: true });
grow();
if (!old) listen();
