// A digest: what was decided over some days, what it did to the odds, and the page of it to hand on.

import { h, put } from "../../dom.js";
import { save } from "../../figure.js";
import { day, signed } from "../../numbers.js";
import { question } from "../../state.js";
import { busy, trouble } from "../../trouble.js";
import { both, language, t } from "../../words.js";
import { futureNames } from "../marks/futures.js";
import { FUTURES, glyph } from "../marks/glyph.js";
import { marked } from "./item.js";
import { beside, on } from "./readings.js";

const FORMATS = ["html", "pdf", "md"];
const WEEK = 7 * 86_400_000;

export function digestPart({ api, study }) {
  const names = futureNames(study);
  const iso = (time) => new Date(time).toISOString().slice(0, 10);
  const first = h("input", { type: "date", id: "ev-from", value: iso(Date.now() - WEEK) });
  const last = h("input", { type: "date", id: "ev-to", value: iso(Date.now()) });
  const box = h("div", { role: "status" });
  const told = h("div");
  return h("div", null,
    h("form", { class: "toolbar", onsubmit: show }, h("label", { for: "ev-from" }, t("evidence.from")), first, h("label", { for: "ev-to" }, t("evidence.to")), last, h("button", { type: "submit", id: "ev-digest" }, t("evidence.digest_show"))),
    h("div", { class: "toolbar" }, h("span", null, t("evidence.digest_page", { lang: t(`evidence.lang.${language()}`) })), FORMATS.map((format) => h("button", { type: "button", id: `ev-digest-${format}`, onclick: (event) => page(event.target, format) }, t(`evidence.page.${format}`)))),
    told, box);

  function asked() {
    const found = { ...question(), from: first.value, to: last.value };
    delete found.no_evidence;
    return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== ""));
  }

  async function show(event) {
    event?.preventDefault();
    const over = busy(t("evidence.previewing"));
    try {
      put(box, drawn(await api.get("evidence/digest", asked())));
    } catch (error) {
      put(box, trouble(error, show));
    } finally {
      over();
    }
  }

  /** The page in the language of the app, as a file. */
  async function page(button, format) {
    const over = busy(t("evidence.writing_page"));
    button.disabled = true;
    put(told);
    try {
      const { content, name } = await api.file("evidence/digest-page", { ...asked(), format, lang: language() });
      save(name, content.type, content);
    } catch (error) {
      put(told, trouble(error));
    } finally {
      button.disabled = false;
      over();
    }
  }

  function drawn(found) {
    const { reading } = found;
    const other = beside(reading);
    const tenth = (p) => (p * 100).toFixed(1);
    return [
      h("p", null, t("evidence.digest_told", { n: found.decisions.length, documents: found.arrived.documents, proposals: found.arrived.proposals, waiting: found.waiting })),
      h("table", { class: "table effects" }, h("caption", { class: "caption" }, t("evidence.odds_of", { day: day(found.as_of), n: found.members.toLocaleString("en") })),
        h("thead", null, h("tr", null, ["future", "before", "after", "change"].map((name, i) => h("th", { scope: "col", class: i ? "n" : null }, t(`evidence.column.${name}`))), h("th", { scope: "col", class: "n" }, on(other, "change")))),
        h("tbody", null, FUTURES.map((id) => h("tr", null, h("th", { scope: "row" }, glyph(id), both(names[id])), h("td", { class: "n" }, tenth(found.from[reading][id])), h("td", { class: "n" }, tenth(found.to[reading][id])), h("td", { class: "n" }, h("b", null, signed(found.move[reading][id], 1))), h("td", { class: "n" }, signed(found.move[other][id], 1)))))),
      found.decisions.length ? h("ol", { class: "plain-list small" }, found.decisions.map((mark) => h("li", null, marked(mark), mark.items[0] ? h("span", { class: "quote", lang: mark.items[0].lang === "zh" ? "zh-Hans" : mark.items[0].lang }, mark.items[0].sentence) : null))) : h("p", { class: "note" }, t("evidence.no_decisions")),
    ];
  }
}
