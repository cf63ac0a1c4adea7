// The two items that moved the future in focus most.

import { h, put } from "../../dom.js";
import { futureName } from "../../finding.js";
import { day, signed } from "../../numbers.js";
import { both, t } from "../../words.js";

const SHOWN = 2;

/** Put what moved the odds of a run into its section; `link` gives the address of the place with all items, and goes there. */
export function drawMovers(section, study, run, focus, link) {
  const top = [...run.movers].sort((a, b) => Math.abs(b.delta[focus]) - Math.abs(a.delta[focus])).slice(0, SHOWN);
  put(section, h("h2", { id: "movers-title" }, t("movers.title", { future: futureName(study, focus) })),
    top.length === 0 ? h("p", { class: "caption" }, t("movers.none")) : h("ul", null, top.map((mover) => h("li", null,
      h("b", { class: `move text-${focus}` }, t("movers.points", { n: signed(mover.delta[focus]) })),
      h("span", null, both(mover.name), h("br"), h("span", { class: "caption" }, day(mover.date), told(run.sources[mover.source_id])))))),
    h("p", { class: "caption" }, h("a", link, t("movers.all"))));
}

function told(card) {
  if (!card) return "";
  return [" · ", card.url ? h("a", { href: card.url, rel: "noreferrer", target: "_blank" }, card.publisher || card.title) : card.publisher, card.grade ? ` · ${card.grade}` : ""];
}
