// What the Futures place asks the server: quick answers while a lever moves, whole runs once it rests.

import * as api from "./api.js";
import { question } from "./state.js";

export const QUICK = 2000;
export const FULL = 10000;
const DOTS = 2000;
const held = new Map();
const HELD = 24;

/** The members that a setting asks for, no more than stand ready for quick answers. */
export function fewer(state, study, most) {
  return Math.min(most, state.members ?? study.members);
}

/** A quick answer to levers, with dots for the map. Those without levers, or pinned, are kept. */
export async function quick(state, levers, members, kind = "live", dots = DOTS) {
  const body = { ...question(state), members, dots: Math.min(dots, members), levers };
  const key = JSON.stringify(body);
  if (held.has(key)) return held.get(key);
  const answer = await api.post("live", body, { kind });
  if (Object.keys(levers).length === 0 || ["base", "ready"].includes(kind)) keep(key, answer);
  return answer;
}

/** The member behind a dot of a quick answer: its way and what it drew. */
export function behind(state, levers, members, dot) {
  return api.post("live/member", { ...question(state), members, dots: Math.min(DOTS, members), levers, dot });
}

/** The members of a quick answer that end in a region, `{compute: [from, to], adoption: [from, to]}` in logs. */
export function region(state, levers, members, box) {
  return api.post("live/region", { ...question(state), members, levers, ...box });
}

/** Published figures beside what members say of them. */
export async function published(state, members) {
  const body = { ...question(state), members };
  const key = `published ${JSON.stringify(body)}`;
  if (!held.has(key)) keep(key, await api.post("live/published", body, { kind: "published" }));
  return held.get(key);
}

/** A run with ranges, movers and an id. */
export function whole(state, levers, kind = "run") {
  return api.post("run", { ...question(state), levers }, { kind });
}

/** The odds as they looked on past days, from a smaller pool: lines for the eye. */
export function past(state, study) {
  const asked = { ...question(state), members: fewer(state, study, QUICK) };
  delete asked.as_of;
  return api.get("history", asked);
}

/** Let go of what is kept: what every answer counts has changed. */
export function forget() {
  held.clear();
}

function keep(key, answer) {
  held.set(key, answer);
  if (held.size > HELD) held.delete(held.keys().next().value);
}
