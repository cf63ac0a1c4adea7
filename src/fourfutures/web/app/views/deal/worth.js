// Over the term: net present value by party, this offer beside a second one and building alone.

import { h, svg } from "../../dom.js";
import { door } from "../../door.js";
import { figure } from "../../figure.js";
import { money } from "../../numbers.js";
import { fitted, frame } from "../marks/fitted.js";
import { key } from "../marks/shares.js";
import { linear, ticks } from "../marks/scale.js";
import { minus, nameText, nameWidth, PARTIES } from "./year.js";

export function worthCard(deal, rival, chooser, { t, both }, spec) {
  const other = rival ? { parties: Object.fromEntries(PARTIES.map((p) => [p, rival.parties[p].npv])), name: rival.offer.name, stack: rival.offer.stack } : deal.counterfactuals.other_offer;
  const own = deal.counterfactuals.own_build;
  const sets = [
    { id: "this", name: t("deal.this"), of: (p) => deal.parties[p].npv, hue: "ink" },
    other ? { id: "rival", name: both(other.name), of: (p) => other.parties[p], hue: other.stack } : null,
    own && deal.offer.stack !== "own" ? { id: "own", name: t("deal.own_build"), of: (p) => own.parties[p], hue: "own" } : null,
  ].filter(Boolean);
  const shown = PARTIES.filter((p) => sets.some((set) => Math.abs(set.of(p).mean) > 0.005));
  const mark = (id, x, y, hue) => {
    const cls = `mark s-${hue === "ink" ? "text" : hue}`;
    if (id === "this") return svg("circle", { cx: x, cy: y, r: 4.5, class: "f-text" });
    if (id === "rival") return svg("rect", { x: x - 4, y: y - 4, width: 8, height: 8, class: cls });
    return svg("path", { d: `M${x} ${y - 5}l5 9h-10z`, class: cls });
  };
  const draw = (width) => {
    const left = nameWidth(shown.map((p) => t(`party.${p}`)), width);
    const ends = shown.flatMap((p) => sets.flatMap((set) => [set.of(p).q05, set.of(p).q95]));
    const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
    const size = Math.max(high, -low) >= 1000 ? 1000 : 1;
    const x = linear([low, high], [left + 12, width - 12]);
    const tall = 14 * sets.length + 10;
    const height = shown.length * tall + 24;
    return frame(svg, width, height, t("deal.worth"),
      ticks(low, high, 5).map((m) => [svg("line", { x1: x(m), x2: x(m), y1: 0, y2: height - 20, class: m === 0 ? "zero" : "grid" }), svg("text", { x: x(m), y: height - 5, class: "tick mid" }, minus(Number((m / size).toPrecision(3))))]),
      shown.map((p, i) => [svg("line", { x1: 0, x2: width, y1: (i + 1) * tall, y2: (i + 1) * tall, class: "grid" }), nameText(t(`party.${p}`), 0, i * tall + tall / 2 + 4, left),
        sets.map((set, k) => {
          const npv = set.of(p);
          const y = i * tall + 12 + k * 14;
          if (npv.q05 === 0 && npv.q95 === 0) return null;
          return [svg("line", { x1: x(npv.q05), x2: x(npv.q95), y1: y, y2: y, class: `span ${set.id === "this" ? "heavy s-text" : `s-${set.hue}`}` }), mark(set.id, x(npv.mean), y, set.hue)];
        })]));
  };
  const unit = t(Math.max(...shown.flatMap((p) => sets.map((s) => Math.abs(s.of(p).q95)))) >= 1000 ? "deal.bn" : "deal.m");
  const say = (set) => `${set.name}${t("views.colon")}${shown.filter((p) => set.of(p).mean !== 0).map((p) => `${t(`party.${p}`)} ${money(set.of(p).mean * 1e6)} (${money(set.of(p).q05 * 1e6)} – ${money(set.of(p).q95 * 1e6)})`).join(t("views.semicolon"))}${t("views.stop")}`;
  const legend = key(sets.map((set) => [svg("svg", { viewBox: "0 0 24 12", width: 24, height: 12, "aria-hidden": "true", class: "wide-key" }, svg("line", { x1: 0, x2: 24, y1: 6, y2: 6, class: `span ${set.id === "this" ? "heavy s-text" : `s-${set.hue}`}` }), mark(set.id, 12, 6, set.hue)), set.name]));
  const box = figure({
    title: t("deal.worth"), caption: t("deal.worth.caption", { unit }), name: "deal-worth", source: t("views.model"), spec: rival ? null : spec, svg: fitted(draw), reading: sets.map(say).join(" "),
    data: () => ({ columns: ["offer", "party", "mean", "q05", "q95"], rows: sets.flatMap((set) => PARTIES.map((p) => [set.id, p, set.of(p).mean, set.of(p).q05, set.of(p).q95])) }),
  });
  box.querySelector("figcaption").after(h("div", { class: "toolbar" }, chooser), legend);
  const net = deal.gains_and_losses;
  const loses = Math.round(net.loses * 100);
  const of = (set, p) => () => ({ name: t("about.npv", { party: t(`party.${p}`), offer: set.name }), unit: t("about.usd"), range: `${money(set.of(p).q05 * 1e6)} – ${money(set.of(p).q95 * 1e6)}`, range_is: "members90", run: { members: deal.members, seed: deal.seed, as_of: deal.as_of }, note: t("deal.worth.caption", { unit }) });
  const numbers = h("details", null, h("summary", null, t("deal.worth.numbers")), h("div", { class: "scroller plain", tabindex: "0", role: "region", "aria-label": t("deal.worth.numbers") }, h("table", { class: "table" },
    h("thead", null, h("tr", null, h("td"), sets.map((set) => h("th", { scope: "col", class: "n" }, set.name)))),
    h("tbody", null, shown.map((p) => h("tr", null, h("th", { scope: "row" }, t(`party.${p}`)), sets.map((set) => h("td", { class: "n" }, door(money(set.of(p).mean * 1e6), of(set, p))))))))));
  return h("div", { class: "card" }, box, numbers,
    loses > 0 ? h("p", { class: "small muted" }, t("deal.net", { gains: Math.round(net.gains * 100), loses })) : null,
    h("p", { class: "note" }, verdict(deal, t)));
}

function verdict(deal, t) {
  const v = deal.verdict;
  if (!v || deal.offer.stack !== "us") return t("deal.verdict.none");
  const words = { p: share(v.p), leader: t(`party.${v.leader}`), governments: share(v.p_of_governments) };
  return t(v.holds ? "deal.verdict.holds" : "deal.verdict.fails", words);
}

function share(p) {
  return p < 0.005 ? (p === 0 ? "0" : "<1") : String(Math.round(p * 100));
}
