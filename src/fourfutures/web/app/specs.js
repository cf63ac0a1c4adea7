// Where the specification of a figure is asked for: of a run's chart, or of the answer that a place was drawn from.

import { get, post } from "./api.js";
import { language } from "./words.js";

/** The chart of a run as its brief draws it. */
export function ofRun(run, chart) {
  return get(`chart/${run}/${chart}`, { lang: language() });
}

/** A figure of the answer to a GET: the address and the parameters are those of the answer. */
export async function ofAnswer(path, params, name) {
  const { charts } = await get(`charts/${path}`, { ...params, lang: language() });
  return charts[name];
}

/** A figure of the answer to a POST with this body. */
export async function ofPosted(path, body, name) {
  const { charts } = await post(`charts/${path}?lang=${language()}`, body, { kind: `charts-${path}` });
  return charts[name];
}
