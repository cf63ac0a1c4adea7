// The answer in a sentence, made from the numbers that are shown.

import { door } from "./door.js";
import { h } from "./dom.js";
import { day, month, percent, range, signed } from "./numbers.js";
import { both, parts, t } from "./words.js";

export const STRICT = "strict";
const SPAN = 2; // words from one end of a range to the other: three words are too many for one

export function futureName(study, id) {
  return both(id === "contested" ? study.frame.contested.name : study.frame.futures.find((f) => f.id === id)?.name);
}

/**
 * The word for odds {p, low, high}, chosen from the number before it is rounded; where the range spans three words or more, no
 * word but that it is wide, as in briefs.
 */
export function word(study, { p, low, high }) {
  const band = (x) => study.frame.words.findLastIndex((w) => x >= w.from);
  const known = low !== undefined && low !== null;
  return known && band(high) - band(low) >= SPAN ? t("odds.wide") : both(study.frame.words[band(p)]);
}

export function likeliest(futures) {
  return Object.entries(futures).reduce((best, one) => (one[1].p > best[1].p ? one : best));
}

function spread(part) {
  return part.low === undefined || part.low === null ? "" : t("finding.range", { range: range(part.low, part.high) });
}

/** What is known of the odds of a future on a reading, for the drawer. */
export function ofOdds(study, id, reading, part) {
  return () => ({
    name: t("about.odds", { future: futureName(study, id), reading: both(study.frame.presets[reading]?.name), month: month(study.horizon) }),
    value: percent(part.p), unit: t("about.in_100"), method: "m-survives",
    range: spread(part) ? range(part.low, part.high) : null, range_is: "priors",
    note: part.mc_se ? t("about.mc", { n: (200 * part.mc_se).toFixed(1) }) : null,
  });
}

/** Odds with their range, as elements that open the drawer. */
function opened(study, id, reading, part) {
  const about = ofOdds(study, id, reading, part);
  return { p: door(percent(part.p), about), range: spread(part) ? door(spread(part), about, { second: true }) : "" };
}

/** Title and deck as elements that can be shown, and as text that can be said. */
function told(title, deck) {
  const text = (said) => h("span", null, said).textContent;
  return { title: text(title), deck: text(deck), shown: { title, deck } };
}

function leads(study, id) {
  return id === "contested" ? t("finding.nobody") : futureName(study, id);
}

/** Title and deck of a setting by itself. */
export function level(study, futures, reading) {
  const [id, part] = likeliest(futures[reading]);
  const [otherId, other] = likeliest(futures[STRICT]);
  const title = parts("finding.level", { what: leads(study, id), month: month(study.horizon), ...opened(study, id, reading, part), word: word(study, part) });
  if (reading === STRICT) return told(title, [t("finding.deck_strict")]);
  return told(title, parts(otherId === id ? "finding.deck_same" : "finding.deck_other", { future: leads(study, otherId), ...opened(study, otherId, STRICT, other) }));
}

/** A setting of levers in words: its one lever, or how many. */
export function named(study, levers, lookup) {
  const keys = Object.keys(levers);
  if (keys.length === 0) return t("setting.today");
  if (keys.length > 1) return t("finding.many", { n: keys.length });
  const [key] = keys;
  const [name] = key.split(/[.@]/);
  const lever = lookup[name];
  const value = levers[key];
  if (!lever) return key;
  const way = both(value < 0 ? lever.direction.low : lever.direction.high);
  return value === 0 ? t("finding.still", { lever: both(lever.name) }) : t("finding.lever", { lever: both(lever.name), way, value: String(value).replace("-", "−") });
}

/** What is known of a change of odds, for the drawer. `change`: {p, low, high} of members with and without, if they are paired. */
export function ofChange(study, id, { value, change = null, name = "about.change", note = null, run = undefined }) {
  return () => ({
    name: t(name, { future: futureName(study, id) }), value, unit: t("about.points"), method: "m-priors", note, run,
    range: change ? t("about.between", { low: signed(change.low), high: signed(change.high) }) : null, range_is: "paired",
  });
}

/** Title and deck of a difference: what the setting changes for one future. `from` are odds by reading, of A. */
export function difference(study, { setting, focus, futures, from, reading, paired }) {
  const delta = futures[reading][focus].p - from[reading][focus].p;
  const strict = futures[STRICT][focus].p - from[STRICT][focus].p;
  const change = paired ? futures[reading][focus].change : null;
  const interval = change ? t("finding.paired", { low: signed(change.low), high: signed(change.high) }) : "";
  const small = Math.abs(delta) < 0.005;
  const key = small ? "finding.small" : delta > 0 ? "finding.up" : "finding.down";
  const moved = (id, value, of = null) => door(value, ofChange(study, id, { value: signed(of ?? delta), change: id === focus && of === null ? change : null }));
  const params = { setting, future: futureName(study, focus), n: moved(focus, percent(Math.abs(delta))), p: opened(study, focus, reading, futures[reading][focus]).p, interval };
  const deltas = Object.keys(futures[reading]).filter((id) => id !== focus).map((id) => [id, futures[reading][id].p - from[reading][id].p]);
  const [into, most] = deltas.reduce((best, one) => (Math.sign(one[1]) === -Math.sign(delta) && Math.abs(one[1]) > Math.abs(best[1]) ? one : best), [null, 0]);
  const deck = [t("finding.same_draws"), t("finding.join"), parts("finding.strict_moves", { n: moved(focus, signed(strict), strict) })];
  if (!small && into) deck.push(t("finding.join"), parts(delta < 0 ? "finding.feeds" : "finding.takes", { future: futureName(study, into), n: moved(into, signed(most), most) }));
  return told(parts(key, params), deck);
}

/** The map and the odds read aloud. */
export function reading(study, futures, name, path) {
  const own = study.frame.ids.map((id) => t("reading.one", { future: futureName(study, id), p: percent(futures[name][id].p), range: spread(futures[name][id]) }));
  const strict = study.frame.ids.map((id) => t("reading.one", { future: futureName(study, id), p: percent(futures[STRICT][id].p), range: spread(futures[STRICT][id]) }));
  const [first, last] = [path[0], path.at(-1)];
  const moved = last.compute.q50 - first.compute.q50;
  return [
    t("reading.odds", { month: month(study.horizon), list: own.join(t("reading.join")) }),
    name === STRICT ? "" : t("reading.strict", { list: strict.join(t("reading.join")) }),
    t(moved < -0.1 ? "reading.left" : moved > 0.1 ? "reading.right" : "reading.still", { month: month(first.month) }),
  ].filter(Boolean).join(t("reading.stop"));
}

export { day };
