// What can be done with one message: answer it, put a mark under it, and change or delete one's own.

import { make } from "./dom.js";

let openMenu = null; // one menu at a time

// "in reply to Name", which leads there.
export function replyLine({ reply }, act) {
  if (!reply) return null;
  if (reply.name === null) return make("p", { class: "reply small" }, "in reply to a message that was deleted");
  const button = make("button", { type: "button", "data-control": "jump" }, reply.name);
  button.addEventListener("click", () => act.jump(reply.id));
  return make("p", { class: "reply small" }, "in reply to ", button);
}

// The marks under a message, each with its word, how many and (for screen readers) who.
export function markRow(message, { marks, closed, act }) {
  if (!message.reactions.length) return null;
  const row = make("div", { class: "marks", role: "group", "aria-label": "Marks" });
  for (const { mark, people, mine } of message.reactions) {
    const many = people.length + (mine ? 1 : 0);
    const names = [...people, ...(mine ? ["you"] : [])].join(", ");
    const sign = marks.find((each) => each.mark === mark)?.sign;
    const inside = [make("span", { "aria-hidden": "true" }, sign), make("span", {}, `${mark} ${many}`)];
    if (closed && !mine) {
      row.append(make("span", { class: "mark", role: "img", "aria-label": `${mark}, ${many}: ${names}`, title: names }, ...inside));
      continue;
    }
    const button = make(
      "button",
      {
        type: "button",
        class: "mark",
        "aria-pressed": String(mine),
        "aria-label": `${mark}, ${many}: ${names}`,
        title: names,
        "data-control": `mark-${mark}`,
      },
      ...inside,
    );
    button.addEventListener("click", () => act.react(message, mark, !mine));
    row.append(button);
  }
  return row;
}

// The button that unfolds what can be done, and what it unfolds; null where nothing can.
export function moreMenu(message, about, { marks, actions = [], closed, act }) {
  const does = choices(message, { marks, actions, closed, act });
  if (!does.length) return null;
  const id = `more-${message.id}-${closed ? "closed" : "open"}`;
  const button = make(
    "button",
    {
      type: "button",
      class: "more plain-button",
      "aria-expanded": "false",
      "aria-controls": id,
      "aria-label": `More: ${about}`,
      "data-control": "more",
    },
    make("span", { "aria-hidden": "true" }, "⋯"),
  );
  const menu = make("div", { class: "more-menu", id, role: "group", "aria-label": "What to do with it", hidden: true });
  const close = (giveBack) => {
    menu.hidden = true;
    menu.replaceChildren();
    button.setAttribute("aria-expanded", "false");
    if (openMenu?.menu === menu) openMenu = null;
    if (giveBack) button.focus();
  };
  const fill = (items) => menu.replaceChildren(...items.map((item) => choice(item, { fill, close })));
  button.addEventListener("click", () => {
    if (!menu.hidden) return close(true);
    openMenu?.close(false);
    openMenu = { menu, close };
    fill(does);
    menu.hidden = false;
    button.setAttribute("aria-expanded", "true");
    menu.scrollIntoView({ block: "nearest" });
    menu.querySelector("button").focus();
  });
  menu.addEventListener("keydown", (pressed) => {
    if (pressed.key !== "Escape") return;
    pressed.stopPropagation(); // the thread stays open
    close(true);
  });
  return { button, menu };
}

function choices(message, { marks, actions, closed, act }) {
  const can = new Set(message.can);
  const mine = new Set(message.reactions.filter((each) => each.mine).map((each) => each.mark));
  const marking = marks
    .filter(({ mark }) => can.has("react") && (!closed || mine.has(mark)))
    .map(({ mark, sign }) => ({
      sign,
      label: mine.has(mark) ? `Take back: ${mark}` : mark,
      run: () => act.react(message, mark, !mine.has(mark)),
    }));
  return [
    can.has("reply") && !closed && { label: "Reply", away: true, run: () => act.reply(message) },
    ...marking,
    ...actions
      .filter(() => can.has("choose"))
      .map(({ command, label }) => ({ label, run: () => act.choose(message, command) })),
    can.has("reword") && { label: "Edit", away: true, run: () => act.edit(message) },
    can.has("remove") && {
      label: "Delete",
      ask: [
        { label: "Delete for everybody", grave: true, away: true, run: () => act.remove(message) },
        { label: "Keep it", run: () => null },
      ],
    },
  ].filter(Boolean);
}

// One of the choices; `ask` unfolds a question first, `away` says that the focus goes elsewhere.
function choice({ label, sign, grave, ask, away, run }, { fill, close }) {
  const button = make(
    "button",
    { type: "button", class: grave ? "grave" : null, "data-control": `do-${label}` },
    sign ? make("span", { "aria-hidden": "true" }, sign) : null,
    make("span", {}, label),
  );
  button.addEventListener("click", () => {
    if (ask) {
      const menu = button.parentElement;
      fill(ask);
      menu.querySelector("button").focus();
      return;
    }
    close(!away);
    run();
  });
  return button;
}
