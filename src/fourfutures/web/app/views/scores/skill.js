// Skill against each simple rival, with its interval; a claim is marked, and only where the interval leaves zero out.

import { h } from "../../dom.js";
import { door } from "../../door.js";
import { day } from "../../numbers.js";

export const RIVALS = ["persistence", "log_trend", "ar1_drift", "damped_ets", "own_expectation"];

export function percentSkill(x) {
  if (x === null || x === undefined || !Number.isFinite(x)) return null;
  const points = Math.round(x * 100);
  if (points < -999) return "< −999";
  return points > 0 ? `+${points}` : points < 0 ? `−${-points}` : "0";
}

export function skillTable(found, chosen, { t, both }, choose) {
  const of = (target, rest) => () => ({ kind: "scored", run: { members: found.members, seed: found.seed }, date: t("about.origins", { from: day(target.forecasts[0]?.origin), n: target.n, effective: target.n_effective }), sources: target.sources, method: "m-seen", ...rest() });
  const cell = (target, name) => {
    const rival = target.baselines[name] ?? target.rivals[name];
    if (!rival) return h("td", { class: "n muted" }, t("scores.not_run"));
    const skill = percentSkill(rival.skill);
    if (skill === null) return h("td", { class: "n muted" }, t("scores.not_run"));
    const [low, high] = [percentSkill(rival.skill_low), percentSkill(rival.skill_high)];
    return h("td", { class: "n" }, h(rival.claim === "none" ? "span" : "strong", null, door(skill, of(target, () => ({ name: t("about.skill", { target: both(target.name), rival: t(`scores.rival.${name}`) }), unit: t("about.percent"), range: low === null ? null : `${low} ${t("views.to")} ${high}`, range_is: "scored" })))), rival.claim === "none" ? null : h("span", { class: "tag claim" }, t(`scores.claim.${rival.claim}`)), h("br"),
      h("span", { class: "small muted nowrap" }, low === null ? t("scores.no_interval") : `${low} ${t("views.to")} ${high}`));
  };
  const row = (target) => h("tr", { class: target === chosen ? "lit" : null },
    h("th", { scope: "row" }, h("button", { type: "button", class: "plain", "aria-pressed": String(target === chosen), onclick: () => choose(target === chosen ? null : target.target) }, both(target.name))),
    RIVALS.map((rival) => cell(target, rival)),
    h("td", { class: "n" }, String(target.n), h("br"), h("span", { class: "small muted nowrap" }, t("scores.effective", { n: target.n_effective }))),
    h("td", { class: "n" }, door(String(Math.round(target.coverage["80"] * 100)), of(target, () => ({ name: t("about.held", { target: both(target.name) }), unit: t("about.percent") })))));
  return h("div", { class: "scroller tall", tabindex: "0", role: "region", "aria-label": t("scores.skill") }, h("table", { class: "table skill" },
    h("thead", null, h("tr", null, h("th", { scope: "col" }, t("scores.target")), RIVALS.map((r) => h("th", { scope: "col", class: "n" }, t(`scores.rival.${r}`))), h("th", { scope: "col", class: "n" }, t("scores.count")), h("th", { scope: "col", class: "n" }, t("scores.held")))),
    h("tbody", null, found.targets.map(row))));
}
