// Economies as a table: name, shares of use, chance of a lasting change, and in full whatever a map shows.

import { h } from "../../dom.js";
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
  const value = {
    alignment: (row) => percent(row.flip.p),
    users: (row) => (row.users === null ? t("number.unknown") : count(row.users)),
    dependency: (row) => (row.dependency === undefined ? t("number.unknown") : percent(row.dependency)),
    deals: (row) => String(deals(row)),
  };
  const bar = (row) => h("td", { class: "shares" }, shareBar(row.shares), h("span", { class: full ? "small muted" : "unseen" }, shares(row).join(" · ")));
  const line = (row) => h("tr", { "data-code": row.entity, onmouseenter: () => lit(row.entity, true), onmouseleave: () => lit(row.entity, false) },
    named(row),
    full ? h("td", null, swatch(row.likeliest), " ", t(`side.${row.likeliest}`), " ", h("span", { class: "muted" }, percent(row.p))) : null,
    bar(row),
    full ? [h("td", { class: "n" }, percent(row.flip.p)), h("td", { class: "n" }, percent(row.adoption)), h("td", { class: "n" }, value.users(row)), h("td", { class: "n" }, String(deals(row)))] : h("td", { class: "n" }, h("strong", null, value[measure](row))));
  const head = h("tr", null, h("th", { scope: "col" }, t("world.economy")), full ? h("th", { scope: "col" }, t("world.likeliest")) : null,
    h("th", { scope: "col" }, t("world.shares")),
    full ? ["flip", "adoption", "users", "deals"].map((c) => h("th", { scope: "col", class: "n" }, t(`world.column.${c}`))) : h("th", { scope: "col", class: "n" }, t(`world.unit.${measure}`)));
  return h("div", { class: full ? "scroller tall" : null, tabindex: full ? "0" : null, role: full ? "region" : null, "aria-label": full ? t("world.all", { n: rows.length }) : null },
    h("table", { class: `table economies${full ? " full" : ""}` }, h("thead", null, head), h("tbody", null, rows.map(line))));
}
