// The ledger of the desk: every decision, the newest first, each undone by another entry; how many names an acceptance needs.

import { h, put } from "../../dom.js";
import { t } from "../../words.js";
import { marked } from "./item.js";
import { signedForm } from "./signing.js";

const MOST = 100; // decisions shown

/** `decided` is told once a decision stands. */
export function ledgerPart({ api, found, desk, decided }) {
  const marks = [...found.decisions].reverse();
  const box = h("div");
  const sentence = (mark) => found.rows.find((row) => mark.about.includes(row.id))?.sentence;
  const undo = (mark) => h("button", { type: "button", class: "plain", "aria-label": t("evidence.undo_entry", { n: mark.entry }), onclick: (event) => ask(mark, event.target) }, t("evidence.undo_now"));
  return h("div", null,
    h("p", { class: "caption" }, t("evidence.ledger_text", { entries: found.entries, head: found.head.slice(0, 12) })),
    box,
    marks.length ? h("ol", { class: "plain-list small ledger" }, marks.slice(0, MOST).map((mark) => h("li", null, h("code", null, `#${mark.entry}`), " ", marked(mark), desk.writes && mark.undone_by === null ? [" · ", undo(mark)] : null, sentence(mark) ? h("span", { class: "quote" }, sentence(mark)) : null))) : h("p", { class: "note" }, t("evidence.no_decisions")));

  function ask(mark, button) {
    const form = signedForm({
      kind: "undo", title: t("evidence.undo_entry", { n: mark.entry }), text: t("evidence.undo_text"),
      send: (signed) => api.post("evidence/undo", { item: `#${mark.entry}`, ...signed }, { kind: null }),
      done: () => decided("undone"),
      back: () => [put(box), button.focus()],
    });
    put(box, form.element);
    form.focus();
  }
}

/** One reviewer or two. */
export function reviewersPart({ api, found, desk, decided }) {
  const other = found.reviewers === 1 ? 2 : 1;
  const told = h("p", null, t(`evidence.reviewers.${found.reviewers}`));
  if (!desk.writes) return h("div", null, told);
  const form = signedForm({
    kind: "reviewers", title: t(`evidence.reviewers.to_${other}`), text: t("evidence.reviewers_text"),
    send: (signed) => api.post("evidence/reviewers", { count: other, ...signed }, { kind: null }),
    done: () => decided("reviewers"),
    back: () => form.element.reset(),
  });
  return h("div", null, told, form.element);
}
