// The desk when a server answers: documents, the sentences that were read as proposals, what was decided.

import { h } from "../../dom.js";
import { day, percent } from "../../numbers.js";
import { FUTURES, glyph } from "../marks/glyph.js";
import { futureNames } from "../marks/futures.js";

const STATES = ["proposed", "accepted", "rejected"];

/** `found`: {documents: [...], proposals: [...], ledger?: [...]}, fields as `evidence add --json` has them. */
export function drawDesk(found, { t, both, study, state }) {
  const documents = found.documents ?? [];
  const proposals = found.proposals ?? [];
  if (documents.length === 0 && proposals.length === 0) return h("div", { class: "card" }, h("h2", null, t("evidence.none")), h("p", { class: "note" }, t("evidence.none.what")));
  const now = state.get().q;
  const status = (p) => (STATES.includes(p.status) ? p.status : "proposed");
  const shown = proposals.filter((p) => (!now.status || status(p) === now.status) && (!now.doc || p.document_id === now.doc));
  const names = futureNames(study);
  const groups = new Map();
  for (const p of shown) {
    const cluster = p.cluster ?? p.id;
    groups.set(cluster, [...(groups.get(cluster) ?? []), p]);
  }
  const titled = (d) => both(d.title) || d.id;
  return h("div", { class: "panes" },
    h("section", { class: "card", "aria-labelledby": "inbox" }, h("h2", { id: "inbox" }, t("evidence.inbox", { n: documents.length })), h("ul", { class: "plain-list" }, documents.map((d) => h("li", null,
      h("strong", { lang: d.lang === "zh" ? "zh-Hans" : d.lang }, titled(d)), h("br"), h("span", { class: "small muted" }, [d.publisher, d.published ? day(d.published) : null].filter(Boolean).join(" · ")),
      (d.defects ?? []).map((fault) => h("p", { class: "fault small" }, typeof fault === "string" ? fault : both(fault.what ?? fault))))))),
    h("section", { class: "card", "aria-labelledby": "proposals" }, h("h2", { id: "proposals" }, t("evidence.proposals", { n: shown.length })), h("p", { class: "caption" }, t("evidence.read_only")),
      [...groups.values()].map((same) => h("article", { class: "proposal" }, same.length > 1 ? h("p", { class: "tag" }, t("evidence.same", { n: same.length })) : null, same.map((p) => h("div", null,
        h("blockquote", { lang: p.lang === "zh" ? "zh-Hans" : p.lang ?? null }, p.sentence),
        h("p", { class: "small" }, [p.indicator, p.actor, t(`evidence.direction.${p.direction}`), t("evidence.strength", { n: p.strength }), p.quantity != null ? `${p.quantity} ${p.unit ?? ""}` : null, p.date ? day(p.date) : null, p.grade, t(`evidence.status.${status(p)}`)].filter(Boolean).join(" · ")),
        p.confidence != null ? h("p", { class: "small muted" }, t("evidence.confidence", { p: percent(p.confidence) })) : null,
        p.preview ? h("ul", { class: "plain-list small" }, FUTURES.filter((f) => p.preview[f]).map((f) => h("li", null, glyph(f), `${both(names[f])} ${percent(p.preview[f].before)} → ${percent(p.preview[f].after)}`))) : null))))),
    (found.ledger ?? []).length ? h("section", { class: "card" }, h("h2", null, t("evidence.ledger")), h("ol", { class: "plain-list small" }, found.ledger.map((l) => h("li", null, [l.at ? day(String(l.at).slice(0, 10)) : null, l.who, l.action, l.reason].filter(Boolean).join(" · "))))) : null);
}
