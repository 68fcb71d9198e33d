// Builds elements from words alone: nothing that was said is ever read as mark-up.

export function make(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...inside.filter((each) => each !== null && each !== undefined));
  return element;
}

export function webAddress(url) {
  try {
    return ["http:", "https:"].includes(new URL(url).protocol) ? url : null;
  } catch {
    return null;
  }
}

export function linkTo(url, label, attributes = {}) {
  const address = webAddress(url);
  if (address === null) return document.createTextNode(label);
  return make("a", { href: address, target: "_blank", rel: "noopener noreferrer", ...attributes }, label);
}
