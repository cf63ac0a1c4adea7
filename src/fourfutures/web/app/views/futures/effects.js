// Effects of single levers on both readings: those that a run lists, and what it leaves out, one quick answer each.

import { QUICK, fewer, quick } from "../../answers.js";
import { superseded } from "../../api.js";
import { STRICT } from "../../finding.js";

const ASKED = ["dials", "lens", "as_of"];

/**
 * Tell `show(effects)` the effects of levers under a setting as they come: `futures` on the reading at hand, `strict`
 * beside it, null where that is the same. `known` are those shown before; `current()` says whether they are still wanted, and
 * `now()` gives the state. What a run lists is asked for on the strict reading once the reader comes `near()` the levers: a
 * first load stays small.
 */
export async function fillEffects({ study, ids, levers, known, run, asked, now, near, current, show }) {
  const listed = run.lever_effects.map((effect) => ({ ...effect }));
  let effects = Object.keys(run.levers).length === 0 || known.length === 0 ? listed : known;
  show(effects);
  const same = () => ASKED.every((field) => now()[field] === asked[field]);
  for (const lever of levers) {
    for (const value of lever.range.filter((end) => end !== 0)) {
      const there = effects.find((e) => e.lever === lever.id && e.value === value);
      if (there && ("strict" in there || !near())) continue;
      if (!current()) return;
      try {
        const found = await quick(asked, { [lever.id]: value }, fewer(asked, study, QUICK), "effects", 0);
        if (!current() || !same()) return;
        const on = (reading) => Object.fromEntries(ids.map((id) => [id, found.futures[reading][id].change]));
        const own = there ?? { lever: lever.id, value, direction: value < 0 ? lever.direction.low : lever.direction.high, futures: on(found.reading) };
        effects = [...effects.filter((e) => e !== there), { ...own, strict: found.reading === STRICT ? null : on(STRICT) }];
        show(effects);
      } catch (error) {
        if (!superseded(error)) return;
      }
    }
  }
}
