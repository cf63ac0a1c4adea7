// What is known of one economy in words: the finding, the line under it, and published figures.

import { h } from "../../dom.js";
import { door } from "../../door.js";
import { word } from "../../finding.js";
import { count, day, money, month, percent, range } from "../../numbers.js";
import { parts } from "../../words.js";
import { ofSide, series } from "./cards.js";

/** The finding of one economy in a sentence. */
export function finding(found, name, { t, study }) {
  const [side, p] = Object.entries(found.alignment).sort((a, b) => b[1] - a[1])[0];
  const start = series(found, "share_us")[0].mean;
  const end = series(found, "share_us").at(-1).mean;
  if (side === "mixed" || side === "own" || p < 0.55) return t("country.finding.open", { name, horizon: month(found.horizon) });
  const own = side === "us" ? end - start : series(found, "share_cn").at(-1).mean - series(found, "share_cn")[0].mean;
  const trend = own < -0.01 ? "shrinking" : own > 0.01 ? "growing" : "steady";
  return t(`country.finding.${trend}`, { name, word: word(study, { p }), stack: t(`stack.${side}`), horizon: month(found.horizon) });
}

/** What stands under it, its numbers as doors. */
export function deck(found, name, context) {
  const { t } = context;
  const told = (variable) => {
    const rows = series(found, variable);
    const last = rows.at(-1);
    const interval = range(last.q05, last.q95);
    const of = (row) => () => ({ name: t("about.share", { place: name, stack: t(`stack.${variable.slice(6)}`), month: month(row.month) }), unit: t("about.percent"), range: range(row.q05, row.q95), range_is: "members90", note: start });
    const way = h("span", null, door(percent(rows[0].mean), of(rows[0])), " → ", door(percent(last.mean), of(last)));
    return { way, interval: door(interval, of(last), { second: true }) };
  };
  const start = found.imputed ? t("world.imputed.what") : null;
  const [us, cn, own] = ["share_us", "share_cn", "share_own"].map(told);
  return parts("country.deck", {
    p: door(percent(found.alignment.us), ofSide(found, "us", context)), side: t("side.us"), month: month(found.horizon),
    us: us.way, us_range: us.interval, cn: cn.way, own: own.way,
    flip: door(percent(found.flip.p), () => ({ name: t("about.flip", { place: name }), unit: t("about.in_100"), note: t("about.mc", { n: (200 * found.flip.mc_se).toFixed(1) }) })),
  });
}

/** Published figures, and deals on record. `register`: the answer about deals, null where it could not be had. */
export function facts(found, register, { t }) {
  const known = Object.fromEntries(found.covariates.map((c) => [c.id, c]));
  const last = [...found.observed].filter((o) => o.indicator === "ai_user_share_working_age").sort((a, b) => a.period_end.localeCompare(b.period_end)).at(-1);
  const card = (id) => found.sources.find((s) => s.id === id);
  const link = (id) => (card(id) ? h("a", { href: card(id).url, target: "_blank", rel: "noopener noreferrer" }, card(id).publisher) : null);
  const total = found.deals_total;
  const firm = ["us", "cn"].reduce((sum, s) => sum + (total[s]?.firm_mw ?? 0), 0);
  const running = ["us", "cn"].reduce((sum, s) => sum + (total[s]?.running_mw ?? 0), 0);
  const stated = ["us", "cn"].reduce((sum, s) => sum + (total[s]?.stated_mw ?? 0), 0);
  const regions = (register?.rows ?? []).length;
  const powered = (register?.rows ?? []).filter((row) => row.capacity_mw).flatMap((row) => row.source_id);
  const published = (text, about) => door(text, () => ({ kind: "published", method: "m-sources", ...about() }));
  const entries = [
    last ? [published(`${percent(last.value)}%`, () => ({ name: t("country.fact.users", { period: month(last.period_end) }), unit: t("about.percent"), range: last.low === null ? null : range(last.low, last.high), range_is: "published", sources: [last.source_id], date: t("about.period", { period: day(last.period_end), known: day(last.known_on) }) })), t("country.fact.users", { period: month(last.period_end) }), link(last.source_id)] : null,
    found.people ? [published(count(found.people), () => ({ name: t("country.fact.people"), unit: t("about.people"), sources: [card("wb_working_age_via_aei") ?? card("wb_population")], date: null })), t("country.fact.people"), link("wb_working_age_via_aei") ?? link("wb_population")] : null,
    known.gdp?.value ? [published(money(known.gdp.value), () => ({ name: t("country.fact.gdp", { year: known.gdp.year }), unit: t("about.usd"), sources: known.gdp.source_id, date: t("about.period", { period: known.gdp.year, known: day(known.gdp.known_on) }), note: null })), t("country.fact.gdp", { year: known.gdp.year }), link(known.gdp.source_id[0])] : null,
    stated > 0 ? [published(`${plainMw(running)} / ${plainMw(stated)} MW`, () => ({ name: t("country.fact.power"), unit: "MW", sources: powered, date: t("drawer.as_of_plain", { as_of: day(found.as_of) }), note: t("country.deals.note") })), t("country.fact.power"), h("span", null, t("country.fact.firm", { mw: plainMw(firm) }))] : null,
    regions ? [published(t("country.fact.deals", { us: total.us?.counted ?? 0, cn: total.cn?.counted ?? 0 }), () => ({ name: t("country.fact.deals_what"), sources: register.rows.flatMap((row) => row.source_id.slice(0, 1)), date: t("drawer.as_of_plain", { as_of: day(found.as_of) }), note: t("country.deals.note") })), t("country.fact.deals_what"), null] : null,
  ].filter(Boolean);
  return h("div", { class: "card facts" }, entries.map(([value, what, source]) => h("div", null, h("p", { class: "fact" }, value), h("p", { class: "small" }, what), h("p", { class: "small muted" }, source))),
    found.imputed ? h("div", null, h("p", null, h("span", { class: "tag dashed" }, t("world.imputed"))), h("p", { class: "small" }, t("world.imputed.what"))) : null);
}

function plainMw(value) {
  return Math.round(value).toLocaleString("en");
}
