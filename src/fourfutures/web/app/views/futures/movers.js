// The two items that moved the future in focus most.

import { h, put } from "../../dom.js";
import { door } from "../../door.js";
import { futureName } from "../../finding.js";
import { day, signed } from "../../numbers.js";
import { both, t } from "../../words.js";

const SHOWN = 2;

/** Put what moved the odds of a run into its section; `link` gives the address of the place with all items, and goes there. */
export function drawMovers(section, study, run, focus, link) {
  const top = [...run.movers].sort((a, b) => Math.abs(b.delta[focus]) - Math.abs(a.delta[focus])).slice(0, SHOWN);
  put(section, h("h2", { id: "movers-title" }, t("movers.title", { future: futureName(study, focus) })),
    top.length === 0 ? h("p", { class: "caption" }, t("movers.none")) : h("ul", null, top.map((mover) => h("li", null,
      h("b", { class: `move text-${focus}` }, door(t("movers.points", { n: signed(mover.delta[focus]) }), ofMover(mover, study, focus, run))),
      h("span", null, both(mover.name), h("br"), h("span", { class: "caption" }, day(mover.date), told(run.sources[mover.source_id])))))),
    h("p", { class: "caption" }, h("a", link, t("movers.all"))));
}

function ofMover(mover, study, id, run) {
  return () => ({ name: t("about.mover", { item: both(mover.name), future: futureName(study, id) }), value: signed(mover.delta[id], 1), unit: t("about.points"), sources: [run.sources[mover.source_id]], date: day(mover.date), run, method: "m-seen" });
}

function told(card) {
  if (!card) return "";
  return [" · ", card.url ? h("a", { href: card.url, rel: "noreferrer", target: "_blank" }, card.publisher || card.title) : card.publisher, card.grade ? ` · ${card.grade}` : ""];
}
