// The page as a whole: who one is, where one is, and what happens when something is said or pressed.

import { Clock } from "./clock.js";
import { Conversation } from "./conversation.js";
import { askForm } from "./dialog.js";
import { Rooms } from "./rooms.js";
import { Refused, get, listen, post } from "./wire.js";

const WORKING = 700; // milliseconds after which one is told that the bot is at work
const REFRESH = 60_000; // milliseconds; "in 3 hours" goes stale
const ABOUT = {
  room: "Everybody here reads this.",
  thread: "A thread: everybody here reads this.",
  direct: "Only you and the bot read this.",
};

const person = document.getElementById("person");
const news = document.getElementById("news");
const aside = document.getElementById("thread");
const state = {
  person: null, zone: "UTC", commands: [], places: [], closed: [], pinned: [], marks: [], actions: [], hush: null, lost: false,
};

const act = { say, reword, remove, react, choose, press, open, earlier };
const where = (conversation) => () => ({ ...state, pinned, place: conversation().place?.id });
const room = new Conversation(document.getElementById("room"), { name: "room", act, where: where(() => room) });
const thread = new Conversation(aside, { name: "thread", act, where: where(() => thread) });
const rooms = new Rooms(open);
const clock = new Clock({ zone: () => state.zone, say: tell, complain: (sentence) => room.complain(sentence) });

const open_ = () => [room, thread].filter((each) => each.place && !each.root.hidden);

function tell(sentence) {
  news.textContent = sentence;
}

async function become(id, place) {
  state.hush?.();
  rooms.forget();
  closeThread();
  person.value = state.person = id;
  await learn();
  const wanted = state.places.find((each) => each.id === place) ?? state.places.find(({ id: each }) => each === room.place?.id);
  await open((wanted ?? state.places[0]).id);
  state.hush = listen(id, { message: heard, removed, moved, rearranged, back, lost });
}

// Learns who one is, what there is to see, and what one can type.
async function learn() {
  const [promised, more] = await Promise.all([
    get("/api/state", { person: state.person }),
    get("/api/page/state", { person: state.person }),
  ]);
  Object.assign(state, { places: promised.places, zone: more.me.zone, commands: more.commands });
  Object.assign(state, { closed: more.closed, pinned: more.pinned, marks: more.marks, actions: more.actions });
  clock.allow(more.can_advance);
  clock.set(promised.now);
}

// Threads that are open, and were to be pinned, hang at the top of their room.
function pinned(room) {
  return state.places.filter(({ id, kind, parent }) => kind === "thread" && parent === room && state.pinned.includes(id));
}

async function open(id) {
  if (!state.places.some((each) => each.id === id)) await learn();
  const place = state.places.find((each) => each.id === id);
  if (!place) return;
  if (place.kind === "thread" && room.place) {
    aside.hidden = false;
    document.body.classList.add("with-thread");
    await load(thread, place);
    thread.closer.focus();
    return;
  }
  await load(room, place);
  history.replaceState(null, "", `#${new URLSearchParams({ person: state.person, place: id })}`);
  rooms.show(state.places, id, state.closed);
  if (matchMedia("(min-width: 761px)").matches) room.field.focus();
}

// What is heard while messages are on their way is newer than they are, and taken in after them.
const underway = new Set();

async function load(conversation, place, anew = false) {
  const meanwhile = [];
  underway.add(meanwhile);
  try {
    const messages = await get("/api/page/messages", { person: state.person, place: place.id });
    conversation.show(place, ABOUT[place.kind], messages, anew);
    for (const { gone, ...message } of meanwhile) {
      if (gone) conversation.drop(gone);
      else if ([message.place, message.thread].includes(place.id)) conversation.take(message);
    }
  } finally {
    underway.delete(meanwhile);
  }
}

async function reload(anew = false) {
  await Promise.all(open_().map((each) => load(each, each.place, anew)));
}

async function earlier(conversation, before) {
  try {
    const asked = { person: state.person, place: conversation.place.id, before };
    const found = await get("/api/page/messages", asked);
    tell(found.length ? `${found.length} earlier messages are shown.` : "There are no earlier messages.");
    return found;
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    conversation.complain(problem.message);
    return null;
  }
}

function closeThread() {
  aside.hidden = true;
  document.body.classList.remove("with-thread");
}

