// One item: the sentence as it stands in its document, how it was read, what it would do, and what was decided.

import { h } from "../../dom.js";
import { day } from "../../numbers.js";
import { both, t } from "../../words.js";
import { effectPart } from "./effect.js";
import { decisionForms } from "./forms.js";
import { modelTag } from "./proposer.js";
import { saying, termsPart } from "./terms.js";

/** `told`: the reply about the item. Returns {element, open, edit}; `open(form)` opens a form that the item allows. */
export function itemCard(context) {
  const { told, desk } = context;
  const { item } = told;
  const waiting = item.status === "waiting";
  const terms = termsPart({ item, desk, open: item.status === "proposed" });
  const forms = decisionForms({ ...context, item, terms, writes: desk.writes });
  const source = item.document;
  const lang = (code) => (code === "zh" ? "zh-Hans" : code);
  const from = source ? [source.title, source.publisher, source.published ? day(source.published) : t("evidence.no_date")].filter(Boolean).join(" · ") : t("evidence.no_document");
  const element = h("section", { class: "card item", "aria-labelledby": "item-name" },
    h("h2", { id: "item-name", tabindex: "-1" }, both(item.name) || item.indicator, " ", h("span", { class: "tag" }, t(`evidence.status.${item.status}`)), modelTag(item)),
    h("blockquote", { lang: lang(item.lang) }, item.sentence),
    h("p", { class: "small muted" }, h("span", { lang: lang(source?.lang) }, from), " · ", h("code", null, item.id), item.parent ? t("evidence.part_of", { id: item.parent }) : null),
    item.acceptance ? accepted(item.acceptance, waiting) : null,
    terms.element,
    effectPart({ ...context, item, terms }),
    desk.writes ? null : h("p", { class: "note" }, t("evidence.read_only", { why: both(desk.why) })),
    forms.element,
    item.decisions.length ? [h("h3", null, t("evidence.decided")), h("ol", { class: "plain-list small ledger" }, item.decisions.map((mark) => h("li", null, marked(mark))))] : null);
  return { element, open: forms.open, edit: terms.edit };
}

/** A decision in a line. */
export function marked(mark) {
  return [h("b", null, t(`evidence.kind.${mark.kind}`)), ` · ${mark.by} · ${day(mark.written.slice(0, 10))} · ${mark.reason}`, mark.undone_by === null ? null : h("span", { class: "muted" }, ` · ${t("evidence.undone")}`)];
}

function accepted(terms, waiting) {
  const { by, on, expires } = terms;
  return h("p", { class: "note" }, t(waiting ? "evidence.waits" : "evidence.accepted_as", { by: by.join(t("views.comma")), on: day(on), expires: day(expires) }), " ", saying(terms));
}
