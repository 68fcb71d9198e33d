// The rooms at the left: where one is, what is new where one is not; a drawer on a phone.

import { make } from "./dom.js";

const nav = document.getElementById("rooms");
const toggle = document.getElementById("rooms-button");
const toggleNews = document.getElementById("rooms-new");
const SIGNS = { room: "#", thread: "↳", direct: "@" };

export class Rooms {
  constructor(open) {
    this.open = open;
    this.fresh = new Map();
    this.closed = []; // threads that take no more words are found on their cards
    toggle.addEventListener("click", () => this.drawer(!nav.classList.contains("open")));
    nav.addEventListener("keydown", (pressed) => pressed.key === "Escape" && this.drawer(false, true));
    document.addEventListener("click", ({ target }) => {
      if (!nav.contains(target) && !toggle.contains(target)) this.drawer(false);
    });
  }

  show(places, here, closed = this.closed) {
    Object.assign(this, { places, here, closed });
    this.fresh.delete(here);
    const parts = [
      ["Rooms", places.filter(({ id, kind }) => kind !== "direct" && (id === here || !closed.includes(id)))],
      ["Just you and the bot", places.filter(({ kind }) => kind === "direct")],
    ];
    nav.replaceChildren(
      ...parts.flatMap(([title, list]) => [
        make("h2", {}, title),
        make("ul", {}, ...list.map((place) => this.row(place))),
      ]),
    );
    const waiting = [...this.fresh.values()].reduce((sum, each) => sum + each, 0);
    toggleNews.textContent = waiting ? `, ${waiting} new` : "";
  }

  row(place) {
    const waiting = this.fresh.get(place.id);
    const button = make(
      "button",
      { type: "button", "aria-current": place.id === this.here ? "true" : null },
      make("span", { class: "sign", "aria-hidden": "true" }, SIGNS[place.kind]),
      make("span", {}, place.name),
      waiting ? make("span", { class: "new" }, `${waiting} new`) : null,
    );
    button.addEventListener("click", () => {
      this.drawer(false);
      this.open(place.id);
    });
    return make("li", { class: place.kind === "thread" ? "inside" : null }, button);
  }

  // Counts something new in a place one is not looking at.
  note(place) {
    this.fresh.set(place, (this.fresh.get(place) ?? 0) + 1);
    this.show(this.places, this.here);
  }

  forget() {
    this.fresh.clear();
  }

  drawer(open, giveBack = false) {
    nav.classList.toggle("open", open);
    toggle.setAttribute("aria-expanded", String(open));
    if (open) nav.querySelector("[aria-current]")?.focus();
    else if (giveBack) toggle.focus();
  }
}
