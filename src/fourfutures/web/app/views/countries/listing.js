// Economies as a table: name, shares of use, chance of a lasting change, and in full whatever a map shows.

import { h } from "../../dom.js";
import { door } from "../../door.js";
import { count, percent, points } from "../../numbers.js";
import { shareBar, STACKS, swatch } from "../marks/shares.js";

export function economyTable(rows, { both, t, open, href, measure = "alignment", full = false }) {
  const go = (code) => (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    open(code);
  };
  const lit = (code, on) => document.querySelector(`.economy[data-code="${code}"]`)?.classList.toggle("here", on);
  const named = (row) => h("th", { scope: "row" },
    h("a", { href: href(row.entity), lang: null, onclick: go(row.entity) }, both(row.name)),
    row.imputed ? [" ", h("span", { class: "tag dashed", title: t("world.imputed.what") }, t("world.imputed"))] : null);
  const deals = (row) => Object.values(row.deals).reduce((n, d) => n + d.counted, 0);
  const shares = (row) => points(STACKS.map((s) => row.shares[s]));
  const of = (row, what, rest = {}) => () => ({ name: t(`about.${what}`, { place: both(row.name), side: t(`side.${row.likeliest}`) }), unit: t("about.in_100"), note: row.imputed ? t("world.imputed.what") : null, ...Object.fromEntries(Object.entries(rest).map(([k, give]) => [k, give()])) });
  const opened = (text, about) => (text === t("number.unknown") ? text : door(text, about));
  const value = {
    alignment: (row) => door(percent(row.flip.p), of(row, "flip", { note: () => t("about.mc", { n: (200 * row.flip.mc_se).toFixed(1) }) })),
    users: (row) => opened(row.users === null ? t("number.unknown") : count(row.users), of(row, "users", { unit: () => t("about.people") })),
    dependency: (row) => opened(row.dependency === undefined ? t("number.unknown") : percent(row.dependency), of(row, "dependency", { unit: () => t("about.percent_use") })),
    deals: (row) => door(String(deals(row)), of(row, "deals", { unit: () => null, kind: () => "published", note: () => t("country.deals.note") })),
    adoption: (row) => door(percent(row.adoption), of(row, "adoption", { unit: () => t("about.percent") })),
    sure: (row) => door(percent(row.p), of(row, "side")),
  };
  const bar = (row) => h("td", { class: "shares" }, shareBar(row.shares), h("span", { class: full ? "small muted" : "unseen" }, shares(row).join(" · ")));
  const line = (row) => h("tr", { "data-code": row.entity, onmouseenter: () => lit(row.entity, true), onmouseleave: () => lit(row.entity, false) },
    named(row),
    full ? h("td", null, swatch(row.likeliest), " ", t(`side.${row.likeliest}`), " ", h("span", { class: "muted" }, value.sure(row))) : null,
    bar(row),
    full ? [["alignment", "adoption", "users", "deals"].map((name) => h("td", { class: "n" }, value[name](row)))] : h("td", { class: "n" }, h("strong", null, value[measure](row))));
  const head = h("tr", null, h("th", { scope: "col" }, t("world.economy")), full ? h("th", { scope: "col" }, t("world.likeliest")) : null,
    h("th", { scope: "col" }, t("world.shares")),
    full ? ["flip", "adoption", "users", "deals"].map((c) => h("th", { scope: "col", class: "n" }, t(`world.column.${c}`))) : h("th", { scope: "col", class: "n" }, t(`world.unit.${measure}`)));
  return h("div", { class: full ? "scroller tall" : null, tabindex: full ? "0" : null, role: full ? "region" : null, "aria-label": full ? t("world.all", { n: rows.length }) : null },
    h("table", { class: `table economies${full ? " full" : ""}` }, h("thead", null, head), h("tbody", null, rows.map(line))));
}
