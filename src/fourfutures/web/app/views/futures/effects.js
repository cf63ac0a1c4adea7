// Effects of single levers: those that a run lists, then those it leaves out, one quick answer each.

import { QUICK, fewer, quick } from "../../answers.js";
import { superseded } from "../../api.js";

const ASKED = ["dials", "lens", "as_of"];

/**
 * Tell `show(effects)` the effects of levers under a setting as they come. `known` are those shown before; `current()` says
 * whether they are still wanted, and `now()` gives the state.
 */
export async function fillEffects({ study, ids, levers, known, run, asked, now, current, show }) {
  const listed = run.lever_effects.map((effect) => ({ ...effect }));
  let effects = Object.keys(run.levers).length === 0 || known.length === 0 ? listed : known;
  show(effects);
  const same = () => ASKED.every((field) => now()[field] === asked[field]);
  for (const lever of levers) {
    for (const value of lever.range.filter((end) => end !== 0)) {
      if (effects.some((e) => e.lever === lever.id && e.value === value)) continue;
      if (!current()) return;
      try {
        const found = await quick(asked, { [lever.id]: value }, fewer(asked, study, QUICK), "effects", 0);
        if (!current() || !same()) return;
        const futures = found.futures[found.reading];
        effects = [...effects, { lever: lever.id, value, direction: value < 0 ? lever.direction.low : lever.direction.high, futures: Object.fromEntries(ids.map((id) => [id, futures[id].change])) }];
        show(effects);
      } catch (error) {
        if (!superseded(error)) return;
      }
    }
  }
}
