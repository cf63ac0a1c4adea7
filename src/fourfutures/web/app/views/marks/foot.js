// The line under a page: what it was read off, and how to have it more exactly.

import { h } from "../../dom.js";
import { day } from "../../numbers.js";
import { t } from "../../words.js";
import { members } from "./asked.js";

/** `document`: an answer with as_of and seed; `full`: the study's own number of members. */
export function readOff(state, document, full) {
  const n = members(state.get());
  return h("div", { class: "read-off" },
    h("p", { class: "small muted" }, t("views.read_off", { n: n.toLocaleString("en"), as_of: day(document.as_of), seed: document.seed })),
    n < full ? h("button", { type: "button", onclick: () => state.set({ members: full }) }, t("views.more_members", { n: full.toLocaleString("en") })) : null,
  );
}

/** Sources as links, each with publisher, date and grade. `cards`: [{id|source_id, title, publisher, url, published, grade}]. */
export function sourceList(cards) {
  return h("details", { class: "sources" }, h("summary", null, t("views.sources", { n: cards.length })),
    h("ul", null, cards.map((card) => h("li", null,
      h("a", { href: card.url, rel: "noopener noreferrer", target: "_blank" }, card.title), " ",
      h("span", { class: "muted" }, [card.publisher, card.published, card.grade].filter(Boolean).join(" · "))))));
}

/** Buttons of which one is pressed. `choices`: [[value, words]]. */
export function segmented(label, choices, now, choose) {
  return h("div", { class: "segmented", role: "group", "aria-label": label },
    choices.map(([value, words]) => h("button", { type: "button", "aria-pressed": String(value === now), onclick: () => value !== now && choose(value) }, words)));
}
