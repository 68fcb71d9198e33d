// What time it is for the bot, running on; in the demo, the buttons that move it.

import { Refused, get, post } from "./wire.js";
import { fullWords } from "./times.js";

const shown = document.getElementById("now");
const buttons = [...document.querySelectorAll("[data-advance]")];

export class Clock {
  constructor({ zone, say, complain }) {
    Object.assign(this, { zone, say, complain, ahead: 0 });
    for (const button of buttons) button.addEventListener("click", () => this.advance(button));
    setInterval(() => this.tick(), 1000);
  }

  now() {
    return new Date(Date.now() + this.ahead);
  }

  set(iso) {
    this.ahead = Date.parse(iso) - Date.now();
    this.tick();
  }

  allow(canAdvance) {
    for (const button of buttons) button.hidden = !canAdvance;
  }

  tick() {
    const words = fullWords(this.now(), this.zone());
    if (shown.textContent === words) return;
    shown.textContent = words;
    shown.dateTime = this.now().toISOString();
  }

  async advance(button) {
    for (const each of buttons) each.disabled = true;
    try {
      const seconds = await secondsFor(button.dataset.advance);
      const { now } = await post("/api/clock", { advance_seconds: seconds });
      this.set(now);
      this.complain("");
      this.say(`It is now ${fullWords(this.now(), this.zone())}.`);
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem;
      this.complain(problem.message);
    } finally {
      for (const each of buttons) each.disabled = false;
      button.focus();
    }
  }
}

async function secondsFor(wanted) {
  if (wanted !== "next") return Number(wanted);
  const { now, next } = await get("/api/page/clock", {});
  if (next === null) throw new Refused("No reminder is planned. Plan an event with /event create, and there will be.");
  const seconds = Math.ceil((Date.parse(next) - Date.parse(now)) / 1000);
  return Math.min(Math.max(seconds, 1), 31_622_400);
}
