// Moves: each team pulls one of its own levers at a time, and the room sees what was pulled.

import { put } from "../../dom.js";
import { signs } from "../../numbers.js";
import { trouble } from "../../trouble.js";
import { both } from "../../words.js";

/** The card. A team without moves left, and observers, only see. */
export function movesCard({ h, t, now, team, enter, levers, draft }) {
  const byId = Object.fromEntries(levers.map((lever) => [lever.id, lever]));
  const left = now.left[team] ?? 0;
  const list = now.moves.length
    ? h("ol", { class: "workshop-moves" }, now.moves.map((move) => h("li", null, h("b", null, t(`workshop.team.${move.team}`)), " ", both(byId[move.lever.split(/[.@]/)[0]]?.name), ` ${signs(move.value)}`)))
    : h("p", { class: "muted" }, t("workshop.no_moves"));
  return h("section", { class: "card", "aria-labelledby": "ws-moved" }, h("h2", { id: "ws-moved" }, t("workshop.moves")), list,
    team && team !== "observer" ? (left > 0 ? form() : h("p", { class: "note" }, t("workshop.spent"))) : null);

  function form() {
    const own = levers.filter((lever) => lever.actor === team);
    const choose = h("select", { id: "ws-lever", onchange: drawn }, own.map((lever) => h("option", { value: lever.id }, both(lever.name))));
    const slider = h("input", { type: "range", id: "ws-value", step: 0.25, oninput: spoken, "aria-labelledby": "ws-lever-label" });
    const value = h("output", { for: "ws-value" });
    const what = h("p", { class: "caption" });
    const told = h("div");
    function drawn() {
      const lever = byId[choose.value];
      [slider.min, slider.max] = lever.range;
      slider.value = draft.lever === lever.id ? draft.value : lever.range[1];
      what.textContent = both(lever.what);
      spoken();
    }
    function spoken() {
      const lever = byId[choose.value];
      const at = Number(slider.value);
      Object.assign(draft, { lever: lever.id, value: at });
      const word = at === 0 ? t("workshop.as_now") : both(at > 0 ? lever.direction.high : lever.direction.low);
      value.textContent = t("workshop.value", { value: signs(at), word });
      slider.setAttribute("aria-valuetext", value.textContent);
    }
    const pull = async (event) => {
      event.preventDefault();
      try {
        await enter({ kind: "moved", team, lever: choose.value, value: Number(slider.value) });
      } catch (error) {
        put(told, trouble(error));
      }
    };
    if (byId[draft.lever]?.actor === team) choose.value = draft.lever;
    drawn();
    return h("form", { onsubmit: pull }, h("h3", null, t("workshop.your_move", { team: t(`workshop.team.${team}`), n: left })),
      h("div", { class: "toolbar" }, h("label", { for: "ws-lever", id: "ws-lever-label" }, t("workshop.lever")), choose, slider, value, h("button", { type: "submit", id: "ws-pull", class: "primary" }, t("workshop.pull"))), what, told);
  }
}
