// A form as a dialog: labels, hints and corrections beside each question; the browser keeps the focus inside.

import { get } from "./wire.js";
import { make } from "./dom.js";

const dialog = document.getElementById("form");
const MOST_FILE = 8 * 1024 * 1024; // bytes, as platforms take them

// Asks a form; `send(values)` answers with corrections by field name, or null when all is well.
export function askForm(form, where, send) {
  const before = document.activeElement;
  const shown = form.fields.map((field) => question(field, form, where));
  dialog.querySelector("h2").textContent = form.title;
  const intro = dialog.querySelector(".intro");
  intro.textContent = form.intro ?? "";
  intro.hidden = !form.intro;
  dialog.querySelector(".questions").replaceChildren(...shown.map(({ element }) => element));
  const button = dialog.querySelector(".expected");
  button.textContent = form.submit;
  button.disabled = false;
  dialog.querySelector("form").onsubmit = async (sent) => {
    sent.preventDefault();
    button.disabled = true;
    const values = Object.fromEntries(await given(shown));
    const errors = lacking(shown, values) ?? (await send(values));
    button.disabled = false;
    if (errors) correct(shown, errors);
    else dialog.close();
  };
  dialog.querySelector(".cancel").onclick = () => dialog.close();
  dialog.onclose = () => before?.isConnected && before.focus();
  dialog.showModal();
  (shown.find(({ field }) => field.required && !field.value) ?? shown[0]).input.focus();
}

async function given(shown) {
  const values = await Promise.all(shown.map(async ({ field, value }) => [field.name, await value()]));
  return values.filter(([, value]) => value !== null);
}

// What can be told without asking the bot: what is needed and empty, and files that do not fit.
function lacking(shown, values) {
  const found = {};
  for (const { field, input } of shown) {
    if (input.files?.[0]?.size > MOST_FILE) found[field.name] = "That file is too large: 8 MB fit here.";
    else if (field.required && !values[field.name]) found[field.name] = `${field.label} is needed.`;
  }
  return Object.keys(found).length ? found : null;
}

function correct(shown, errors) {
  for (const { field, input, trouble } of shown) {
    trouble.textContent = errors[field.name] ?? "";
    trouble.hidden = !errors[field.name];
    if (errors[field.name]) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
  const first = shown.find(({ field }) => errors[field.name]);
  if (first) first.input.focus();
  else shown[0].trouble.replaceChildren(Object.values(errors).join(" "));
  if (!first) shown[0].trouble.hidden = false;
}

function question(field, form, where) {
  const id = `field-${field.name}`;
  const input = inputFor(field);
  input.id = id;
  const hint = make("p", { class: "small", id: `${id}-hint` }, field.description);
  const trouble = make("p", { class: "trouble", id: `${id}-trouble`, role: "alert", hidden: true });
  input.setAttribute("aria-describedby", `${id}-hint ${id}-trouble`);
  if (field.required) input.setAttribute("aria-required", "true");
  const needed = field.required ? make("span", { class: "small" }, " (needed)") : null;
  const isTick = input.type === "checkbox";
  const label = make("label", { for: id }, isTick ? input : null, field.label, needed);
  const element = make("div", { class: isTick ? "question tick" : "question" }, label, isTick ? null : input);
  if (field.description) element.append(hint);
  element.append(trouble);
  const asked = { field, input, trouble, element, value: () => valueOf(field, input) };
  if (form.suggests.includes(field.name) && form.command) suggestUnder(asked, form.command, where);
  return asked;
}

const YES_OR_NO = [{ value: "yes", label: "Yes" }, { value: "no", label: "No" }];

// A box is ticked or not, so it says yes or no; where one may also say neither, there is a list.
const openQuestion = (field) => field.kind === "yes_no" && !field.required && !field.value;

function inputFor(field) {
  const choices = field.choices ?? (openQuestion(field) ? YES_OR_NO : null);
  if (choices) {
    const select = make("select", {}, field.required ? null : make("option", { value: "" }, "Not set"));
    for (const { value, label } of choices) {
      select.append(make("option", { value, selected: value === field.value }, label));
    }
    return select;
  }
  switch (field.kind) {
    case "long_text": {
      const area = make("textarea", { rows: 4, maxlength: 3000 });
      area.value = field.value ?? "";
      return area;
    }
    case "yes_no":
      return make("input", { type: "checkbox", checked: ["true", "yes"].includes(field.value) });
    case "file":
      return make("input", { type: "file" });
    default:
      return make("input", {
        type: "text",
        maxlength: 3000,
        autocomplete: "off",
        inputmode: field.kind === "number" ? "numeric" : null,
        value: field.value,
      });
  }
}

async function valueOf(field, input) {
  if (input.type === "checkbox") return input.checked;
  if (input.type === "file") {
    const file = input.files[0];
    if (!file || file.size > MOST_FILE) return null;
    return { name: file.name, base64: await asBase64(file) };
  }
  return input.dataset.value ?? (input.value === "" && !field.value ? null : input.value);
}

function asBase64(file) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.split(",", 2)[1] ?? "");
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(file);
  });
}

// A list of suggestions under a text field; choosing one keeps its value, and shows its label.
function suggestUnder({ field, input, element }, command, where) {
  const list = make("ul", { class: "choices", role: "listbox", id: `${input.id}-choices`, hidden: true });
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id]]) {
    input.setAttribute(name, value);
  }
  element.append(list);
  let turn = 0;
  let chosen = -1;
  const mark = (index) => {
    chosen = index;
    [...list.children].forEach((item, each) => item.setAttribute("aria-selected", String(each === index)));
    list.children[index]?.scrollIntoView({ block: "nearest" });
    if (index < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[index].id);
  };
  const show = (choices) => {
    list.replaceChildren(...choices.map(({ value, label }, index) => {
      const item = make("li", { role: "option", id: `${list.id}-${index}`, "aria-selected": "false" }, label);
      item.addEventListener("mousedown", (pressed) => pressed.preventDefault());
      item.addEventListener("click", () => {
        input.value = label;
        input.dataset.value = value;
        show([]);
      });
      return item;
    }));
    list.hidden = !choices.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(-1);
  };
  input.addEventListener("input", async () => {
    delete input.dataset.value;
    const mine = ++turn;
    const asked = { ...where(), command, parameter: field.name, text: input.value };
    const choices = await get("/api/suggest", asked).catch(() => []);
    if (mine === turn) show(choices);
  });
  input.addEventListener("blur", () => show([]));
  input.addEventListener("keydown", (pressed) => {
    if (list.hidden) return;
    const many = list.children.length;
    if (pressed.key === "ArrowDown") mark((chosen + 1) % many);
    else if (pressed.key === "ArrowUp") mark(chosen <= 0 ? many - 1 : chosen - 1);
    else if (pressed.key === "Enter" && chosen >= 0) list.children[chosen].click();
    else if (pressed.key === "Escape") show([]);
    else return;
    pressed.preventDefault();
  });
}
