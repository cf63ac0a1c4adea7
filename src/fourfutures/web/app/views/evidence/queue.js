// The list of the desk: items of a status, the chosen one marked.

import { modelTag } from "./proposer.js";

export const OPEN = "open"; // proposed, or waiting for a second reviewer
const STATUSES = [OPEN, "accepted", "rejected", "all"];

/** Rows of a status as the address has it; left out: those still to be decided. */
export function wanted(rows, status) {
  if (status === "all") return rows;
  if (STATUSES.includes(status) && status !== OPEN) return rows.filter((row) => row.status === status);
  return rows.filter((row) => row.status === "proposed" || row.status === "waiting");
}

export function queueCard({ h, t, both, state, found, rows, at, choose }) {
  const status = state.get().q.status ?? OPEN;
  const n = { ...found.counts, [OPEN]: found.counts.proposed + found.counts.waiting, all: found.rows.length };
  const one = (row) =>
    h("li", null, h("button", { type: "button", id: `ev-${row.id}`, class: "queued", "aria-current": row.id === at ? "true" : null, onclick: () => choose(row.id) },
      h("strong", null, both(row.name) || row.indicator), " ", h("span", { class: "tag" }, t(`evidence.status.${row.status}`)), modelTag(h, t, row),
      row.same_event.length ? h("span", { class: "tag" }, t("evidence.same", { n: row.same_event.length + 1 })) : null,
      h("span", { class: "quote", lang: row.lang === "zh" ? "zh-Hans" : row.lang }, row.sentence)));
  return h("section", { class: "card", "aria-labelledby": "queue" },
    h("h2", { id: "queue" }, t("evidence.queue")),
    h("div", { class: "segmented toolbar", role: "group", "aria-label": t("evidence.show") }, STATUSES.map((each) =>
      h("button", { type: "button", id: `ev-show-${each}`, "aria-pressed": String(each === status), onclick: () => state.set({ q: { status: each === OPEN ? null : each, item: null } }, { replace: true }) }, t(`evidence.show.${each}`, { n: n[each] })))),
    rows.length ? h("ul", { class: "queue" }, rows.map(one)) : h("p", { class: "note" }, t("evidence.none_here")),
    h("p", { class: "small muted" }, t("evidence.documents", { n: found.documents }), found.reviewers > 1 ? ` ${t("evidence.two")}` : null));
}
