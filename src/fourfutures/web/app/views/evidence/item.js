// One item: the sentence as it stands in its document, how it was read, what it would do, and what was decided.

import { day, percent, plain } from "../../numbers.js";
import { effectPart } from "./effect.js";
import { decisionForms } from "./forms.js";
import { modelTag } from "./proposer.js";
import { ratioPart } from "./ratio.js";

/** `told`: the reply about the item. Returns {element, open}; `open(form)` opens a form that the item allows. */
export function itemCard(context) {
  const { h, t, both, told, decided } = context;
  const { item, text } = told;
  const open = item.status === "proposed" || item.status === "waiting";
  const ratio = open ? ratioPart(context) : null;
  const forms = decisionForms({ ...context, item, ratio, decided });
  const lang = (code) => (code === "zh" ? "zh-Hans" : code);
  const source = item.document;
  const from = source ? [source.title, source.publisher, source.published ? day(source.published) : t("evidence.no_date")].filter(Boolean).join(" · ") : t("evidence.no_document");
  const pairs = [
    ["actor", item.actor], ["direction", t(`evidence.direction.${item.direction}`)], ["strength", t("evidence.of_three", { n: item.strength })], ["grade", graded(item)],
    ["dated", item.dated ? day(item.dated) : t("number.unknown")], ["quantity", item.quantity === null ? null : `${plain(item.quantity, 6)} ${item.unit ?? ""}`],
    ["proposer", item.model ? t(`evidence.proposer.${item.proposed_by.includes("rules") ? "both" : "model"}`, item.model) : null], ["model", item.model ? modelReading(item.model) : null],
    ["confidence", item.confidence === null ? null : t(item.proposed_by.includes("rules") || !item.model ? "evidence.in_100" : "evidence.in_100_model", { p: percent(item.confidence) })], ["same", item.same_event.length ? item.same_event.join(t("views.comma")) : null],
  ].filter(([, value]) => value !== null && value !== undefined);
  const element = h("section", { class: "card item", "aria-labelledby": "item-name" },
    h("h2", { id: "item-name", tabindex: "-1" }, both(item.name) || item.indicator, " ", h("span", { class: "tag" }, t(`evidence.status.${item.status}`)), modelTag(h, t, item)),
    h("blockquote", { lang: lang(item.lang) }, item.sentence),
    h("p", { class: "small muted" }, h("span", { lang: lang(source?.lang) }, from), " · ", h("code", null, item.id)),
    (text?.defects ?? []).map((fault) => h("p", { class: "fault small" }, both(fault))),
    text ? h("details", null, h("summary", null, t("evidence.whole_text")), h("p", { class: "whole-text", lang: lang(text.lang) }, text.text)) : null,
    h("dl", { class: "pairs read" }, pairs.map(([name, value]) => [h("dt", null, t(`evidence.field.${name}`)), h("dd", null, value)])),
    item.acceptance ? accepted(item.acceptance) : null,
    ratio?.element ?? null,
    effectPart({ ...context, item, ratio }),
    forms.element,
    item.decisions.length ? [h("h3", null, t("evidence.ledger")), h("ol", { class: "plain-list small ledger" }, item.decisions.map((mark) => h("li", null, h("b", null, t(`evidence.kind.${mark.kind}`)), ` · ${mark.by} · ${day(mark.written.slice(0, 10))} · ${mark.reason}`, mark.undone_by === null ? null : h("span", { class: "muted" }, ` · ${t("evidence.undone")}`))))] : null);
  return { element, open: forms.open };

  function graded({ grade, grade_reason: why }) {
    return why ? t(why.judgement ? "evidence.judged" : "evidence.graded", { grade, reason: both(why) }) : grade;
  }

  function modelReading({ quote, actor, direction, strength }) {
    return [h("q", { lang: lang(item.lang) }, quote), ` ${[actor, t(`evidence.direction.${direction}`), `${t("evidence.field.strength")} ${t("evidence.of_three", { n: strength })}`].join(" · ")}`];
  }

  function accepted({ by, on, expires, likelihood_ratio: size, anchor }) {
    return h("p", { class: "note" }, t("evidence.accepted_as", { by: by.join(t("views.comma")), on: day(on), expires: day(expires) }), " ",
      size === null ? t("evidence.by_strength") : t("evidence.says", { ratio: plain(size, 3), words: both(anchor) }));
  }
}
