// Beside the signposts: what to read next for each future, what nobody measures, shares by region.

import { h } from "../../dom.js";
import { day, percent } from "../../numbers.js";
import { glyph } from "../marks/glyph.js";
import { has } from "../../words.js";

export function besides(found, { t, both, names, area, line, place }) {
  const next = h("section", { class: "card", "aria-labelledby": "next" }, h("h2", { id: "next" }, t("watch.next")), h("p", { class: "caption" }, t("watch.next.caption")),
    found.read_next.map((entry) => h("div", { class: "next" }, h("h3", null, glyph(entry.future), both(names[entry.future]), " ", h("span", { class: "muted" }, percent(entry.p))),
      entry.ten_points ? null : h("p", { class: "small muted" }, t("watch.next.nearest")),
      entry.observations.length === 0 ? h("p", { class: "small muted" }, t("watch.next.none")) : h("ol", { class: "plain-list small" }, entry.observations.slice(0, 3).map((o) => h("li", null,
        t("watch.next.one", { name: both(o.name), place: place(o), line: line(o), date: day(o.first_date), from: percent(entry.p), to: percent(o.p_if_crossed), p: percent(o.p_crossed) })))))));
  const gaps = found.areas.filter((a) => !area || a.id === area).flatMap((a) => a.gaps);
  const unknown = h("section", { class: "card" }, h("h2", null, t("watch.gaps")), h("ul", { class: "plain-list small" }, gaps.map((g) => h("li", null, both(g)))),
    h("h3", null, t("watch.unmeasured")), h("ul", { class: "plain-list small" }, found.unmeasured.filter((u) => u.voi_bits > 0).slice(0, 6).map((u) => h("li", null, t("watch.unmeasured.one", { name: has(`observable.${u.observable}`) ? t(`observable.${u.observable}`) : u.observable, bits: u.voi_bits.toFixed(3), low: u.voi_low.toFixed(3) })))));
  const regions = h("details", { class: "card" }, h("summary", null, t("watch.regions")), h("p", { class: "caption" }, t("watch.regions.caption")),
    h("table", { class: "table small" }, h("thead", null, h("tr", null, ["region", "us", "cn", "own", "bits"].map((c, i) => h("th", { scope: "col", class: i ? "n" : null }, t(`watch.regions.${c}`))))),
      h("tbody", null, [...found.regions].sort((a, b) => b.voi_bits - a.voi_bits).map((r) => h("tr", null, h("th", { scope: "row" }, t(`region.${r.region}`)), ["us", "cn", "own"].map((s) => h("td", { class: "n" }, percent(r.horizon[s].q50))), h("td", { class: "n" }, r.voi_low > 0 ? r.voi_bits.toFixed(3) : h("span", { class: "muted" }, r.voi_bits.toFixed(3))))))));
  return [next, unknown, regions];
}
