// A full year as a waterfall that closes, and each party's money year by year.

import { h, svg } from "../../dom.js";
import { doorway } from "../../door.js";
import { figure } from "../../figure.js";
import { money } from "../../numbers.js";
import { fitted, frame } from "../marks/fitted.js";
import { linear, ticks } from "../marks/scale.js";

export const PARTIES = ["partner_firms", "partner_government", "us_economy", "us_government", "third_party", "world", "provider"];
const CLOSES = 1e-6;

/** The hue of a party: the partner's own, the side of the stack, grey for others. */
export function hue(party, stack) {
  if (party.startsWith("partner")) return "own";
  if (party === "third_party" || party === "world") return "mixed";
  return party === "provider" && stack === "own" ? "own" : stack === "cn" ? "cn" : "us";
}

/** Millions of dollars as a tick in a unit that suits the largest. */
function unitOf(most, t) {
  return most >= 1000 ? { size: 1000, words: t("deal.bn") } : { size: 1, words: t("deal.m") };
}

export function minus(x) {
  return String(x).replace("-", "−");
}

function letters(text) {
  return [...text].reduce((sum, c) => sum + (c.charCodeAt(0) > 255 ? 13 : 6.9), 0);
}

export function nameWidth(names, width) {
  return Math.min(Math.max(...names.map(letters)) + 10, width * 0.44);
}

/** A name that breaks in two where it is too long. */
export function nameText(words, x, y, room, attrs = {}) {
  if (letters(words) <= room) return svg("text", { x, y, class: "label plain", ...attrs }, words);
  const parts = words.includes(" ") ? words.split(" ") : [...words];
  const glue = words.includes(" ") ? " " : "";
  let first = "";
  while (parts.length && letters(first + glue + parts[0]) <= room) first += (first ? glue : "") + parts.shift();
  return svg("text", { x, y: y - 7, class: "label plain", ...attrs }, svg("tspan", { x, dy: 0 }, first), svg("tspan", { x, dy: 14 }, parts.join(glue)));
}

export function yearCard(deal, { t, both }, spec) {
  if (deal.closure_error > CLOSES) return h("div", { class: "card" }, h("h2", null, t("deal.year")), h("p", { class: "error" }, t("deal.year.open", { error: deal.closure_error.toExponential(1) })));
  const totals = deal.full_year.totals;
  const there = PARTIES.filter((party) => Math.abs(totals[party]) > 0.005);
  const created = deal.full_year.created;
  if (there.length === 0) return h("div", { class: "card" }, h("h2", null, t("deal.year")), h("p", { class: "note" }, t("deal.year.none")));
  const tall = 29;
  const number = (who, worth, size, at) => doorway(svg("text", { ...at, class: "label" }, told(worth, size)), () => ({
    name: t("about.full_year", { who, offer: both(deal.offer.name), country: both(deal.country.name) }), value: money(worth * 1e6), unit: t("about.usd_year"), run: { members: deal.members, seed: deal.seed, as_of: deal.as_of }, note: t("about.full_year_note"),
  }), { label: `${who}: ${told(worth, size)}` });
  const draw = (width) => {
    const names = [...there.map((p) => t(`party.${p}`)), t("deal.created")];
    const left = nameWidth(names, width);
    const ends = [0];
    for (const party of there) ends.push(ends.at(-1) + totals[party]);
    const [low, high] = [Math.min(0, ...ends, created), Math.max(0, ...ends, created)];
    const { size } = unitOf(Math.max(high, -low), t);
    const x = linear([low, high], [left + 8, width - 52]);
    const height = (there.length + 1) * tall + 26;
    return frame(svg, width, height, { label: t("deal.year"), pressed: true },
      ticks(low, high, 4).map((m) => [svg("line", { x1: x(m), x2: x(m), y1: 0, y2: height - 22, class: m === 0 ? "axis" : "grid" }), svg("text", { x: x(m), y: height - 6, class: "tick mid" }, minus(Number((m / size).toPrecision(3))))]),
      there.map((party, i) => {
        const y = i * tall + 4;
        const [a, b] = [x(ends[i]), x(ends[i + 1])];
        return [nameText(t(`party.${party}`), 0, y + 15, left), svg("rect", { x: Math.min(a, b), y, width: Math.max(1, Math.abs(b - a)), height: 19, class: `f-${hue(party, deal.offer.stack)}` }),
          svg("line", { x1: b, x2: b, y1: y + 19, y2: y + tall, class: "link" }), number(t(`party.${party}`), totals[party], size, { x: Math.max(a, b) + 6, y: y + 14 })];
      }),
      svg("text", { x: 0, y: there.length * tall + 19, class: "label" }, t("deal.created")),
      svg("rect", { x: Math.min(x(0), x(created)), y: there.length * tall + 4, width: Math.abs(x(created) - x(0)), height: 19, class: "total" }),
      number(t("deal.created"), created, size, { x: Math.max(x(0), x(created)) + 6, y: there.length * tall + 18 }));
  };
  const { words } = unitOf(Math.abs(created), t);
  return h("div", { class: "card" }, figure({
    title: t("deal.year"), caption: t("deal.year.caption", { unit: words }), name: "deal-year", source: t("views.model"), svg: fitted(draw), spec,
    reading: `${there.map((p) => `${t(`party.${p}`)} ${money(totals[p] * 1e6)}`).join(t("views.semicolon"))}${t("views.stop")} ${t("deal.created")} ${money(created * 1e6)}${t("views.stop")}`,
    data: () => ({ columns: ["entry", ...PARTIES], rows: [...Object.entries(deal.full_year.lines).map(([line, by]) => [line, ...PARTIES.map((p) => by[p])]), ["total", ...PARTIES.map((p) => totals[p])]] }),
  }));
}

