// The doors of a workshop: open one, join one, choose a team.

import { put } from "../../dom.js";
import { trouble } from "../../trouble.js";

export const TEAMS = ["us", "cn", "partner", "observer"];
const MOST = 10_000; // members that answer a room at once

/** Two cards; `opened` gets the reply that holds the key. */
export function doors({ h, t, state, api, opened }) {
  return h("div", { class: "workshop-doors" }, openCard(), joinCard());

  function openCard() {
    const each = h("select", { id: "ws-moves", value: "3" }, [1, 2, 3, 4, 5].map((n) => h("option", { value: n }, n)));
    const told = h("div");
    const open = async () => {
      const now = state.get();
      const body = { moves_each: Number(each.value), lens: now.lens, dials: now.dials };
      if (now.as_of) body.as_of = now.as_of;
      if (now.seed !== null) body.seed = now.seed;
      if (now.members) body.members = Math.min(MOST, now.members);
      try {
        opened(await api.post("workshop", body));
      } catch (error) {
        put(told, trouble(error));
      }
    };
    return h("section", { class: "card", "aria-labelledby": "ws-open" }, h("h2", { id: "ws-open" }, t("workshop.open")), h("p", null, t("workshop.open_text")),
      h("div", { class: "toolbar" }, h("label", null, t("workshop.moves_each"), " ", each), h("button", { type: "button", id: "ws-opener", class: "primary", onclick: open }, t("workshop.open_button"))), told);
  }

  function joinCard() {
    const field = h("input", { type: "text", id: "ws-code", maxlength: 5, size: 7, autocapitalize: "characters", autocomplete: "off", spellcheck: "false" });
    const go = (event) => {
      event.preventDefault();
      const code = field.value.trim().toUpperCase();
      if (code) state.set({ q: { code } });
    };
    return h("section", { class: "card", "aria-labelledby": "ws-join" }, h("h2", { id: "ws-join" }, t("workshop.join")), h("p", null, t("workshop.join_text")),
      h("form", { class: "toolbar", onsubmit: go }, h("label", null, t("workshop.code"), " ", field), h("button", { type: "submit", id: "ws-joiner" }, t("workshop.join_button"))));
  }
}

export function teamCard({ h, t, choose }) {
  return h("section", { class: "card", "aria-labelledby": "ws-team" }, h("h2", { id: "ws-team" }, t("workshop.choose_team")),
    h("div", { class: "toolbar" }, TEAMS.map((team) => h("button", { type: "button", id: `ws-team-${team}`, onclick: () => choose(team) }, t(`workshop.team.${team}`)))));
}
