// The conversation on the page. Whatever a person or the bot said goes in as text, never as HTML.

const NAMES = { person: "You", selfmap: "Selfmap" };

export class Log {
  constructor(press) {
    this.log = document.getElementById("log");
    this.scroll = document.getElementById("scroll");
    this.blank = document.getElementById("blank");
    this.log.addEventListener("click", (event) => {
      const button = event.target.closest(".answers button");
      if (!button) return;
      event.preventDefault();
      press(button, event);
    });
    this.log.addEventListener("click", (event) => { if (event.target.closest("summary")) this.atEnd = false; }); // stay with what opens
    this.log.addEventListener("toggle", (event) => event.target.scrollIntoView({ block: "nearest" }), true);
    this.scroll.addEventListener("scroll", () => this.scrolled(), { passive: true });
    const grown = new ResizeObserver(() => this.stay());
    grown.observe(this.scroll);
    grown.observe(this.log);
    this.atEnd = true;
    this.top = 0;
    this.arrange();
    if (!this.empty) this.toEnd();
  }

  get last() { return Number(this.log.querySelector(".said:last-of-type")?.dataset.seq || 0); }

  get first() { return Number(this.log.querySelector(".said")?.dataset.seq || 0); }

  get empty() { return !this.log.querySelector(".said"); }

  has(id) { return !!this.log.querySelector(`.said[data-id="${CSS.escape(id)}"]`); }

  add(messages) {
    const fresh = messages.filter((one) => !this.has(one.id));
    for (const one of fresh) this.place(one, true);
    if (fresh.length && (this.atEnd || fresh.some((one) => one.side === "person"))) this.toEnd();
    return fresh.length;
  }

  addEarlier(messages) {
    const before = this.scroll.scrollHeight - this.scroll.scrollTop;
    this.log.setAttribute("aria-live", "off"); // old messages are not news
    for (const one of messages.filter((one) => !this.has(one.id))) this.place(one, false);
    this.scroll.scrollTop = this.scroll.scrollHeight - before;
    setTimeout(() => this.log.setAttribute("aria-live", "polite"), 500);
  }

  // A message goes where its number says, so that both sides stay in order however they arrive.
  place(one, isNew) {
    const made = this.make(one);
    made.classList.toggle("new", isNew);
    const later = [...this.log.querySelectorAll(".said")].find((other) => Number(other.dataset.seq) > one.seq);
    this.log.insertBefore(made, later || null);
    this.arrange();
  }

  make(one) {
    const made = this.blank.content.firstElementChild.cloneNode(true);
    const part = (name) => made.querySelector(name);
    made.classList.add(one.side);
    Object.assign(made.dataset, { seq: one.seq, id: one.id, day: one.day, run: `${one.side} ${one.clock}` });
    part("h3").textContent = NAMES[one.side];
    part(".text").textContent = one.text;
    part(".text").classList.toggle("faint", one.faint);
    part(".clock").textContent = one.clock;
    if (one.picture) {
      part("figure a").href = part("img").src = one.picture;
      part("img").alt = part(".words").textContent = one.words;
    } else {
      part("figure").remove();
      part("details").remove();
    }
    if (one.file) part(".file a").href = one.file;
    else part(".file").remove();
    if (!one.text) part(".text").remove();
    for (const choice of one.buttons) part(".answers").append(this.button(choice));
    if (!one.buttons.length) part(".answers").remove();
    return made;
  }

  button({ title, token, usable }) {
    const made = document.createElement("button");
    Object.assign(made, { type: "submit", textContent: title, value: token, name: "token", disabled: !usable });
    made.setAttribute("form", "presses");
    return made;
  }

  // A heading where a new day begins, and the time only under the last of several messages of one side in one minute.
  arrange() {
    this.log.querySelectorAll(".day").forEach((old) => old.remove());
    let earlier = null;
    for (const said of this.log.querySelectorAll(".said")) {
      if (said.dataset.day !== earlier?.dataset.day) said.before(this.dayTitle(said.dataset.day));
      else if (said.dataset.run === earlier.dataset.run) earlier.querySelector(".clock").hidden = true;
      earlier = said;
    }
  }

  dayTitle(day) {
    return Object.assign(document.createElement("h2"), { className: "day", textContent: day });
  }

  open(tokens) {
    const usable = new Set(tokens);
    for (const button of this.log.querySelectorAll(".answers button")) button.disabled = !usable.has(button.value);
  }

  clear() { this.log.replaceChildren(); }

  nearEnd() { return this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < 80; }

  // Only a person scrolls up; a page that grows leaves the place as it is.
  scrolled() {
    const top = this.scroll.scrollTop;
    if (this.nearEnd()) this.atEnd = true;
    else if (top < this.top - 2) this.atEnd = false;
    this.top = top;
  }

  stay() { if (this.atEnd && !this.empty) this.toEnd(); }

  toEnd() {
    this.scroll.scrollTop = this.scroll.scrollHeight;
    this.atEnd = true;
  }
}
