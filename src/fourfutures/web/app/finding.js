// The answer in a sentence, made from the numbers that are shown.

import { day, month, percent, range, signed } from "./numbers.js";
import { both, t } from "./words.js";

export const STRICT = "strict";

export function futureName(study, id) {
  return both(id === "contested" ? study.frame.contested.name : study.frame.futures.find((f) => f.id === id)?.name);
}

/** The word for a probability, chosen from the number before it is rounded. */
export function word(study, p) {
  return both([...study.frame.words].reverse().find((w) => p >= w.from));
}

export function likeliest(futures) {
  return Object.entries(futures).reduce((best, one) => (one[1].p > best[1].p ? one : best));
}

function spread(part) {
  return part.low === undefined || part.low === null ? "" : t("finding.range", { range: range(part.low, part.high) });
}

function leads(study, id) {
  return id === "contested" ? t("finding.nobody") : futureName(study, id);
}

/** Title and deck of a setting by itself. */
export function level(study, futures, reading) {
  const [id, part] = likeliest(futures[reading]);
  const [otherId, other] = likeliest(futures[STRICT]);
  const title = t("finding.level", { what: leads(study, id), month: month(study.horizon), p: percent(part.p), range: spread(part), word: word(study, part.p) });
  if (reading === STRICT) return { title, deck: t("finding.deck_strict") };
  const deck = t(otherId === id ? "finding.deck_same" : "finding.deck_other", { future: leads(study, otherId), p: percent(other.p), range: spread(other) });
  return { title, deck };
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

/** Title and deck of a difference: what the setting changes for one future. `from` are odds by reading, of A. */
export function difference(study, { setting, focus, futures, from, reading, paired }) {
  const delta = futures[reading][focus].p - from[reading][focus].p;
  const strict = futures[STRICT][focus].p - from[STRICT][focus].p;
  const change = paired ? futures[reading][focus].change : null;
  const interval = change ? t("finding.paired", { low: signed(change.low), high: signed(change.high) }) : "";
  const small = Math.abs(delta) < 0.005;
  const key = small ? "finding.small" : delta > 0 ? "finding.up" : "finding.down";
  const params = { setting, future: futureName(study, focus), n: percent(Math.abs(delta)), p: percent(futures[reading][focus].p), interval };
  const deltas = Object.keys(futures[reading]).filter((id) => id !== focus).map((id) => [id, futures[reading][id].p - from[reading][id].p]);
  const [into, most] = deltas.reduce((best, one) => (Math.sign(one[1]) === -Math.sign(delta) && Math.abs(one[1]) > Math.abs(best[1]) ? one : best), [null, 0]);
  const parts = [t("finding.same_draws"), t("finding.strict_moves", { n: signed(strict) })];
  if (!small && into) parts.push(t(delta < 0 ? "finding.feeds" : "finding.takes", { future: futureName(study, into), n: signed(most) }));
  return { title: t(key, params), deck: parts.join(t("finding.join")) };
}

/** The map and the odds read aloud. */
export function reading(study, futures, name, path) {
  const parts = study.frame.ids.map((id) => t("reading.one", { future: futureName(study, id), p: percent(futures[name][id].p), range: spread(futures[name][id]) }));
  const strict = study.frame.ids.map((id) => t("reading.one", { future: futureName(study, id), p: percent(futures[STRICT][id].p), range: spread(futures[STRICT][id]) }));
  const [first, last] = [path[0], path.at(-1)];
  const moved = last.compute.q50 - first.compute.q50;
  return [
    t("reading.odds", { month: month(study.horizon), list: parts.join(t("reading.join")) }),
    name === STRICT ? "" : t("reading.strict", { list: strict.join(t("reading.join")) }),
    t(moved < -0.1 ? "reading.left" : moved > 0.1 ? "reading.right" : "reading.still", { month: month(first.month) }),
  ].filter(Boolean).join(t("reading.stop"));
}

export { day };
