// One conversation on the page (the room, or the thread beside it): its messages and its composer.

import { Composer } from "./composer.js";
import { drawMessage } from "./draw.js";
import { make } from "./dom.js";
import { dayWords } from "./times.js";

const PAGE = 200; // messages the server gives at once
const MOST = 400; // messages that stand here before the earliest of them are put away again

export class Conversation {
  constructor(root, { name, act, where }) {
    root.append(document.getElementById("a-conversation").content.cloneNode(true));
    const part = (selector) => root.querySelector(selector);
    Object.assign(this, { root, where, place: null, shown: new Map(), drawn: new Map(), looks: new WeakMap() });
    Object.assign(this, { title: part(".room-name"), about: part(".room-about"), pins: part(".pins") });
    Object.assign(this, { list: part(".messages"), closer: part(".close"), more: false });
    if (name !== "room") this.title = lower(this.title);
    this.composer = new Composer(this, { name, act, where });
    this.field = this.composer.field;
    this.act = {
      ...act,
      reply: (message) => this.composer.begin("reply", message),
      edit: (message) => this.composer.begin("edit", message),
      jump: (id) => this.jump(id),
    };
  }

  // Shows a place; `messages` are the latest of it, and what was read before them stays unless `anew`.
  show(place, about, messages, anew = false) {
    const moved = this.place?.id !== place.id;
    const first = Number(messages[0]?.id);
    const full = messages.length >= PAGE;
    const kept = moved || anew || !full ? [] : [...this.shown.values()].filter(({ id }) => Number(id) < first);
    if (!kept.length) this.more = full;
    const atEnd = moved || this.atEnd();
    this.arrange(place, about);
    if (moved) this.composer.leave();
    this.list.setAttribute("aria-live", "off");
    this.shown = new Map([...kept, ...messages].map((message) => [message.id, message]));
    this.draw();
    if (atEnd) this.toEnd();
    requestAnimationFrame(() => this.list.setAttribute("aria-live", "polite"));
  }

  // What stands around the messages: the name, what is pinned, and whether one can write.
  arrange(place, about) {
    const { closed, pinned } = this.where();
    const was = this.closed;
    this.place = place;
    this.closed = closed.includes(place.id);
    this.title.textContent = place.kind === "room" ? `# ${place.name}` : place.name;
    this.about.textContent = this.closed ? "This thread is closed. It takes no more words." : about;
    this.list.setAttribute("aria-label", `Messages in ${place.name}`);
    const pins = pinned(place.id);
    this.pins.hidden = !pins.length;
    this.pins.replaceChildren(...pins.map((thread) => this.pin(thread)));
    this.composer.arrange(place, this.closed);
    if (was !== this.closed && this.shown.size) this.draw();
  }

  pin({ id, name }) {
    const { person } = this.where();
    const link = make("a", { href: `#${new URLSearchParams({ person, place: id })}` }, `Pinned: ${name}`);
    link.addEventListener("click", (clicked) => {
      clicked.preventDefault();
      this.act.open(id);
    });
    return make("li", {}, link);
  }

  // Takes in one message that is new or has changed; older news than what stands here is dropped.
  take(message) {
    const known = this.shown.get(message.id);
    if (known && known.change > message.change) return;
    if (!known && this.more && Number(message.id) < this.oldest()) return; // it is read with the earlier ones
    const atEnd = this.atEnd();
    this.shown.set(message.id, message);
    if (atEnd && this.shown.size > MOST) this.putAway();
    this.draw(known ? null : message.id);
    const awaited = message.mine || (message.private && this.place.kind !== "direct"); // an answer to a press
    if (atEnd || (awaited && !known)) this.toEnd();
  }

  drop(id) {
    if (!this.shown.delete(id)) return;
    for (const [each, message] of this.shown) {
      if (message.reply?.id === id) this.shown.set(each, { ...message, reply: { id, name: null } });
    }
    this.composer.dropped(id);
    this.draw();
  }

  oldest() {
    return Math.min(...[...this.shown.keys()].map(Number));
  }

  // Keeps a long thread light: the earliest of what stands here can be asked for again.
  putAway() {
    const ids = [...this.shown.keys()].sort((a, b) => Number(a) - Number(b));
    for (const id of ids.slice(0, -PAGE)) this.shown.delete(id);
    this.more = true;
  }

  // Reads the messages before the earliest that stands here; what one looks at stays where it is.
  async earlier() {
    const found = await this.read();
    if (found) this.drawEarlier();
    return found;
  }