function told(x, size) {
  const y = x / size;
  return minus(Math.abs(y) >= 100 ? Math.round(y).toLocaleString("en") : y.toFixed(size === 1000 || Math.abs(y) < 10 ? 1 : 0));
}

/** Each party by year from signing: mean and 90 % interval, one scale. */
export function yearsCard(deal, { t }) {
  const there = PARTIES.filter((party) => deal.parties[party].annual.some((v) => Math.abs(v) > 0.005));
  if (there.length === 0) return null;
  const draw = (width) => {
    const columns = width < 420 ? 1 : width < 700 ? 2 : 3;
    const each = (width - 34 - (columns - 1) * 16) / columns;
    const high = Math.max(0, ...there.flatMap((p) => deal.parties[p].annual_q95));
    const low = Math.min(0, ...there.flatMap((p) => deal.parties[p].annual_q05));
    const { size } = unitOf(Math.max(high, -low), t);
    const tall = 118;
    const rows = Math.ceil(there.length / columns);
    return frame(svg, width, rows * tall, t("deal.years"), there.map((party, i) => {
      const [col, row] = [i % columns, Math.floor(i / columns)];
      const from = 34 + col * (each + 16);
      const y = linear([low, high], [row * tall + tall - 20, row * tall + 24]);
      const years = deal.parties[party].annual;
      const step = each / years.length;
      return svg("g", null,
        svg("text", { x: from, y: row * tall + 14, class: "label plain" }, t(`party.${party}`)),
        ticks(low, high, 4).map((m) => [svg("line", { x1: from, x2: from + each, y1: y(m), y2: y(m), class: m === 0 ? "axis" : "grid" }), col === 0 ? svg("text", { x: 29, y: y(m) + 4, class: "tick end" }, minus(Number((m / size).toPrecision(3)))) : null]),
        years.map((v, k) => [svg("rect", { x: from + k * step + 2, y: Math.min(y(0), y(v)), width: Math.max(2, step - 4), height: Math.max(0.5, Math.abs(y(v) - y(0))), class: `f-${hue(party, deal.offer.stack)}`, "fill-opacity": 0.85 }),
          svg("path", { d: `M${from + (k + 0.5) * step} ${y(deal.parties[party].annual_q05[k])}V${y(deal.parties[party].annual_q95[k])}`, class: "whisker thin" })]),
        svg("text", { x: from + step / 2, y: row * tall + tall - 6, class: "tick mid" }, "1"), svg("text", { x: from + each - step / 2, y: row * tall + tall - 6, class: "tick mid" }, String(years.length)));
    }));
  };
  const most = Math.max(...there.flatMap((p) => deal.parties[p].annual_q95.map(Math.abs)));
  return h("div", { class: "card" }, figure({
    title: t("deal.years"), caption: t("deal.years.caption", { unit: unitOf(most, t).words }), name: "deal-by-year", source: t("views.model"), svg: fitted(draw),
    reading: there.map((p) => t("deal.years.reading", { party: t(`party.${p}`), first: money(deal.parties[p].annual[0] * 1e6), last: money(deal.parties[p].annual.at(-1) * 1e6) })).join(" "),
    data: () => ({ columns: ["party", "year", "mean", "q05", "q95"], rows: there.flatMap((p) => deal.parties[p].annual.map((v, k) => [p, k + 1, v, deal.parties[p].annual_q05[k], deal.parties[p].annual_q95[k]])) }),
  }));
}
