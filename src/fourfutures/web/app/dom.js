// Elements from text alone: nothing that comes from data is ever read as markup.

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element. `on*` attributes are listeners; null, false and undefined leave an attribute out. */
export function h(tag, attrs, ...children) {
  return fill(document.createElement(tag), attrs, children);
}

/** An SVG element. */
export function svg(tag, attrs, ...children) {
  return fill(document.createElementNS(SVG, tag), attrs, children);
}

function fill(element, attrs, children) {
  for (const [name, value] of Object.entries(attrs ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "style" || name === "innerHTML") throw new Error(`${name}: classes and attributes only`);
    if (name.startsWith("on")) element.addEventListener(name.slice(2).toLowerCase(), value);
    else if (name === "value" && "value" in element) element.value = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  add(element, children);
  if (element.tagName === "SELECT" && attrs?.value !== undefined) element.value = attrs.value;
  return element;
}

function add(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/** Put new children in the place of the old ones. */
export function put(element, ...children) {
  element.replaceChildren();
  add(element, children);
  return element;
}

/** Text, or parts of a sentence, in which **two stars** mark what is bold, as nodes. */
export function marked(text) {
  let bold = false;
  return [text].flat().flatMap((part) => (part instanceof Node ? [part] : String(part).split("**").flatMap((piece, i) => (i ? [null, piece] : [piece]))))
    .map((part) => {
      if (part === null) bold = !bold;
      return part !== null && bold ? h("strong", null, part) : part;
    });
}
