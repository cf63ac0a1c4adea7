// What an item does to the odds: those of a run with it and without it, before anybody decides.

import { superseded } from "../../api.js";
import { h, put, svg } from "../../dom.js";
import { day, plain, signed } from "../../numbers.js";
import { question } from "../../state.js";
import { busy, trouble } from "../../trouble.js";
import { both, t } from "../../words.js";
import { futureNames } from "../marks/futures.js";
import { FUTURES, glyph } from "../marks/glyph.js";
import { beside, on } from "./readings.js";

const WIDE = 84; // of a bar that stands for certainty

/** The part of the card with the button that asks; nothing is decided by it. */
export function effectPart({ api, study, item, terms }) {
  const box = h("div", { class: "effect-told", role: "status" });
  const names = futureNames(study);
  const tenth = (p) => (p * 100).toFixed(1);
  const button = h("button", { type: "button", id: "ev-preview", onclick: ask }, t(item.status === "accepted" ? "evidence.effect_now" : "evidence.preview"));
  if (item.status === "split") return null;
  return h("div", null, h("div", { class: "toolbar" }, button), box);

  async function ask() {
    const asked = { ...terms.body(), ...question() };
    delete asked.no_evidence; // it is always laid beside the evidence that counts
    const done = busy(t("evidence.previewing"));
    button.disabled = true;
    try {
      put(box, table(await api.post("evidence/preview", asked)));
    } catch (error) {
      if (!superseded(error)) put(box, trouble(error, ask));
    } finally {
      button.disabled = false;
      done();
    }
  }

  function table(found) {
    const { reading } = found;
    const other = beside(reading);
    const size = found.item.likelihood_ratio;
    const notes = [Number.isFinite(size) ? t("evidence.ratio_met", { ratio: plain(size, 3) }) : null, found.counts ? null : t("evidence.counts_not", { day: day(found.as_of) }), found.held.cluster ? t("evidence.held.cluster") : null, found.held.total ? t("evidence.held.total") : null].filter(Boolean);
    return [
      h("table", { class: "table effects" }, h("caption", { class: "caption" }, t("evidence.effect", { day: day(found.as_of), n: found.members.toLocaleString("en") })),
        h("thead", null, h("tr", null, ["future", "without", "with", "change", "range"].map((name, i) => h("th", { scope: "col", class: i ? `n ${name}` : null }, t(`evidence.column.${name}`))), h("th", { scope: "col", class: "n" }, on(other, "change")))),
        h("tbody", null, FUTURES.map((id) => {
          const change = found.change[reading][id];
          const [before, after] = [found.before[reading][id], found.after[reading][id]];
          return h("tr", null, h("th", { scope: "row" }, glyph(id), both(names[id]), bars(id, before, after)), h("td", { class: "n" }, tenth(before)), h("td", { class: "n" }, tenth(after)),
            h("td", { class: "n" }, h("b", null, signed(change.p, 1))), h("td", { class: "n range" }, t("evidence.span", { low: signed(change.low, 1), high: signed(change.high, 1) })), h("td", { class: "n" }, signed(found.change[other][id].p, 1)));
        }))),
      notes.map((note) => h("p", { class: "note" }, note)),
    ];
  }
}

/** Two small bars: hollow without the item, solid with it; the numbers stand beside them. */
function bars(id, before, after) {
  return svg("svg", { viewBox: `0 0 ${WIDE + 2} 14`, width: WIDE + 2, height: 14, class: "before-after", "aria-hidden": "true", focusable: "false" },
    svg("rect", { x: 1, y: 1, width: Math.max(0.5, before * WIDE), height: 4, class: "hollow s-ink" }),
    svg("rect", { x: 1, y: 8, width: Math.max(0.5, after * WIDE), height: 5, class: `f-${id}` }));
}
