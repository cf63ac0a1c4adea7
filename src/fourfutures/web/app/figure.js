// A chart in its frame: title, caption, plot, text reading, the data behind it, downloads, source.

import { h, put } from "./dom.js";
import { busy, say } from "./trouble.js";
import { t } from "./words.js";

const KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity", "font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline", "paint-order", "visibility"];

/**
 * A figure. `svg`: the plot, an element or what makes one; `reading`: the chart in a sentence or more, text or what gives it;
 * `data`: {columns: [...], rows: [[...]]} or what gives it; `source`: where the numbers are from; `name`: of its files;
 * `spec`: asks for the Vega-Lite specification of the same chart (specs.js) when somebody wants it; null while there is none.
 * Returns the element; its `redraw({svg, reading, caption, title})` puts new parts in place of the old.
 */
export function figure({ title, caption = null, svg, reading, data = null, source = null, spec = null, name, level = 2 }) {
  const plot = h("div", { class: "plot" }, give(svg));
  const said = h("p", { class: "reading" }, give(reading));
  const table = h("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": t("figure.data_of", { title: give(title) }) });
  const heading = h(`h${level}`, null, give(title));
  const under = h("p", { class: "caption" }, give(caption));
  const shown = h("details", null, h("summary", null, t("figure.read"), h("span", null, t("figure.read_rest"))), said);
  const tabled = h("details", { ontoggle: () => tabled.open && data && put(table, tabulated(give(data))) }, h("summary", null, t("figure.data")), table);
  const element = h("figure", { class: "figure", id: name },
    h("figcaption", null, heading, under),
    plot,
    h("div", { class: "foot" },
      shown,
      data ? tabled : null,
      data ? h("button", { type: "button", onclick: () => save(`${name}.csv`, "text/csv", csv(give(data))) }, "CSV") : null,
      spec ? specButton(name, spec) : null,
      h("button", { type: "button", onclick: () => save(`${name}.svg`, "image/svg+xml", drawing(plot)) }, "SVG"),
      h("button", { type: "button", onclick: () => png(name, plot) }, "PNG"),
      source ? h("span", { class: "source" }, give(source)) : null,
    ),
  );
  element.redraw = (parts) => {
    if (parts.svg !== undefined) put(plot, give(parts.svg));
    if (parts.reading !== undefined) put(said, give(parts.reading));
    if (parts.caption !== undefined) put(under, give(parts.caption));
    if (parts.title !== undefined) put(heading, give(parts.title));
    if (tabled.open && data) put(table, tabulated(give(data)));
  };
  return element;
}

function give(part) {
  return typeof part === "function" ? part() : part;
}

/** What saves the specification that `spec` asks for. */
export function specButton(name, spec, words = t("figure.spec")) {
  return h("button", { type: "button", title: t("figure.spec_what"), onclick: (event) => saveSpec(name, spec, event.currentTarget) }, words);
}

/** Save a chart's Vega-Lite specification, as briefs draw it; why it cannot be had is said. */
async function saveSpec(name, spec, button) {
  const asked = spec();
  if (!asked) return say(t("figure.spec_none"));
  const done = busy(t("figure.spec_asking"));
  button.disabled = true;
  try {
    save(`${name}.vl.json`, "application/json", `${JSON.stringify(await asked)}\n`);
  } catch (error) {
    say(t("error.sentence", error));
  } finally {
    button.disabled = false;
    button.focus({ preventScroll: true });
    done();
  }
}

/** A table of `{columns, rows}`. */
export function tabulated({ columns, rows }) {
  const cell = (value) => h("td", typeof value === "number" ? { class: "n" } : null, value === null || value === undefined ? t("number.unknown") : String(value));
  return h("table", { class: "table" },
    h("thead", null, h("tr", null, columns.map((c) => h("th", { scope: "col" }, c)))),
    h("tbody", null, rows.map((row) => h("tr", null, row.map(cell)))),
  );
}

/** `{columns, rows}` as CSV; a cell that a spreadsheet would read as a formula is led by an apostrophe. */
export function csv({ columns, rows }) {
  const cell = (value) => {
    if (value === null || value === undefined) return "";
    if (typeof value === "number") return String(value);
    const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `\ufeff${[columns, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

export function save(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = h("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** The plot as an SVG document that needs no style sheet. */
function drawing(plot) {
  const from = plot.querySelector("svg");
  const copy = from.cloneNode(true);
  const old = [from, ...from.querySelectorAll("*")];
  const fresh = [copy, ...copy.querySelectorAll("*")];
  old.forEach((element, i) => {
    const style = getComputedStyle(element);
    for (const name of KEPT) {
      const value = style.getPropertyValue(name);
      if (value) fresh[i].setAttribute(name, value.replaceAll('"', "'"));
    }
    fresh[i].removeAttribute("class");
  });
  const box = from.viewBox.baseVal;
  copy.setAttribute("width", box.width);
  copy.setAttribute("height", box.height);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of Object.entries({ x: box.x, y: box.y, width: box.width, height: box.height, fill: getComputedStyle(document.documentElement).getPropertyValue("--paper").trim() })) paper.setAttribute(name, value);
  copy.prepend(paper);
  return new XMLSerializer().serializeToString(copy);
}

async function png(name, plot) {
  const text = drawing(plot);
  const box = plot.querySelector("svg").viewBox.baseVal;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = h("canvas", { width: box.width * 2, height: box.height * 2 });
  canvas.getContext("2d").drawImage(image, 0, 0, box.width * 2, box.height * 2);
  canvas.toBlob((blob) => save(`${name}.png`, "image/png", blob), "image/png");
}
