// Spells moments in the reader's zone, the way the bot does: "Tue 14 Oct 2014, 7:00 PM EDT".

const formats = new Map();

function parts(moment, zone, shape) {
  const key = `${zone} ${JSON.stringify(shape)}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("en-US", { timeZone: zone, ...shape }));
  return Object.fromEntries(formats.get(key).formatToParts(moment).map(({ type, value }) => [type, value]));
}

export function clockTime(moment, zone) {
  const at = parts(moment, zone, { hour: "numeric", minute: "2-digit" });
  return `${at.hour}:${at.minute} ${at.dayPeriod}`;
}

export function dayWords(moment, zone, { weekday = "long", month = "long" } = {}) {
  const at = parts(moment, zone, { weekday, day: "numeric", month, year: "numeric" });
  return `${at.weekday} ${at.day} ${at.month} ${at.year}`;
}

export function fullWords(moment, zone) {
  const at = parts(moment, zone, { hour: "numeric", timeZoneName: "short" });
  return `${dayWords(moment, zone, { weekday: "short", month: "short" })}, ${clockTime(moment, zone)} ${at.timeZoneName}`;
}

export function timeElement(iso, words) {
  const element = document.createElement("time");
  element.dateTime = iso;
  element.textContent = words;
  return element;
}
