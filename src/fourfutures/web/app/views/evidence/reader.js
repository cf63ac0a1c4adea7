// The reader: a document as it stands, its proposed sentences underlined and numbered. Its text is text, never markup.

import { h } from "../../dom.js";
import { day } from "../../numbers.js";
import { both, t } from "../../words.js";

/** `told`: the reply about the document, or null for items that came without one. `at`: the chosen item. */
export function readerPane({ told, at, choose }) {
  if (!told) return h("section", { class: "card reader", "aria-labelledby": "reader" }, h("h2", { id: "reader" }, t("evidence.reader")), h("p", { class: "note" }, t("evidence.no_document")));
  const { document: one, items } = told;
  const lang = one.lang === "zh" ? "zh-Hans" : one.lang;
  const facts = [one.publisher ?? t("evidence.no_publisher"), one.published ? day(one.published) : t("evidence.no_date"), t(`evidence.format.${one.format}`)];
  return h("section", { class: "card reader", "aria-labelledby": "reader" },
    h("h2", { id: "reader", lang }, one.title ?? one.source ?? one.id),
    h("p", { class: "small muted" }, facts.join(" · "), one.url ? [" · ", h("a", { href: one.url, rel: "noopener noreferrer", target: "_blank" }, t("evidence.original"))] : null),
    one.defects.length ? h("details", { class: "small", open: one.defects.length <= 3 }, h("summary", null, t("evidence.asks", { n: one.defects.length })), h("ul", { class: "faults" }, one.defects.map((fault) => h("li", null, both(fault))))) : null,
    one.same_as ? h("p", { class: "note" }, t("evidence.same_as", { id: one.same_as })) : null,
    items.length ? null : h("p", { class: "note" }, t("evidence.nothing_proposed")),
    h("div", { class: "whole-text", lang, tabindex: "0", role: "region", "aria-label": t("evidence.whole_text") }, marked(one.text, items, at, choose)));
}

/** Numbers of a document's items, in the order of its text; what was split is numbered by its parts. */
export function numbers(items) {
  return new Map(items.filter((item) => item.status !== "split").map((item, i) => [item.id, i + 1]));
}

/** The text with each sentence that an item quotes underlined; a sentence inside another keeps its number there. */
function marked(text, items, at, choose) {
  const numbered = numbers(items);
  const places = items.filter((item) => numbered.has(item.id))
    .map((item) => ({ item, from: text.indexOf(item.sentence), to: text.indexOf(item.sentence) + item.sentence.length }))
    .filter(({ from }) => from >= 0).sort((a, b) => a.from - b.from || b.to - a.to);
  const parts = [];
  let end = 0;
  for (const { item, from, to } of places) {
    if (from > end) parts.push(headed(text.slice(end, from)));
    const here = item.id === at;
    const number = h("button", { type: "button", class: "quote-number", "data-item": item.id, "aria-pressed": String(here), "aria-label": t("evidence.number", { n: numbered.get(item.id), status: t(`evidence.status.${item.status}`) }), onclick: () => choose(item.id) }, numbered.get(item.id));
    const quoted = text.slice(Math.max(from, end), to);
    // No line ends between a sentence and its number.
    parts.push(h("mark", { class: here ? "said here" : "said", "data-status": item.status }, quoted.slice(0, -1), h("span", { class: "nowrap" }, quoted.slice(-1), number)));
    end = Math.max(end, to);
  }
  return [...parts, headed(text.slice(end))];
}

/** Headings of light Markdown in bold, without their marks. */
function headed(text) {
  return text.split(/^(#{1,6} .*)$/m).map((part, i) => (i % 2 ? h("b", null, part.replace(/^#+ /, "")) : part));
}
