// The log of frozen forecasts on this machine: what was said, what came.

import { h } from "../../dom.js";
import { day, percent, plain } from "../../numbers.js";
import { trouble } from "../../trouble.js";
import { FUTURES, glyph } from "../marks/glyph.js";
import { futureNames } from "../marks/futures.js";

export function logCard(log, { t, both, study }) {
  const head = [h("h2", null, t("scores.log")), h("p", { class: "caption" }, t("scores.log.caption"))];
  if (log.error) return h("div", { class: "card" }, head, trouble(log.error));
  const { list, score } = log;
  const names = futureNames(study);
  const broken = list.problems.map((p) => h("p", { class: "error", role: "alert" }, `${p.where}${t("views.colon")}${p.what}`));
  if (list.rows.length === 0) return h("div", { class: "card", id: "log" }, head, broken, h("p", { class: "note" }, t("scores.log.none")), h("pre", { tabindex: "0", "aria-label": t("scores.log.how") }, h("code", null, "fourfutures run\nfourfutures forecast log RUN_ID")));
  const next = list.rows.map((r) => r.next).filter(Boolean).sort()[0];
  const summary = score.summary;
  const resolved = score.rows.filter((r) => r.state === "resolved" || r.observed !== undefined && r.observed !== null);
  return h("div", { class: "card", id: "log" }, head, broken,
    h("p", { class: "note" }, resolved.length ? t("scores.log.summary", { resolved: summary.resolved, misses: summary.misses, inside: summary.inside_80, numbers: summary.numbers }) : t("scores.log.nothing", { date: day(next) })),
    h("div", { class: "scroller tall", tabindex: "0", role: "region", "aria-label": t("scores.log") }, h("table", { class: "table" },
      h("thead", null, h("tr", null, ["entry", "logged", "run", "as_of"].map((c) => h("th", { scope: "col" }, t(`scores.log.${c}`))), FUTURES.map((f) => h("th", { scope: "col", class: "n" }, glyph(f), h("span", { class: "unseen" }, both(names[f])))), h("th", { scope: "col", class: "n" }, t("scores.log.figures")), h("th", { scope: "col" }, t("scores.log.next")))),
      h("tbody", null, list.rows.map((r) => h("tr", null, h("th", { scope: "row" }, String(r.entry)), h("td", null, day(r.logged.slice(0, 10))), h("td", null, h("code", null, r.run_id)), h("td", null, day(r.as_of)), FUTURES.map((f) => h("td", { class: "n" }, percent(r.odds.source?.[f]))), h("td", { class: "n" }, String(r.figures)), h("td", null, day(r.next))))))),
    resolved.length ? h("table", { class: "table" }, h("thead", null, h("tr", null, ["what", "due", "forecast", "observed"].map((c) => h("th", { scope: "col" }, t(`scores.log.${c}`))))),
      h("tbody", null, resolved.slice(0, 40).map((r) => h("tr", null, h("th", { scope: "row" }, both(r.name) || r.indicator || r.id), h("td", null, day(r.resolves_on)), h("td", null, r.q50 === undefined ? t("number.unknown") : `${plain(r.q50)} (${plain(r.q10)} – ${plain(r.q90)})`), h("td", null, plain(r.observed)))))) : null);
}
