// Draws one message: who and when, what it answers, the blocks of the card, its controls, files, thread and marks.

import { linkTo, make } from "./dom.js";
import { markRow, moreMenu, replyLine } from "./talk.js";
import { clockTime, timeElement } from "./times.js";

const ADDRESS = /(https?:\/\/[^\s<>|"'()[\]]*[^\s<>|"'()[\].,;:!?])/;

export function drawMessage(message, { zone, inDirect, inThread, marks, actions, closed, act }) {
  const labelled = message.private && !inDirect;
  const kinds = [message.author.bot && "bot", labelled && "private", message.mine && "mine"];
  const about = `${message.author.name}, ${clockTime(new Date(message.at), zone)}`;
  const item = make("article", {
    class: ["message", ...kinds.filter(Boolean)].join(" "),
    "data-id": message.id,
    "aria-label": about,
    tabindex: "-1",
  });
  const more = moreMenu(message, about, { marks, actions, closed, act });
  const parts = [
    byline(message, zone, labelled),
    replyLine(message, act),
    drawBody(message, act),
    ...under(message, inThread, act),
    markRow(message, { marks, closed, act }),
    more?.button,
    more?.menu,
  ];
  item.append(
    make("span", { class: "avatar", "aria-hidden": "true" }, initials(message.author)),
    make("div", { class: "said" }, ...parts.filter(Boolean)),
  );
  return item;
}

function initials(author) {
  return author.name.split(" ").map((word) => word[0]).slice(0, 2).join("");
}

function byline(message, zone, labelled) {
  const role = message.author.bot ? "bot" : (message.role ?? "").toLowerCase();
  return make(
    "p",
    { class: "byline" },
    make("b", {}, message.author.name),
    role ? make("span", { class: "small" }, role) : null,
    make("span", { class: "small" }, timeElement(message.at, clockTime(new Date(message.at), zone))),
    message.edited ? make("span", { class: "small" }, "edited") : null,
    labelled ? make("span", { class: "only-you" }, "Only you can see this") : null,
  );
}

function drawBody(message, act) {
  if (!message.blocks.length) return make("p", { class: "words" }, ...withLinks(message.plain));
  const isCard = message.blocks.some(({ block }) => ["heading", "fields"].includes(block));
  const body = make("div", { class: isCard ? "body card" : "body" });
  const several = message.blocks.some(({ block }) => block === "divider"); // what was joined: who is who?
  let about = null;
  for (const block of message.blocks) {
    if (block.block === "divider") about = null;
    about ??= several ? subject(block) : null;
    body.append(drawBlock(block, message, act, about));
  }
  return body;
}

// People's words as they were said; whole web addresses in them lead where they say, and nothing else does.
function withLinks(words) {
  return words.split(ADDRESS).map((part, index) => (index % 2 ? linkTo(part, part) : part));
}

// What a part of a joined message is about: its heading, or the first words that are set strong.
function subject(block) {
  if (block.block === "heading") return block.text;
  if (block.block !== "paragraph") return null;
  return block.spans.find(({ span }) => ["strong", "struck"].includes(span))?.text ?? null;
}

function drawBlock(block, message, act, about) {
  switch (block.block) {
    case "heading": return make("h2", {}, block.text);
    case "paragraph": return make("p", { class: "words" }, ...spans(block.spans, act));
    case "quote": return make("blockquote", { class: "words" }, ...spans(block.spans, act));
    case "small": return make("p", { class: "small" }, ...spans(block.spans, act));
    case "bullets": return make("ul", {}, ...block.items.map((item) => make("li", {}, ...spans(item, act))));
    case "fields": return make("dl", { class: "fields" }, ...block.items.map((item) => field(item, act)));
    case "video": return video(block, act);
    case "controls": return controlRow(block.items, message, act, about);
    default: return make("hr");
  }
}

// The page asks nothing of other servers, so a video opens where it is.
function video(block, act) {
  const about = block.spans.length ? [make("br"), ...spans(block.spans, act)] : [];
  return make("p", { class: "words" }, "Video: ", linkTo(block.url, block.text), ...about);
}

function field({ name, spans: value }, act) {
  return make("div", {}, make("dt", {}, name), make("dd", {}, ...spans(value, act)));
}

function spans(list, act) {
  return list.map((span) => {
    switch (span.span) {
      case "strong": return make("strong", {}, span.text);
      case "emphasis": return make("em", {}, span.text);
      case "struck": return make("s", {}, span.text);
      case "code": return make("code", {}, span.text);
      case "link": return linkTo(span.url, span.text);
      case "time": return timeElement(span.datetime, span.text);
      case "person": return make("span", { class: "mention" }, span.mine ? `${span.text} (you)` : span.text);
      case "place": return placeSpan(span, act);
      default: return document.createTextNode(span.text);
    }
  });
}

function placeSpan(span, act) {
  if (!span.place) return make("span", { class: "mention" }, span.text);
  const button = make("button", { type: "button" }, `#${span.text}`);
  button.addEventListener("click", () => act.open(span.place));
  return make("span", { class: "mention" }, button);
}

function controlRow(items, message, act, about) {
  const known = new Map(message.controls.map((control) => [control.id, control]));
  const row = make("div", { class: "controls" });
  for (const { id, look } of items) row.append(...drawControl(known.get(id), look, message, act));
  if (about) {
    for (const each of row.querySelectorAll("button, a, select")) {
      each.setAttribute("aria-label", `${each.getAttribute("aria-label") ?? each.textContent}: ${about}`);
    }
  }
  return row;
}

function drawControl(control, look, message, act) {
  if (control.kind === "link") {
    const { url } = message.links.findLast(({ label }) => label === control.label);
    return [linkTo(url, control.label, { class: "button" })];
  }
  const button = make("button", { type: "button", class: look === "plain" ? null : look, "data-control": control.id });
  if (control.kind === "button") {
    button.textContent = control.label;
    button.addEventListener("click", () => act.press(message, control.id, null, button));
    return [button];
  }
  const select = make("select", { "aria-label": control.label }, make("option", { value: "" }, control.label));
  select.append(...control.choices.map(({ value, label }) => make("option", { value }, label)));
  button.textContent = "Choose";
  button.addEventListener("click", () => (select.value ? act.press(message, control.id, select.value, button) : select.focus()));
  return [select, button];
}

function under(message, inThread, act) {
  const parts = [];
  if (message.files.length) {
    const shown = message.files.filter(({ alt }) => alt);
    // With its size known, the page does not jump when a picture arrives.
    parts.push(...shown.map(({ url, alt, width, height }) => make("img", { class: "picture", src: url, alt, width, height })));
    const links = message.files.map(({ name, url }) => make("a", { class: "button", href: url, download: name }, `Save ${name}`));
    parts.push(make("div", { class: "files" }, ...links));
  }
  if (message.thread && !inThread) {
    const button = make("button", { type: "button", class: "plain-button" }, "Open the thread");
    button.addEventListener("click", () => act.open(message.thread));
    parts.push(make("div", { class: "files" }, button));
  }
  return parts;
}