async function heard(message) {
  for (const meanwhile of underway) meanwhile.push(message);
  const inPlace = open_().find((each) => each.place.id === message.place);
  if (inPlace) inPlace.take(message);
  if (message.thread) open_().find((each) => each.place.id === message.thread)?.take(message); // its opening
  const unknown = [message.place, message.thread].some((id) => id && !state.places.some((each) => each.id === id));
  if (unknown) {
    await rearranged();
  }
  if (!inPlace && !message.mine && !message.edited) rooms.note(message.place);
}

function removed({ id }) {
  for (const meanwhile of underway) meanwhile.push({ gone: id });
  for (const each of open_()) each.drop(id);
}

// A thread was opened or closed.
async function rearranged() {
  await learn();
  rooms.show(state.places, room.place.id, state.closed);
  for (const each of open_()) each.arrange(each.place, ABOUT[each.place.kind]);
}

function moved({ now }) {
  clock.set(now);
  reload();
}

// The line stands (again): whatever was missed before it did is fetched.
async function back() {
  const anew = state.lost;
  state.lost = false;
  if (anew) room.complain("");
  await rearranged();
  await reload(anew);
}

function lost() {
  state.lost = true;
  room.complain("The line to the bot is down. Trying again…");
}

async function say(conversation, text, replyTo) {
  const asked = { person: state.person, place: conversation.place.id, text, ...(replyTo ? { reply_to: replyTo } : {}) };
  return settle(conversation, post("/api/say", asked));
}

async function reword(conversation, message, text) {
  const done = await settle(conversation, post("/api/reword", { person: state.person, message: message.id, text }));
  if (done) tell("Your words were changed.");
  return done;
}

async function remove(message) {
  const conversation = showing(message);
  const done = await settle(conversation, post("/api/remove", { person: state.person, message: message.id }));
  if (done) tell("Your words were deleted.");
  (conversation.closed ? conversation.list : conversation.field).focus();
}

async function react(message, mark, on) {
  const done = await settle(showing(message), post("/api/react", { person: state.person, message: message.id, mark, on }));
  if (done) tell(on ? `You marked it: ${mark}.` : `You took it back: ${mark}.`);
}

// A command from the menu of a message, answered where it was chosen.
async function choose(message, command) {
  const conversation = showing(message);
  const at = message.thread === conversation.place.id ? { place: message.thread } : {};
  await settle(conversation, post("/api/choose", { person: state.person, message: message.id, command, ...at }));
}

function showing(message) {
  return open_().find((each) => each.shown.has(message.id)) ?? room;
}

async function press(message, control, value, button) {
  const conversation = open_().find((each) => each.root.contains(button)) ?? room;
  const at = message.thread === conversation.place.id ? { place: message.thread } : {}; // answered where it was pressed
  const asked = { person: state.person, message: message.id, control, ...(value ? { value } : {}), ...at };
  if (button.ariaBusy === "true") return;
  button.ariaBusy = "true"; // not disabled: that would take the focus away
  const done = await settle(conversation, post("/api/press", asked));
  if (!done) await load(conversation, conversation.place);
  button.ariaBusy = "false";
}

// Waits for an answer: says so when it takes long, shows what was wrong, and opens a form that is asked.
async function settle(conversation, asked) {
  const working = setTimeout(() => tell("The bot is at work…"), WORKING);
  try {
    const told = await asked;
    conversation.complain(told.errors && !told.form ? Object.values(told.errors).join(" ") : "");
    if (state.lost) await reload();
    if (told.form) await fillIn(conversation, told.form);
    return true;
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    conversation.complain(problem.message);
    return false;
  } finally {
    clearTimeout(working);
  }
}

async function fillIn(conversation, { id }) {
  const form = await get("/api/page/form", { person: state.person, form: id });
  const at = () => ({ person: state.person, place: conversation.place.id });
  askForm(form, at, async (values) => {
    try {
      const told = await post("/api/submit", { person: state.person, form: id, values });
      if (told.errors) return told.errors;
      if (told.form) queueMicrotask(() => fillIn(conversation, told.form));
      return null;
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem;
      return { "": problem.message };
    }
  });
}

thread.closer.hidden = false;
thread.closer.addEventListener("click", () => {
  closeThread();
  room.field.focus();
});
aside.addEventListener("keydown", ({ key }) => key === "Escape" && thread.closer.click());
person.addEventListener("change", () => become(person.value));
setInterval(() => document.visibilityState === "visible" && reload().catch(lost), REFRESH);

const wanted = new URLSearchParams(location.hash.slice(1));
const known = [...person.options].some(({ value }) => value === wanted.get("person"));
become(known ? wanted.get("person") : person.options[0].value, wanted.get("place")).catch(lost);
