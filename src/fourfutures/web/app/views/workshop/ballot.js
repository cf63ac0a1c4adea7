// A ballot: 100 points shared out among the futures, before anybody sees the odds.

import { put } from "../../dom.js";
import { futureName } from "../../finding.js";
import { trouble } from "../../trouble.js";

const WHOLE = 100;

/** The card. `enter` sends an entry of the workshop. */
export function ballotCard({ h, t, study, now, team, enter, person, draft }) {
  const futures = study.frame.ids;
  const fields = Object.fromEntries(futures.map((id) => [id, h("input", { type: "number", id: `ws-points-${id}`, min: 0, max: WHOLE, step: 1, inputmode: "numeric", value: draft[id] ?? "", oninput: count })]));
  const sum = h("p", { role: "status" });
  const send = h("button", { type: "submit", id: "ws-vote", class: "primary", disabled: true }, t("workshop.vote"));
  const told = h("div");
  const total = () => futures.reduce((all, id) => all + Number(fields[id].value || 0), 0);

  function count() {
    for (const id of futures) draft[id] = fields[id].value;
    const left = WHOLE - total();
    const whole = futures.every((id) => Number.isInteger(Number(fields[id].value || 0)) && Number(fields[id].value || 0) >= 0);
    sum.textContent = !whole ? t("workshop.whole") : left > 0 ? t("workshop.left", { n: left }) : left < 0 ? t("workshop.over", { n: -left }) : t("workshop.full");
    send.disabled = left !== 0 || !whole;
  }

  async function vote(event) {
    event.preventDefault();
    const points = Object.fromEntries(futures.map((id) => [id, Number(fields[id].value || 0)]));
    send.disabled = true;
    try {
      await enter({ kind: "voted", person, team, points });
    } catch (error) {
      put(told, trouble(error));
      count();
    }
  }

  count();
  return h("section", { class: "card", "aria-labelledby": "ws-ballot" }, h("h2", { id: "ws-ballot" }, t("workshop.ballot", { team: t(`workshop.team.${team}`) })),
    h("p", { class: "caption" }, t(now.voted[team] ? "workshop.ballot_again" : "workshop.ballot_text")),
    h("form", { class: "workshop-ballot", onsubmit: vote }, futures.map((id) => [h("label", { for: `ws-points-${id}` }, futureName(study, id)), fields[id]]), sum, h("div", { class: "toolbar" }, send)), told);
}
