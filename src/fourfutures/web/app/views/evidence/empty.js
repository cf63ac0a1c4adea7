// An empty desk: how it is filled, and what holds for every item.

import { h } from "../../dom.js";
import { both, t } from "../../words.js";

export function emptyDesk({ state, desk, intake }) {
  const step = (words, code) => h("li", null, h("p", null, words), code ? h("pre", { tabindex: "0", role: "region", "aria-label": t("evidence.code") }, h("code", null, code)) : null);
  return [
    h("div", { class: "card" }, h("h2", null, t("evidence.none")), h("p", null, t("evidence.none.what")),
      desk.writes ? intake.element : h("p", { class: "note" }, t("evidence.read_only", { why: both(desk.why) })),
      h("ol", { class: "steps" }, step(t("evidence.step.add"), "fourfutures evidence add news/ report.html feed.xml"), step(t("evidence.step.review")), step(t("evidence.step.look")))),
    h("div", { class: "card" }, h("h2", null, t("evidence.rules")), h("ul", { class: "rules" }, ["accepted", "capped", "cluster", "expires", "undo"].map((rule) => h("li", null, t(`evidence.rule.${rule}`)))),
      h("p", null, h("a", { href: state.address({ ...state.get(), view: "why", q: {}, bad: [] }) }, t("evidence.to_why")))),
  ];
}
