// The cards of one economy: shares of use, users, alignment, service lost; two of a kind can stand on one scale.

import { h, svg } from "../../dom.js";
import { door, doorway } from "../../door.js";
import { figure } from "../../figure.js";
import { money, month, percent, points, range } from "../../numbers.js";
import { parts } from "../../words.js";
import { lossCurves } from "../marks/curves.js";
import { fans } from "../marks/fan.js";
import { fitted, frame } from "../marks/fitted.js";
import { key } from "../marks/shares.js";
import { drawnOf } from "./asking.js";

const SIDES = ["us", "mixed", "own", "cn"];
const plainly = (title) => title; // where two stand on a page, `titled` of the context says whose each is

/** The rows of one quantity by month. */
export function series(found, variable) {
  return found.series.filter((row) => row.variable === variable);
}

function ends(found) {
  return [month(series(found, "adoption")[0].month), month(found.horizon)];
}

function table(rows) {
  return { columns: ["variable", "month", "mean", "q05", "q25", "q50", "q75", "q95"], rows: rows.map((r) => [r.variable, r.month, r.mean, r.q05, r.q25, r.q50, r.q75, r.q95]) };
}

/** What is known of the last median of a quantity, for the drawer; `name()` once its words are there. */
export function ofLast(name, rows, t) {
  const { q05, q50, q95 } = rows.at(-1);
  return () => ({ name: name(), value: percent(q50), unit: t("about.percent"), range: range(q05, q95), range_is: "members90", note: t("about.median") });
}

export function sharesCard(found, { t, both, titled = plainly }) {
  const panels = () => ["us", "cn", "own"].map((stack) => {
    const rows = series(found, `share_${stack}`);
    return { title: t(`stack.${stack}`), hue: stack, rows, about: ofLast(() => t("about.share", { place: both(found.name), stack: t(`stack.${stack}`), month: month(found.horizon) }), rows, t) };
  });
  const short = (w) => (w < 460 ? ["2025", "2027"] : ends(found));
  return h("div", { class: "card" }, figure({
    title: titled(t("country.shares")), caption: t("country.shares.caption"), name: `${found.entity}-shares`, source: t("views.model"), spec: drawnOf(found, "shares"),
    svg: fitted((width) => fans({ width, panels: panels(), today: found.as_of, ends: short(width), label: t("country.shares") })),
    reading: ["us", "cn", "own"].map((stack) => {
      const rows = series(found, `share_${stack}`);
      const last = rows.at(-1);
      return t("country.shares.reading", { stack: t(`stack.${stack}`), from: percent(rows[0].q50), to: percent(last.q50), low: percent(last.q05), high: percent(last.q95), horizon: month(found.horizon) });
    }).join(" "),
    data: () => table(found.series.filter((row) => row.variable.startsWith("share_"))),
  }));
}

/** `others`: answers of further economies that are to stand on the same scale. */
export function usersCard(found, { t, both, titled = plainly }, others = []) {
  const rows = series(found, "adoption");
  const values = [found, ...others].flatMap((one) => series(one, "adoption").flatMap((r) => [r.q95, r.q05]));
  const domain = [Math.max(0, Math.floor((Math.min(...values) - 0.05) * 5) / 5), Math.min(1, Math.ceil((Math.max(...values) + 0.02) * 5) / 5)];
  const marks = found.observed.filter((o) => o.indicator === "ai_user_share_working_age")
    .map((o) => {
      const outside = o.against === "above" || o.against === "below";
      const words = t(outside ? "country.users.surprise" : "country.users.point", { period: month(o.period_end), p: percent(o.value), source: found.sources.find((card) => card.id === o.source_id)?.publisher ?? o.source_id });
      return { month: o.period_end, value: o.value, outside, words };
    });
  return h("div", { class: "card" }, figure({
    title: titled(t("country.users")), caption: t("country.users.caption"), name: `${found.entity}-users`, source: t("views.model"), spec: drawnOf(found, "users"),
    svg: fitted((width) => fans({ width, panels: [{ hue: "ink", rows, points: marks.filter((m) => m.month >= rows[0].month.slice(0, 7)), about: ofLast(() => t("about.adoption", { place: both(found.name) }), rows, t) }], domain, today: found.as_of, ends: [month(rows[0].month), month(found.horizon)], label: t("country.users") })),
    reading: t("country.users.reading", { from: percent(rows[0].q50), to: percent(rows.at(-1).q50), low: percent(rows.at(-1).q05), high: percent(rows.at(-1).q95), horizon: month(found.horizon) }) + marks.map((m) => ` ${m.words}`).join(""),
    data: () => table(rows),
  }));
}

