// Completes slash commands while they are typed: names first, then parameters, then what may stand in them.

import { get } from "./wire.js";
import { make } from "./dom.js";

// What stands before the caret: a command's name being typed, or one of its parameters.
export function analyse(text, commands) {
  if (!text.startsWith("/")) return null;
  const typed = text.slice(1).replace(/^\s+/, "").replace(/\s+/g, " ");
  const inside = (spec) => typed.toLowerCase().startsWith(`${spec.name} `);
  const spec = commands.filter(inside).sort((a, b) => b.name.length - a.name.length)[0];
  if (!spec) return { stage: "name", typed: typed.toLowerCase() };
  const rest = typed.slice(spec.name.length + 1);
  const pairs = [...rest.matchAll(/(?:^|,)\s*([a-z_]+):\s*/g)].filter(([, name]) => named(spec, name));
  const given = new Set(pairs.map(([, name]) => name));
  const last = pairs.at(-1);
  if (!last || last.index > 0) given.add(spec.parameters[0]?.name);
  const value = last ? rest.slice(last.index + last[0].length) : rest;
  const next = value.match(/,\s*([a-z_]*)$/);
  if (next) return { stage: "parameter", spec, given, typed: next[1] };
  const current = last ? named(spec, last[1]) : spec.parameters[0];
  return { stage: "value", spec, given, current, typed: value };
}

function named(spec, name) {
  return spec.parameters.find((parameter) => parameter.name === name);
}

async function optionsFor(found, person, place, commands) {
  switch (found?.stage) {
    case "name":
      return commands
        .filter(({ name }) => name.startsWith(found.typed) || (found.typed && name.includes(` ${found.typed}`)))
        .map((spec) => ({ insert: spec.name + " ", replace: "name", label: `/${spec.name}`, detail: spec.description }));
    case "parameter":
      return found.spec.parameters
        .filter(({ name }) => !found.given.has(name) && name.startsWith(found.typed))
        .map((each) => ({ insert: `${each.name}: `, label: `${each.name}:`, detail: each.description }));
    case "value": {
      const { current, spec, typed } = found;
      if (!current || !(current.choices || current.suggests)) return [];
      const asked = { person, place, command: spec.name, parameter: current.name, text: typed };
      const choices = await get("/api/suggest", asked);
      return choices.map(({ value, label }) => ({
        insert: value.includes(",") ? `"${value}"` : value,
        label,
        detail: "",
      }));
    }
    default:
      return [];
  }
}

// The list above a composer; the text keeps the focus, as the combobox pattern wants it.
export class Completion {
  constructor({ field, list, hint, name, where }) {
    Object.assign(this, { field, list, hint, where, options: [], chosen: -1, turn: 0 });
    list.id = `${name}-choices`;
    field.setAttribute("aria-controls", list.id);
    field.addEventListener("input", () => this.look());
    field.addEventListener("blur", () => setTimeout(() => this.close(), 150));
  }

  async look() {
    const turn = ++this.turn;
    const { person, place, commands } = this.where();
    const found = analyse(this.before(), commands);
    this.tell(found);
    let options = [];
    try {
      options = await optionsFor(found, person, place, commands);
    } catch {
      options = []; // suggestions are a help; without them one types on
    }
    if (turn !== this.turn) return;
    this.found = found;
    this.show(options);
  }

  before() {
    return this.field.value.slice(0, this.field.selectionStart);
  }

  // The parameters of the command being typed, the current one set apart, with its meaning.
  tell(found) {
    this.hint.hidden = !found?.spec || !found.spec.parameters.length;
    if (this.hint.hidden) return;
    const { spec, current, given } = found;
    const parts = spec.parameters.map((each) => {
      const state = each === current ? " current" : "";
      const words = each.required && !given.has(each.name) ? `${each.name} (needed)` : each.name;
      return make("span", { class: `part${state}` }, words);
    });
    const example = current?.example ? `, such as ${current.example}` : "";
    this.hint.replaceChildren(...parts, current ? make("br") : "", current ? current.description + example : "");
  }

  show(options) {
    this.options = options;
    this.chosen = -1;
    this.list.replaceChildren(
      ...options.map(({ label, detail }, index) => {
        const item = make("li", { role: "option", id: `${this.list.id}-${index}`, "aria-selected": "false" });
        item.append(make("b", {}, label), make("span", {}, detail));
        item.addEventListener("mousedown", (pressed) => pressed.preventDefault());
        item.addEventListener("click", () => this.accept(index));
        return item;
      }),
    );
    this.list.hidden = !options.length;
    this.field.setAttribute("aria-expanded", String(!this.list.hidden));
    this.mark(-1);
  }

  mark(index) {
    this.chosen = index;
    [...this.list.children].forEach((item, each) => item.setAttribute("aria-selected", String(each === index)));
    const item = this.list.children[index];
    if (item) {
      item.scrollIntoView({ block: "nearest" });
      this.field.setAttribute("aria-activedescendant", item.id);
    } else this.field.removeAttribute("aria-activedescendant");
  }

  // Takes the keys that belong to the list; says whether it took this one.
  key(pressed) {
    if (this.list.hidden) return false;
    const many = this.options.length;
    switch (pressed.key) {
      case "ArrowDown": this.mark((this.chosen + 1) % many); return true;
      case "ArrowUp": this.mark(this.chosen <= 0 ? many - 1 : this.chosen - 1); return true;
      case "Escape": this.close(); return true;
      case "Tab": if (pressed.shiftKey) return false; this.accept(Math.max(this.chosen, 0)); return true;
      case "Enter": if (this.chosen < 0) return false; this.accept(this.chosen); return true;
      default: return false;
    }
  }

  accept(index) {
    const option = this.options[index];
    const before = this.before();
    const kept = option.replace === "name" ? "/" : before.slice(0, before.length - this.found.typed.length);
    const spaced = kept.endsWith(",") ? `${kept} ` : kept;
    this.field.setRangeText(spaced + option.insert, 0, this.field.selectionStart, "end");
    this.field.focus();
    this.look();
  }

  close() {
    this.turn += 1;
    this.show([]);
  }
}
