// Speaking with the server: what comes in, what goes out, each with a time limit so that nothing hangs for ever.

export class Refused extends Error {
  constructor(status, sentence) { super(sentence); this.status = status; }
}

const OFFLINE = "Selfmap can't be reached just now.";

export class Line {
  constructor(pass) { this.pass = pass; }

  async ask(path, { body, seconds = 15 } = {}) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), seconds * 1000);
    try {
      const answer = await fetch(path, {
        method: body ? "POST" : "GET", body: body && JSON.stringify(body), signal: stop.signal, credentials: "same-origin",
        headers: { "X-Selfmap-Pass": this.pass, Accept: "application/json", ...(body && { "Content-Type": "application/json" }) },
      });
      const said = await answer.json();
      if (!answer.ok) throw new Refused(answer.status, said.error || OFFLINE);
      return said;
    } catch (fault) {
      if (fault instanceof Refused) throw fault;
      throw new Refused(0, OFFLINE); // no answer at all, or half of one
    } finally {
      clearTimeout(timer);
    }
  }

  news(after, talk, stamp) {
    return this.ask(`/chat/messages?${new URLSearchParams({ after, talk, stamp })}`, { seconds: 40 });
  }

  earlier(before) { return this.ask(`/chat/earlier?${new URLSearchParams({ before })}`); }

  say(key, text) { return this.ask("/chat/messages", { body: { key, text } }); }

  press(token) { return this.ask("/chat/presses", { body: { token } }); }
}

export const mayPass = (fault) => fault.status === 0 || fault.status >= 500;

export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