/** What is known of the odds of a side, for the drawer. */
export function ofSide(found, side, { t, both }) {
  return () => ({ name: t("about.side", { place: both(found.name), side: t(`side.${side}`) }), unit: t("about.in_100"), note: t("about.mc", { n: (200 * found.alignment_se[side]).toFixed(1) }) });
}

export function alignmentCard(found, context) {
  const { t, titled = plainly } = context;
  const shares = SIDES.map((side) => found.alignment[side]);
  const whole = points(shares);
  const text = (i) => (whole[i] === 0 && shares[i] > 0 ? "<1" : whole[i] === 100 && shares[i] < 1 ? ">99" : String(whole[i]));
  const draw = (width) => {
    let x = 0;
    const bars = SIDES.map((side, i) => {
      const size = shares[i] * width;
      const group = svg("g", null, svg("rect", { x, y: 0, width: Math.max(shares[i] > 0 ? 1.5 : 0, size - 1.5), height: 22, class: `f-${side}` }),
        size > 28 ? doorway(svg("text", { x: x + 7, y: 15.5, class: "label on" }, text(i)), ofSide(found, side, context), { second: true }) : null);
      x += size;
      return group;
    });
    return frame(svg, width, 22, t("country.alignment"), bars);
  };
  return h("div", { class: "card first" }, figure({
    title: titled(t("country.alignment", { month: month(found.horizon) })), caption: t("country.alignment.caption"), name: `${found.entity}-alignment`, source: t("views.model"),
    svg: h("div", null, fitted(draw), key(SIDES.map((side, i) => [side, [`${t(`side.short.${side}`)} `, door(text(i), ofSide(found, side, context))]]))),
    reading: t("country.alignment.reading", { list: SIDES.map((side, i) => `${t(`side.${side}`)} ${text(i)}`).join(t("views.semicolon")), flip: percent(found.flip.p), error: (found.flip.mc_se * 100).toFixed(1), months: found.flip.months }),
    data: () => ({ columns: ["side", "p", "mc_se"], rows: SIDES.map((side) => [side, found.alignment[side], found.alignment_se[side]]) }),
  }));
}

/** `others` as above: the same height of the axis. */
export function lossCard(found, { state, t, both, titled = plainly }, others = []) {
  const dependency = found.dependency;
  if (!dependency) return h("div", { class: "card" }, h("h2", null, t("country.loss")), h("p", { class: "note" }, t("country.loss.none")));
  const layers = dependency.layers.map((l) => t(`layer.${l}`)).join(t("views.and"));
  const least = Math.max(0.04, ...others.filter((one) => one.dependency).flatMap((one) => ["us", "cn"].flatMap((side) => one.dependency[side].loss_high)));
  const curves = ["us", "cn"].map((side) => ({ name: t(`country.loss.${side}`), hue: side, loss: dependency[side].loss_by_week, low: dependency[side].loss_low, high: dependency[side].loss_high, dashed: side === "cn" }));
  const told = (side) => t("country.loss.reading", { side: t(`supplier.${side}`), layers, four: percent(dependency[side].loss_by_week[4]), low: percent(dependency[side].loss_low[4]), high: percent(dependency[side].loss_high[4]), year: percent(dependency[side].loss_by_week[52]), half: Math.round(dependency[side].weeks_to_half), cost: money(dependency[side].supplier_cost_usd), risk: money(dependency[side].gdp_at_risk_usd) });
  return h("div", { class: "card" }, figure({
    title: titled(t("country.loss")), caption: t("country.loss.caption", { layers }), name: `${found.entity}-switchoff`, source: t("views.model"),
    svg: fitted((width) => lossCurves({ width, curves, least, label: t("country.loss") })), reading: `${told("us")} ${told("cn")}`,
    data: () => ({ columns: ["supplier", "week", "loss", "q10", "q90"], rows: ["us", "cn"].flatMap((s) => dependency[s].loss_by_week.map((v, week) => [s, week, v, dependency[s].loss_low[week], dependency[s].loss_high[week]])) }),
  }), h("p", { class: "note" }, parts("country.loss.cost", Object.fromEntries(["us", "cn"].map((side) => [side, door(money(dependency[side].supplier_cost_usd), () => ({ name: t("about.stop_cost", { place: both(found.name), side: t(`supplier.${side}`) }), unit: t("about.usd_year"), note: t("about.stress"), method: "m-model" }))])))),
  h("p", null, h("a", { class: "button", href: state.address({ ...state.get(), view: "deal", iso3: null, q: { country: found.entity }, bad: [] }), onclick: (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    state.set({ view: "deal", iso3: null, q: { country: found.entity } });
  } }, t("country.to_deal"))));
}