  async read() {
    const { id } = this.place;
    const found = await this.act.earlier(this, this.oldest());
    if (found === null || this.place.id !== id) return false;
    this.more = found.length >= PAGE;
    for (const message of found) this.shown.set(message.id, message);
    return true;
  }

  drawEarlier() {
    const fromEnd = this.list.scrollHeight - this.list.scrollTop;
    this.list.setAttribute("aria-live", "off");
    this.draw();
    this.list.scrollTop = this.list.scrollHeight - fromEnd;
    requestAnimationFrame(() => this.list.setAttribute("aria-live", "polite"));
  }

  async jump(id) {
    let read = false;
    while (!this.shown.has(id) && this.more && Number(id) < this.oldest() && (await this.read())) read = true;
    if (read) this.drawEarlier();
    const row = this.list.querySelector(`[data-id="${CSS.escape(id)}"]`);
    if (!row) return this.complain("That message is not here any more.");
    row.scrollIntoView({ block: "center" });
    row.focus({ preventScroll: true });
  }

  // Redraws what changed and leaves the rest alone: focus, scrolling and screen readers stay where they are.
  draw(fresh = null) {
    const { zone } = this.where();
    const held = this.heldFocus();
    const messages = [...this.shown.values()].sort((a, b) => Number(a.id) - Number(b.id));
    const rows = this.more ? [this.reused(new Map(), "earlier", () => this.earlierButton())] : [];
    const drawn = new Map(rows.map((row) => ["earlier", row]));
    let day = null;
    for (const message of messages) {
      const { today, looks } = this.looksOf(message, zone);
      if (today !== day) rows.push(this.reused(drawn, today, () => make("p", { class: "dayline" }, today)));
      day = today;
      rows.push(this.reused(drawn, looks, () => this.row(message, zone, message.id === fresh)));
    }
    this.drawn = drawn;
    line(this.list, rows.length ? rows : [this.empty()]);
    this.giveBack(held);
  }

  // Its day, and all that its row is drawn from, each worked out once.
  looksOf(message, zone) {
    const about = `${zone} ${this.place.id} ${this.closed}`;
    const known = this.looks.get(message);
    if (known?.about === about) return known;
    const today = dayWords(new Date(message.at), zone);
    const found = { about, today, looks: `${about} ${JSON.stringify({ ...message, change: 0 })}` };
    this.looks.set(message, found);
    return found;
  }

  reused(drawn, looks, draw) {
    const row = this.drawn.get(looks) ?? draw();
    drawn.set(looks, row);
    return row;
  }

  row(message, zone, fresh) {
    const { kind } = this.place;
    const how = { zone, inDirect: kind === "direct", inThread: kind === "thread", closed: this.closed };
    const { marks, actions } = this.where();
    const row = drawMessage(message, { ...how, marks, actions, act: this.act });
    if (fresh) row.classList.add("fresh");
    return row;
  }

  earlierButton() {
    const button = make("button", { type: "button" }, "Show earlier messages");
    button.addEventListener("click", async () => {
      if (button.ariaBusy === "true") return;
      button.ariaBusy = "true";
      const done = await this.earlier();
      button.ariaBusy = "false";
      if (done && !button.isConnected) this.list.focus({ preventScroll: true });
    });
    return make("p", { class: "earlier" }, button);
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
    const message = document.activeElement?.closest?.("[data-id]");
    if (!message || !this.list.contains(message)) return null;
    return [message.dataset.id, document.activeElement.closest("[data-control]")?.dataset.control ?? null];
  }

  giveBack(held) {
    if (held === null || this.list.contains(document.activeElement)) return;
    const [id, control] = held;
    const message = this.list.querySelector(`[data-id="${id}"]`);
    const named = (name) => message?.querySelector(`[data-control="${CSS.escape(name)}"]`);
    const again = control === null ? message : named(control) ?? named("more") ?? message?.querySelector("[data-control]");
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

  complain(sentence) {
    this.composer.complain(sentence);
  }
}

// The room's name is the page's heading; that of the thread beside it comes second.
function lower(heading) {
  const second = make("h2", { class: heading.className });
  heading.replaceWith(second);
  return second;
}

// Makes these rows the children of a list, moving only those that are not in their place.
function line(list, rows) {
  rows.forEach((row, index) => {
    if (list.children[index] !== row) list.insertBefore(row, list.children[index] ?? null);
  });
  while (list.children.length > rows.length) list.lastElementChild.remove();
}
