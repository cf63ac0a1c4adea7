// Whose proposal an item is, where a language model had a part in it, and why its source is graded so.

import { h } from "../../dom.js";
import { both, t } from "../../words.js";

/** A tag for a heading or a row; null for what the rules alone proposed, and for a model's once somebody has decided on it. */
export function modelTag(item) {
  if (!item.model || (item.status !== "proposed" && item.status !== "waiting")) return null;
  return [" ", h("span", { class: "tag" }, t(item.proposed_by.includes("rules") ? "evidence.by_both" : "evidence.by_model"))];
}

/** The grade of an item's source and the reason for it. */
export function graded({ grade, grade_reason: why }) {
  return why ? t(why.judgement ? "evidence.judged" : "evidence.graded", { grade, reason: both(why) }) : grade;
}

/** Who proposed an item, and how a model read it: pairs of a field and its value. */
export function proposer(item) {
  if (!item.model) return [];
  const { quote, actor, direction, strength } = item.model;
  const read = [actor, t(`evidence.direction.${direction}`), `${t("evidence.field.strength")} ${t("evidence.of_three", { n: strength })}`].join(" · ");
  return [
    ["proposer", t(`evidence.proposer.${item.proposed_by.includes("rules") ? "both" : "model"}`, item.model)],
    ["model", [h("q", { lang: item.lang === "zh" ? "zh-Hans" : item.lang }, quote), ` ${read}`]],
  ];
}

/** The words for a confidence: a model's own is said to be so. */
export function confidence(item) {
  return item.proposed_by.includes("rules") || !item.model ? "evidence.in_100" : "evidence.in_100_model";
}
