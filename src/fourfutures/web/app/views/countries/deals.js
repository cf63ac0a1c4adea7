// Deals of an economy on record: announced, signed, running are apart, and what runs is said beside what was announced.

import { h } from "../../dom.js";
import { door } from "../../door.js";
import { count, day, money, month } from "../../numbers.js";
import { sourceList } from "../marks/foot.js";

export function dealTable(register, found, { t, both }) {
  const rungs = Object.fromEntries(register.ladder.map((rung) => [rung.id, rung]));
  const rows = [...register.rows].sort((a, b) => b.announced.localeCompare(a.announced));
  const total = ["us", "cn"].reduce((sum, s) => ({ stated: sum.stated + (found.deals_total[s]?.stated_mw ?? 0), running: sum.running + (found.deals_total[s]?.running_mw ?? 0) }), { stated: 0, running: 0 });
  if (rows.length === 0) return h("div", { class: "card" }, h("h2", null, t("country.deals")), h("p", { class: "note" }, t("country.deals.none")));
  const cards = Object.fromEntries(register.sources.map((s) => [s.id, s]));
  const of = (row, unit) => () => ({ name: t("about.deal", { id: row.id, who: both(row.provider) }), unit: unit === "MW" ? unit : unit && t(unit), kind: "published", judgement: row.judged.length > 0, sources: row.source_id.map((id) => cards[id] ?? id), date: dated(row), note: t("country.deals.note"), method: "m-sources" });
  const terms = (row) => {
    const stated = [
      row.capacity_mw ? door(`${Math.round(row.capacity_mw).toLocaleString("en")} MW`, of(row, "MW")) : null,
      row.value ? door(money(row.value.usd), of(row, "about.usd")) : null,
      row.chips?.count ? door(t("country.deals.chips", { n: count(row.chips.count) }), of(row, null)) : null,
      row.access_users ? door(t("country.deals.users", { n: count(row.access_users) }), of(row, "about.people")) : null,
    ].filter(Boolean);
    return stated.length ? stated.map((part, i) => (i ? [t("views.comma"), part] : part)) : t("country.deals.unstated");
  };
  const dated = (row) => (row.precision === "day" ? day(row.announced) : row.precision === "year" ? row.announced.slice(0, 4) : month(row.announced));
  return h("div", { class: "card" }, h("h2", null, t("country.deals")),
    h("p", { class: "caption" }, total.stated > 0 ? t("country.deals.caption", { running: Math.round(total.running).toLocaleString("en"), stated: Math.round(total.stated).toLocaleString("en") }) : t("country.deals.caption_plain")),
    h("div", { class: "scroller tall", tabindex: "0", role: "region", "aria-label": t("country.deals") },
      h("table", { class: "table deals" },
        h("thead", null, h("tr", null, ["date", "with", "stack", "rung", "terms", "source"].map((c) => h("th", { scope: "col" }, t(`country.deals.${c}`))))),
        h("tbody", null, rows.map((row) => h("tr", null,
          h("td", { class: "nowrap" }, dated(row)),
          h("th", { scope: "row" }, both(row.provider), row.counted_in.length ? [" ", h("span", { class: "tag" }, t("country.deals.inside", { id: row.counted_in[0] }))] : null),
          h("td", null, h("strong", { class: `t-${row.stack}` }, t(`stack.short.${row.stack}`))),
          h("td", null, h("span", { class: "tag" }, both(rungs[row.standing]?.name ?? rungs[row.rung]?.name))),
          h("td", null, terms(row)),
          h("td", null, row.source_id.filter((id) => cards[id]).slice(0, 2).map((id, i) => [i ? t("views.comma") : null, h("a", { href: cards[id].url, target: "_blank", rel: "noopener noreferrer" }, cards[id].publisher.split(/[(（]/)[0].trim())])),
        ))))),
    h("p", { class: "small muted" }, t("country.deals.note")), sourceList(register.sources.filter((s) => rows.some((r) => r.source_id.includes(s.id)))));
}
