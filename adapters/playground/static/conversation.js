// One conversation on the page (the room, or the thread beside it): its messages and its composer.

import { Completion } from "./completion.js";
import { drawMessage } from "./draw.js";
import { make } from "./dom.js";
import { dayWords } from "./times.js";

export class Conversation {
  constructor(root, { name, act, where }) {
    root.append(document.getElementById("a-conversation").content.cloneNode(true));
    const part = (selector) => root.querySelector(selector);
    Object.assign(this, { root, act, where, place: null, shown: new Map(), drawn: new Map(), past: [] });
    Object.assign(this, { title: part(".room-name"), about: part(".room-about"), list: part(".messages") });
    Object.assign(this, { field: part("textarea"), trouble: part(".trouble"), closer: part(".close") });
    if (name === "room") this.field.id = "write";
    else this.title = lower(this.title);
    this.completion = new Completion({ field: this.field, list: part(".choices"), hint: part(".hint"), name, where });
    this.field.addEventListener("keydown", (pressed) => this.key(pressed));
    part("form").addEventListener("submit", (sent) => {
      sent.preventDefault();
      this.send();
    });
  }

  // Shows a place; `messages` are all there is to see of it.
  show(place, about, messages) {
    const moved = this.place?.id !== place.id;
    this.place = place;
    this.title.textContent = place.kind === "room" ? `# ${place.name}` : place.name;
    this.about.textContent = about;
    this.list.setAttribute("aria-label", `Messages in ${place.name}`);
    this.field.setAttribute("aria-label", `Write in ${place.name}`);
    this.field.placeholder = placeholder(place);
    if (moved) this.complain("");
    const atEnd = moved || this.atEnd();
    this.list.setAttribute("aria-live", "off");
    this.shown = new Map(messages.map((message) => [message.id, message]));
    this.draw();
    if (atEnd) this.toEnd();
    requestAnimationFrame(() => this.list.setAttribute("aria-live", "polite"));
  }

  // Takes in one message that is new or has changed; older news than what stands here is dropped.
  take(message) {
    const known = this.shown.get(message.id);
    if (known && known.change > message.change) return;
    const atEnd = this.atEnd();
    this.shown.set(message.id, message);
    this.draw(known ? null : message.id);
    if (atEnd || (message.mine && !known)) this.toEnd();
  }

  drop(id) {
    if (this.shown.delete(id)) this.draw();
  }

  // Redraws what changed and leaves the rest alone: focus, scrolling and screen readers stay where they are.
  draw(fresh = null) {
    const { zone } = this.where();
    const held = this.heldFocus();
    const messages = [...this.shown.values()].sort((a, b) => Number(a.id) - Number(b.id));
    const rows = [];
    const drawn = new Map();
    let day = null;
    for (const message of messages) {
      const today = dayWords(new Date(message.at), zone);
      if (today !== day) rows.push(this.reused(drawn, today, () => make("p", { class: "dayline" }, today)));
      day = today;
      const looks = JSON.stringify([{ ...message, change: 0 }, zone, this.place.kind]);
      rows.push(this.reused(drawn, looks, () => this.row(message, zone, message.id === fresh)));
    }
    this.drawn = drawn;
    line(this.list, rows.length ? rows : [this.empty()]);
    this.giveBack(held);
  }

  reused(drawn, looks, draw) {
    const row = this.drawn.get(looks) ?? draw();
    drawn.set(looks, row);
    return row;
  }

  row(message, zone, fresh) {
    const row = drawMessage(message, { zone, inDirect: this.place.kind === "direct", act: this.act });
    if (fresh) row.classList.add("fresh");
    return row;
  }

  empty() {
    const item = make("div", { class: "empty" });
    const direct = this.place.kind === "direct";
    item.append(
      make("p", {}, direct
        ? "Reminders and notices meant for you alone arrive here."
        : "Nobody has said anything here yet. See what is coming up, or ask what the bot can do."),
    );
    for (const command of ["/events", "/communitybot"]) {
      const button = make("button", { type: "button" }, command);
      button.addEventListener("click", () => this.act.say(this, command));
      item.append(button);
    }
    return item;
  }

  // Which control of which message has the focus, so that redrawing does not lose it.
  heldFocus() {
    const control = document.activeElement?.closest?.("[data-control]");
    const message = control?.closest("[data-id]");
    return message && this.list.contains(message) ? [message.dataset.id, control.dataset.control] : null;
  }

  giveBack(held) {
    if (held === null) return;
    const [id, control] = held;
    const message = this.list.querySelector(`[data-id="${id}"]`);
    const again = message?.querySelector(`[data-control="${control}"]`) ?? message?.querySelector("[data-control]");
    (again ?? this.field).focus({ preventScroll: true });
  }

  atEnd() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 80;
  }

  // Goes to the newest message; one that is taller than the room is shown from its beginning.
  toEnd() {
    const last = this.list.lastElementChild;
    const tall = last && last.offsetHeight > this.list.clientHeight - 24;
    this.list.scrollTop = tall ? last.offsetTop - this.list.offsetTop - 8 : this.list.scrollHeight;
  }

  key(pressed) {
    if (pressed.isComposing) return;
    if (this.completion.key(pressed)) {
      pressed.preventDefault();
      pressed.stopPropagation();
    } else if (pressed.key === "Enter" && !pressed.shiftKey) {
      pressed.preventDefault();
      this.send();
    } else if (pressed.key === "ArrowUp" && !this.field.value && this.past.length) {
      pressed.preventDefault();
      this.field.value = this.past.at(-1);
      this.completion.look();
    }
  }

  async send() {
    const text = this.field.value.trimEnd();
    if (!text) return;
    this.past.push(text);
    this.field.value = "";
    this.completion.tell(null);
    this.completion.close();
    const taken = await this.act.say(this, text);
    if (!taken && !this.field.value) this.field.value = text;
  }

  complain(sentence) {
    this.trouble.textContent = sentence;
    this.trouble.hidden = !sentence;
  }
}

// The room's name is the page's heading; that of the thread beside it comes second.
function lower(heading) {
  const second = make("h2", { class: heading.className });
  heading.replaceWith(second);
  return second;
}

function placeholder(place) {
  if (place.kind === "thread") return "Answer in this thread";
  return window.innerWidth > 760 ? "Say something, or type / for what the bot can do" : "Say something, or type /";
}

// Makes these rows the children of a list, moving only those that are not in their place.
function line(list, rows) {
  rows.forEach((row, index) => {
    if (list.children[index] !== row) list.insertBefore(row, list.children[index] ?? null);
  });
  while (list.children.length > rows.length) list.lastElementChild.remove();
}
