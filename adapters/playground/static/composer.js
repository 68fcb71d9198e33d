// Where one writes: new words, a reply, or one's own words anew.

import { Completion } from "./completion.js";

export class Composer {
  constructor(conversation, { name, act, where }) {
    const part = (selector) => conversation.root.querySelector(selector);
    Object.assign(this, { conversation, act, mode: null, draft: "", past: [] });
    Object.assign(this, { form: part("form"), field: part("textarea"), trouble: part(".trouble") });
    Object.assign(this, { row: part(".row"), sender: part(".row .expected"), strip: part(".mode") });
    if (name === "room") this.field.id = "write";
    this.strip.querySelector("p").id = `${name}-mode`;
    this.field.setAttribute("aria-describedby", `${name}-mode`);
    this.completion = new Completion({ field: this.field, list: part(".choices"), hint: part(".hint"), name, where });
    this.field.addEventListener("keydown", (pressed) => this.key(pressed));
    this.strip.querySelector("button").addEventListener("click", () => this.end(true));
    this.form.addEventListener("submit", (sent) => {
      sent.preventDefault();
      this.send();
    });
  }

  arrange(place, closed) {
    this.field.setAttribute("aria-label", `Write in ${place.name}`);
    this.place = place;
    this.closed = closed;
    this.refresh();
  }

  // A closed thread takes no more words, but one's own can still be changed.
  refresh() {
    this.row.hidden = this.closed && this.mode?.kind !== "edit";
    this.sender.textContent = this.mode?.kind === "edit" ? "Save" : "Send";
    this.field.placeholder = placeholder(this.place);
  }

  // Another place: what was begun in the last one stays behind.
  leave() {
    if (this.mode) this.end(false);
    this.complain("");
  }

  begin(kind, message) {
    if (this.mode) this.end(false);
    const atEnd = this.conversation.atEnd();
    this.mode = { kind, message };
    this.draft = this.field.value;
    if (kind === "edit") this.field.value = message.plain;
    const whom = message.mine ? "yourself" : message.author.name;
    this.strip.querySelector("p").textContent = kind === "edit" ? "Editing your words" : `In reply to ${whom}`;
    this.strip.hidden = false;
    this.refresh();
    if (atEnd) this.conversation.toEnd();
    this.field.focus();
    this.field.setSelectionRange(this.field.value.length, this.field.value.length);
  }

  end(giveBack) {
    const { kind, message } = this.mode;
    this.mode = null;
    if (kind === "edit") this.field.value = this.draft;
    this.strip.hidden = true;
    this.strip.querySelector("p").textContent = "";
    this.refresh();
    if (!giveBack) return;
    const row = this.conversation.list.querySelector(`[data-id="${CSS.escape(message.id)}"]`);
    (row?.querySelector('[data-control="more"]') ?? this.field).focus();
  }

  // A message was deleted: it can be answered or edited no more.
  dropped(id) {
    if (this.mode?.message.id === id) this.end(false);
  }

  key(pressed) {
    if (pressed.isComposing) return;
    if (this.completion.key(pressed)) {
      pressed.preventDefault();
      pressed.stopPropagation();
    } else if (pressed.key === "Escape" && this.mode) {
      pressed.stopPropagation();
      this.end(true);
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
    const { mode } = this;
    if (mode?.kind === "edit") return this.save(mode.message, text);
    this.past.push(text);
    this.field.value = "";
    this.completion.tell(null);
    this.completion.close();
    if (mode) this.end(false);
    const taken = await this.act.say(this.conversation, text, mode?.message.id);
    if (taken || this.field.value) return;
    if (mode && this.conversation.shown.has(mode.message.id)) this.begin(mode.kind, mode.message);
    this.field.value = text;
  }

  async save(message, text) {
    this.completion.close();
    const taken = text === message.plain || (await this.act.reword(this.conversation, message, text));
    if (taken && this.mode?.message.id === message.id) this.end(true);
  }

  complain(sentence) {
    this.trouble.textContent = sentence;
    this.trouble.hidden = !sentence;
  }
}

function placeholder(place) {
  if (place.kind === "thread") return "Answer in this thread";
  return window.innerWidth > 760 ? "Say something, or type / for what the bot can do" : "Say something, or type /";
}
