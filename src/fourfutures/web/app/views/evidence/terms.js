// The terms of an item: how much it says, and how it is read where a reviewer reads it otherwise than the program.

import { h, put } from "../../dom.js";
import { day, percent, plain } from "../../numbers.js";
import { both, t } from "../../words.js";
import { confidence, graded, proposer } from "./proposer.js";

const WORDS = ["strongly", "clearly", "somewhat", "slightly", "either-way", "slightly-against", "somewhat-against", "clearly-against", "strongly-against"];
const OTHER = "other";
const AREAS = [1, 2, 3];

/** {element, edit(), body(), dated}: `body` is what the API takes, without what is left to the item itself; `edit` opens the reading. */
export function termsPart({ item, desk, open }) {
  const own = h("input", { type: "text", id: "ev-own", size: 6, placeholder: "2.5", autocomplete: "off" });
  const number = h("label", { hidden: true }, t("evidence.ratio.number"), " ", own);
  const ratio = h("select", { id: "ev-ratio", onchange: () => (number.hidden = ratio.value !== OTHER) },
    h("option", { value: "" }, t("evidence.ratio.strength")), WORDS.map((word) => h("option", { value: word }, t(`evidence.ratio.${word}`))), h("option", { value: OTHER }, t("evidence.ratio.other")));
  const read = h("div", { class: "reading-of" });
  const dated = h("input", { type: "date", id: "ev-dated", value: item.dated ?? "" });
  let fields = null; // once somebody edits: name -> {field, value()}
  shown();
  const undated = open && !item.dated ? h("p", { class: "toolbar" }, h("label", null, t("evidence.dated"), " ", dated)) : null;
  const element = [read, open ? h("div", { class: "ratio" },
    h("h3", null, h("label", { for: "ev-ratio" }, t("evidence.how_much"))),
    h("p", { class: "caption" }, t("evidence.how_much.ask")),
    h("div", { class: "toolbar" }, ratio, number), undated) : null];
  return { element, body, edit, dated };

  function body() {
    const asked = { item: item.id };
    const given = ratio.value === OTHER ? own.value.trim() : ratio.value;
    if (given) asked.ratio = given;
    if (dated.value && dated.value !== item.dated) asked.dated = dated.value;
    for (const [name, field] of Object.entries(fields ?? {})) {
      const value = name === "strength" ? Number(field.value) : field.value.trim();
      if (value !== "" && value !== (item[name] ?? "")) asked[name] = value;
    }
    return asked;
  }

  function shown() {
    const pairs = [
      ["actor", item.actor], ["direction", t(`evidence.direction.${item.direction}`)], ["strength", t("evidence.of_three", { n: item.strength })], ["grade", graded(item)],
      ["dated", item.dated ? day(item.dated) : t("number.unknown")], ["quantity", quantities(item)],
      ...proposer(item), ["confidence", item.confidence === null ? null : t(confidence(item), { p: percent(item.confidence) })], ["event", item.same_event.length ? h("code", null, item.cluster) : null],
    ].filter(([, value]) => value !== null && value !== undefined);
    put(read, h("dl", { class: "pairs read" }, pairs.map(([name, value]) => [h("dt", null, t(`evidence.field.${name}`)), h("dd", null, value)])),
      open ? h("div", { class: "toolbar" }, h("button", { type: "button", id: "ev-edit", onclick: edit }, t("evidence.edit"))) : null);
  }

  /** The reading as fields: what is changed there holds for the preview and for an acceptance. */
  function edit() {
    if (!open) return;
    if (fields) return void fields.indicator.focus();
    const choice = (name, options) => h("select", { id: `ev-f-${name}`, value: String(item[name]) }, options.map(([value, words]) => h("option", { value }, words)));
    const text = (name, hint = null, size = 8) => h("input", { type: "text", id: `ev-f-${name}`, size, value: item[name] ?? "", placeholder: hint, autocomplete: "off" });
    const inArea = (area) => Object.entries(desk.indicators).filter(([, one]) => one.area === area).map(([id, one]) => h("option", { value: id }, both(one.name)));
    fields = {
      indicator: h("select", { id: "ev-f-indicator" }, AREAS.map((area) => h("optgroup", { label: t(`evidence.area.${area}`) }, inArea(area)))),
      actor: text("actor", "USA"),
      direction: choice("direction", ["US", "CN", "neutral"].map((side) => [side, t(`evidence.direction.${side}`)])),
      strength: choice("strength", [1, 2, 3].map((n) => [n, t("evidence.of_three", { n })])),
      grade: text("grade", "B2", 4),
      predicate: text("predicate", "export_regime>=2@2027-06-30", 28),
    };
    fields.indicator.value = item.indicator;
    const row = (name, field) => [h("label", { for: field.id }, t(`evidence.field.${name}`)), field];
    put(read, h("div", { class: "decision fields" }, h("p", { class: "caption wide" }, t("evidence.edit_text")),
      Object.entries(fields).map(([name, field]) => row(name, field)), item.dated ? row("dated", dated) : null,
      h("div", { class: "toolbar wide" }, h("button", { type: "button", onclick: asItWas }, t("evidence.edit_back")))));
    fields.indicator.focus();
  }

  function asItWas() {
    fields = null;
    dated.value = item.dated ?? "";
    shown();
    read.querySelector("#ev-edit").focus();
  }
}

/** Quantities with their units, as far as each has its own; null where there are none. */
function quantities({ quantity, unit }) {
  if (quantity === null) return null;
  const [values, units] = [quantity.split(";"), (unit ?? "").split(";")];
  if (values.length === units.length) return values.map((value, i) => `${value} ${units[i]}`.trim()).join(t("evidence.semicolon"));
  return `${values.join(t("evidence.semicolon"))} ${units.join(t("views.comma"))}`.trim();
}

/** How much an accepted item says, in a sentence. */
export function saying({ likelihood_ratio: size, anchor }) {
  return size === null ? t("evidence.by_strength") : t("evidence.says", { ratio: plain(size, 3), words: both(anchor) });
}
