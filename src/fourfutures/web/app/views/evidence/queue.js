// The list of proposals: items of a status, reports of one event in one card, the chosen one marked.

import { h } from "../../dom.js";
import { day } from "../../numbers.js";
import { both, t } from "../../words.js";
import { glossary } from "./glossary.js";
import { IMPORTED } from "./inbox.js";
import { modelTag } from "./proposer.js";

export const OPEN = "open"; // proposed, or waiting for a second reviewer
const STATUSES = [OPEN, "accepted", "rejected", "all"];

/** Rows of a status and a document as the address has them, reports of one event beside each other; left out: those still to be decided. */
export function wanted(rows, status, doc) {
  const open = (row) => row.status === "proposed" || row.status === "waiting";
  const fits = status === "all" ? () => true : STATUSES.includes(status) && status !== OPEN ? (row) => row.status === status : open;
  const found = rows.filter((row) => fits(row) && (!doc || (row.document?.id ?? IMPORTED) === doc));
  const events = new Map();
  for (const row of found) events.set(row.cluster, [...(events.get(row.cluster) ?? []), row]);
  return [...events.values()].flat();
}

/** `n`: items by status, within the chosen document; `numbered`: the number of an item in its document. */
export function queueCard({ state, study, desk, found, rows, numbered, n, at, choose }) {
  const asOf = state.get().as_of ?? study.assembled;
  const status = state.get().q.status ?? OPEN;
  const one = (row) =>
    h("button", { type: "button", id: `ev-${row.id}`, class: "queued", "aria-current": row.id === at ? "true" : null, onclick: () => choose(row.id) },
      h("strong", null, numbered.has(row.id) ? `${numbered.get(row.id)}. ` : null, both(row.name) || row.indicator), " ", h("span", { class: "tag" }, t(`evidence.status.${row.status}`)), modelTag(row),
      row.status === "accepted" ? h("span", { class: "tag" }, t(row.acceptance.expires < asOf ? "evidence.expired" : "evidence.until", { day: day(row.acceptance.expires) })) : null,
      h("span", { class: "quote", lang: row.lang === "zh" ? "zh-Hans" : row.lang }, row.sentence));
  const cards = [];
  for (const row of rows) {
    const last = cards.at(-1);
    if (last && row.same_event.length && last[0].cluster === row.cluster) last.push(row);
    else cards.push([row]);
  }
  return h("section", { class: "card proposals", "aria-labelledby": "queue" },
    h("div", { class: "titled" }, h("h2", { id: "queue" }, t("evidence.queue")), h("button", { type: "button", class: "plain", id: "ev-glossary", onclick: () => glossary(desk) }, t("evidence.glossary"))),
    h("div", { class: "segmented toolbar", role: "group", "aria-label": t("evidence.show") }, STATUSES.map((each) =>
      h("button", { type: "button", id: `ev-show-${each}`, "aria-pressed": String(each === status), onclick: () => state.set({ q: { status: each === OPEN ? null : each, item: null } }, { replace: true }) }, t(`evidence.show.${each}`, { n: n[each] })))),
    rows.length ? h("ul", { class: "queue" }, cards.map((reports) => {
      const [first] = reports;
      return first.same_event.length === 0 ? h("li", null, one(first)) : h("li", { class: "event" }, h("p", { class: "small" }, h("b", null, t("evidence.same", { n: first.same_event.length + 1 }))), reports.map(one));
    })) : h("p", { class: "note" }, t("evidence.none_here")),
    found.reviewers > 1 ? h("p", { class: "small muted" }, t("evidence.two")) : null);
}

/** How many rows of each kind of list there are. */
export function tally(rows) {
  return Object.fromEntries(STATUSES.map((each) => [each, wanted(rows, each, null).length]));
}
