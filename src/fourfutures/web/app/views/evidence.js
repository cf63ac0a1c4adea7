// What the documents say, and what they would do to the odds once accepted. Until the server has a desk: where evidence goes meanwhile.

import { ApiError, superseded } from "../api.js";
import { h, put } from "../dom.js";
import { busy, trouble } from "../trouble.js";
import { load, language } from "../words.js";
import { drawDesk } from "./evidence/desk.js";

export const name = "evidence";
export const title = "place.evidence";

export async function mount(root, context) {
  const { api, state, t, shown } = context;
  await load(`views.${language()}`);
  shown(null);
  const head = h("header", null, h("h1", null, t("evidence.finding")), h("p", { class: "deck" }, t("evidence.deck")));
  const body = h("div", { class: "evidence" }, h("p", { class: "loading", role: "status" }, t("state.loading")));
  root.append(head, body);
  let gone = false;
  async function ask() {
    const done = busy(t("state.loading"));
    try {
      const found = await api.get("evidence", {}, { kind: "evidence" });
      if (!gone) put(body, drawDesk(found, context));
    } catch (error) {
      if (gone || superseded(error)) return;
      if (error instanceof ApiError && error.status === 404) put(body, absent());
      else put(body, trouble(error, ask));
    } finally {
      done();
    }
  }

  /** The server has no desk: how evidence is given all the same. */
  function absent() {
    const items = [
      '{"id": "licences-june", "indicator": "cn_chip_imports_access", "actor": "CHN",',
      ' "direction": "CN", "strength": 3, "grade": "B2", "dated": "2026-06-15",',
      ' "accepted_by": "desk lead", "accepted_on": "2026-06-20", "expires": "2027-06-30",',
      ' "reason": "Two filings agree.", "source_id": "filing-0615"}',
    ].join("\n");
    const step = (n, words, code) => h("li", null, h("p", null, h("strong", null, `${n}. `), words), code ? h("pre", { tabindex: "0", "aria-label": t("evidence.code") }, h("code", null, code)) : null);
    return [
      h("div", { class: "card" }, h("h2", null, t("evidence.absent")), h("p", null, t("evidence.absent.what")),
        h("ol", { class: "steps" }, step(1, t("evidence.step.write"), items), step(2, t("evidence.step.run"), "fourfutures run --evidence items.jsonl"), step(3, t("evidence.step.look"), "fourfutures explain --from 2026-06-01 --evidence items.jsonl")),
        h("p", { class: "note" }, t("evidence.absent.here"))),
      h("div", { class: "card" }, h("h2", null, t("evidence.rules")), h("ul", { class: "rules" }, ["accepted", "capped", "cluster", "expires", "undo"].map((rule) => h("li", null, t(`evidence.rule.${rule}`)))),
        h("p", null, h("a", { href: state.address({ ...state.get(), view: "why", q: {}, bad: [] }) }, t("evidence.to_why")))),
    ];
  }

  ask();
  return { update() {}, unmount: () => (gone = true) };
}
