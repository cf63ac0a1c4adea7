// What the pages of countries and deals ask for: the setting of the page at a size that answers in seconds.

import { question } from "../../state.js";

export const QUICK = 2000; // members where the reader has chosen no number

export function members(state) {
  return state.members ?? QUICK;
}

/** Parameters of a GET that is read off a run, levers of the setting included. */
export function looked(state) {
  return { ...question(state), members: members(state), lever: Object.entries(state.levers).map(([lever, value]) => `${lever}=${value}`) };
}

/** Fields of a POST about a deal or a test of supply, which know neither dials nor levers. */
export function weighed(state) {
  const asked = { members: members(state) };
  if (state.lens !== "neutral") asked.lens = state.lens;
  if (state.as_of) asked.as_of = state.as_of;
  if (state.seed !== null) asked.seed = state.seed;
  return asked;
}

/** What of the setting matters to a view, as text: the same text, the same answer. */
export function part(state, ...names) {
  return JSON.stringify(names.map((name) => state[name]));
}
