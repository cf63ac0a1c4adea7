// When a place of this folder asks again: the setting that its numbers rest on has changed.

import { get } from "../../state.js";
import { ofAnswer } from "../../specs.js";
import { looked, part } from "../marks/asked.js";

const SETTING = ["as_of", "lens", "dials", "levers", "evidence", "members", "seed"];

/** Load a screen, and again whenever the setting changes, or one of `more` of the state; what a place gives back. */
export function asking(page, state, ...more) {
  const wanted = (now) => part(now, ...SETTING, ...more);
  let last = wanted(state.get());
  page.load();
  return {
    update(now) {
      if (wanted(now) === last) return;
      last = wanted(now);
      page.load();
    },
    unmount: page.unmount,
  };
}

/** What asks for the specification of a figure of an economy's page, for the setting that the page was drawn with. */
export function drawnOf(found, name) {
  const setting = looked(get());
  return () => ofAnswer(`country/${encodeURIComponent(found.entity)}`, setting, name);
}
