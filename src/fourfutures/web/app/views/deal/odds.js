// What the deal does to the odds of each future and to the country's alignment: paired differences, both readings.

import { h } from "../../dom.js";
import { door } from "../../door.js";
import { ofChange } from "../../finding.js";
import { month, percent, signed } from "../../numbers.js";
import { FUTURES, glyph } from "../marks/glyph.js";
import { monthNumber } from "../marks/scale.js";

export function oddsCard(deal, { t, both, study }) {
  const named = Object.fromEntries([...study.frame.futures, study.frame.contested].map((f) => [f.id, f.name]));
  const effect = deal.futures_effect;
  if (!effect) return h("div", { class: "card" }, h("h2", null, t("deal.odds")), h("p", { class: "note" }, t("deal.odds.none")));
  const small = FUTURES.every((f) => Math.abs(effect.source[f].p) < 0.005 && Math.abs(effect.strict[f].p) < 0.005);
  const cell = ({ p, low, high }, future) => h("td", { class: "n" }, h("strong", null, door(signed(p), ofChange(study, future, { value: signed(p), change: { low, high }, note: t("about.with_deal", { offer: both(deal.offer.name) }), run: { members: deal.members, seed: deal.seed, as_of: deal.as_of } }))), low === high ? null : [" ", h("span", { class: "muted small nowrap" }, `(${signed(low)} ${t("views.to")} ${signed(high)})`)]);
  const side = deal.country_effect?.alignment ?? {};
  const build = deal.offer.build_months.value ?? deal.offer.build_months.drawn?.mean ?? 0;
  const late = monthNumber(deal.offer.signed) + build > monthNumber(study.horizon);
  return h("div", { class: "card" }, h("h2", null, t("deal.odds")), h("p", { class: "caption" }, t("deal.odds.caption")),
    h("table", { class: "table" },
      h("thead", null, h("tr", null, h("th", { scope: "col" }, t("deal.odds.future")), ["source", "strict"].map((r) => h("th", { scope: "col", class: "n" }, t(`deal.reading.${r}`))))),
      h("tbody", null, FUTURES.map((f) => h("tr", null, h("th", { scope: "row" }, glyph(f), both(named[f])), cell(effect.source[f], f), cell(effect.strict[f], f))),
        ["us", "cn", "own"].filter((s) => side[s] && (side[s].without > 0.005 || side[s].with > 0.005)).map((s) => h("tr", null, h("th", { scope: "row" }, `${both(deal.country.name)}${t("views.colon")}${t(`side.${s}`)}`),
          h("td", { class: "n", colspan: 2 }, `${percent(side[s].without)} → ${percent(side[s].with)} `, h("span", { class: "muted small" }, `(${signed(side[s].change.low)} ${t("views.to")} ${signed(side[s].change.high)})`)))))),
    small ? h("p", { class: "note" }, t(late ? "deal.odds.late" : "deal.odds.small", { horizon: month(study.horizon) })) : null);
}
