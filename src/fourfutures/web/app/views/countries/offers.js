// What each side brings today: capability, price, trust, supply, then control and lock-in.

import { h } from "../../dom.js";
import { door } from "../../door.js";
import { month, percent, plain } from "../../numbers.js";
import { t } from "../../words.js";

const ROWS = [
  ["capability_lead", (s) => spread(s, (v) => plain(v * 12, 2))],
  ["price", (s) => spread(s, (v) => plain(v, 2))],
  ["trust", (s) => spread(s, (v) => plain(v, 2))],
  ["availability", (s) => spread(s, (v) => plain(v, 2))],
  ["acceptance", (s) => spread(s, percent)],
  ["remote_control", (s) => percent(s.q50)],
  ["exclusivity", (s) => percent(s.q50)],
  ["licence_revocable", (s, t) => t(s.q50 >= 0.5 ? "views.yes" : "views.no")],
];

function spread({ q05, q50, q95 }, write) {
  const [low, mid, high] = [q05, q50, q95].map(write);
  return low === high ? mid : h("span", null, mid, h("span", { class: "muted nowrap" }, t("views.range", { range: from(low, high) })));
}

/** A dash beside a minus would be read as another. */
function from(low, high) {
  return [low, high].some((end) => end.startsWith("−")) ? `${low} ${t("views.to")} ${high}` : `${low}–${high}`;
}

const JUDGED = new Set(["acceptance", "remote_control", "exclusivity", "licence_revocable"]);

export function offersTable(found, { t, both }) {
  const of = (side, row, write, { q05, q50, q95 }) => () => ({
    name: t("about.offer", { what: t(`country.offer.${row}`), offer: t(`country.offers.${side}`), place: both(found.name), month: month(found.offers.month) }), value: row === "licence_revocable" ? write({ q50 }, t) : write({ q05: q50, q50, q95: q50 }, t),
    unit: t(`country.offer.${row}.unit`), range: q05 === q95 || row === "licence_revocable" ? null : [write({ q05, q50: q05, q95: q05 }, t), " – ", write({ q05: q95, q50: q95, q95 }, t)], range_is: "members90", judgement: JUDGED.has(row), note: t("country.offers.note"),
  });
  const part = (side, row) => found.offers[side][row] ?? found.offers[side].terms[row];
  return h("div", { class: "card" }, h("h2", null, t("country.offers")), h("p", { class: "caption" }, t("country.offers.caption", { month: month(found.offers.month) })),
    h("table", { class: "table offers" },
      h("thead", null, h("tr", null, h("th", { scope: "col" }, h("span", { class: "unseen" }, t("country.offers.what"))), ["us", "cn"].map((side) => h("th", { scope: "col", class: `n t-${side}` }, t(`country.offers.${side}`))))),
      h("tbody", null, ROWS.filter(([row]) => part("us", row) && part("cn", row)).map(([row, write]) => h("tr", null,
        h("th", { scope: "row" }, t(`country.offer.${row}`), h("br"), h("span", { class: "small muted" }, t(`country.offer.${row}.unit`))),
        ["us", "cn"].map((side) => h("td", { class: "n" }, door(write(part(side, row), t), of(side, row, write, part(side, row))))))))),
    h("p", { class: "small muted" }, t("country.offers.note")));
}
