// Elements, made in one line each. Text only ever becomes text: the words of a model or a
// gateway are never read as markup.

/**
 * Make an element.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} [properties] `on…` listens, `class` and names with a dash are
 *   attributes, `data` is a data set; the rest are properties of the element
 * @param {...(Node | string | null)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (name === "data") Object.assign(element.dataset, value);
    else if (name.includes("-") || name === "role" || name === "autocorrect") element.setAttribute(name, value);
    else Reflect.set(element, name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/**
 * Make a button with a text.
 * @param {string} text
 * @param {() => void} press
 * @param {Record<string, any>} [properties]
 */
export function button(text, press, properties = {}) {
  return make("button", { type: "button", onclick: press, ...properties }, text);
}

/**
 * Make a button that may cost money: a double-click presses it once.
 * @param {string} text
 * @param {() => void} press
 * @param {Record<string, any>} [properties]
 */
export function payingButton(text, press, properties = {}) {
  const once = (/** @type {MouseEvent} */ event) => event.detail < 2 && press();
  return make("button", { type: "button", onclick: once, ...properties }, text);
}

/** Properties of a box whose text a program reads: it stays as it was typed. */
export const plainText = { autocomplete: "off", autocapitalize: "none", autocorrect: "off", spellcheck: false };

let counter = 0;

/** Return an id that nothing else on the page has. */
export function freshId() {
  counter += 1;
  return `imagegen-${Date.now().toString(36)}-${counter}`;
}
