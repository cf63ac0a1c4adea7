// The debrief: what the room thought, what each move did, and a page to hand on in either language.

import { put } from "../../dom.js";
import { save } from "../../figure.js";
import { percent, range, signed, signs } from "../../numbers.js";
import { token } from "../../api.js";
import { trouble } from "../../trouble.js";
import { both, language } from "../../words.js";

/** The cards. */
export async function debriefCards({ h, t, api, now }) {
  const found = await api.get(`workshop/${now.code}/debrief`);
  const name = (id) => both(found.names[id]);
  const table = (head, rows) => h("div", { class: "scroller plain", tabindex: "0", role: "region", "aria-label": head[0] }, h("table", { class: "table" },
    h("thead", null, h("tr", null, head.map((word, i) => h("th", { scope: "col", class: i ? "n" : null }, word)))),
    h("tbody", null, rows.map((row) => h("tr", null, row.map((cell, i) => (i ? h("td", { class: "n" }, cell) : h("th", { scope: "row" }, cell))))))));
  const all = found.ballots.all;
  const thought = all.n
    ? table([t("workshop.future"), t("workshop.model"), t("workshop.mean"), t("workshop.spread"), t("workshop.difference")], found.futures.map((id) => [name(id), percent(found.odds[id]), percent(all.mean[id]), range(all.least[id], all.most[id]), signed(found.gap[id])]))
    : h("p", null, t("workshop.no_votes"));
  const played = found.moves.length
    ? table([t("workshop.lever"), ...found.futures.map(name)], [
        ...found.moves.map((move) => [`${move.number}. ${t(`workshop.team.${move.team}`)}: ${name(move.lever)} ${signs(move.value)}`, ...found.futures.map((id) => signed(move.step[id], 1))]),
        [t("workshop.end"), ...found.futures.map((id) => `${percent(found.odds[id])} → ${percent(found.end[id].p)}`)],
      ])
    : h("p", null, t("workshop.no_moves"));
  const told = h("div");
  const page = async (lang) => {
    try {
      const headers = token() ? { Authorization: `Bearer ${token()}` } : {};
      const reply = await fetch(`/api/workshop/${now.code}/debrief?format=md&lang=${lang}`, { headers });
      if (!reply.ok) throw new Error(String(reply.status));
      save(`workshop-${now.code}.${lang}.md`, "text/markdown", await reply.text());
    } catch (error) {
      put(told, trouble(error));
    }
  };
  return [
    h("section", { class: "card", "aria-labelledby": "ws-thought" }, h("h2", { id: "ws-thought" }, t("workshop.thought")), thought, all.disagreement_bits ? h("p", { class: "caption" }, t("workshop.apart", { bits: all.disagreement_bits.toFixed(2) })) : null),
    h("section", { class: "card", "aria-labelledby": "ws-played" }, h("h2", { id: "ws-played" }, t("workshop.played")), h("p", { class: "caption" }, t("workshop.played_text")), played),
    h("section", { class: "card", "aria-labelledby": "ws-hand" }, h("h2", { id: "ws-hand" }, t("workshop.hand_on")),
      h("div", { class: "toolbar" }, h("button", { type: "button", onclick: () => page(language()) }, t("workshop.page")), h("button", { type: "button", lang: language() === "zh" ? "en" : "zh-Hans", onclick: () => page(language() === "zh" ? "en" : "zh") }, t("workshop.page_other"))),
      h("p", { class: "caption" }, t("workshop.command")), h("p", null, h("code", null, found.command)), told),
  ];
}
