// The head of a workshop: its code, where it stands, who voted, and what the facilitator turns.

import { put } from "../../dom.js";
import { count, day } from "../../numbers.js";
import { trouble } from "../../trouble.js";
import { TEAMS } from "./doors.js";

const STEPS = ["ballot", "reveal", "moves", "closed"];
const LOCAL = ["localhost", "127.0.0.1", "[::1]"];

/** The card. `key`: the facilitator's, null for everybody else; `token`: of the server, where it has one. */
export function headCard({ h, t, now, team, key, enter, leave, token }) {
  const at = STEPS.indexOf(now.phase);
  const next = STEPS[at + 1];
  const told = h("div");
  const steps = h("ol", { class: "workshop-steps" }, STEPS.map((step, i) => h("li", { "aria-current": i === at ? "step" : null }, t(`workshop.step.${step}`))));
  const voted = TEAMS.filter((one) => now.voted[one]).map((one) => t("workshop.voted_team", { team: t(`workshop.team.${one}`), n: now.voted[one] }));
  const turn = async (entry) => {
    try {
      await enter({ ...entry, key });
    } catch (error) {
      put(told, trouble(error));
    }
  };
  return h("section", { class: "card workshop-head", "aria-label": t("workshop.title") },
    h("p", { class: "workshop-code" }, h("span", null, t("workshop.code")), " ", h("strong", null, now.code)),
    steps,
    h("p", { class: "workshop-voted" }, voted.length ? t("workshop.voted", { list: voted.join(t("workshop.comma")) }) : t("workshop.voted_none"), team ? t("workshop.on_team", { team: t(`workshop.team.${team}`) }) : null),
    h("p", { class: "small muted" }, t("workshop.setting", { n: count(now.setting.members), day: day(now.setting.as_of), lens: t(`lens.${now.setting.lens}`) })),
    key && next ? invitation() : null,
    h("div", { class: "toolbar" },
      key && next ? h("button", { type: "button", id: "ws-turn", class: "primary", onclick: () => turn({ kind: "turned", phase: next }) }, t(`workshop.to.${next}`)) : null,
      key && now.phase === "moves" && now.moves.length ? h("button", { type: "button", id: "ws-back", onclick: () => turn({ kind: "taken_back" }) }, t("workshop.take_back")) : null,
      h("button", { type: "button", id: "ws-leave", onclick: leave }, t("workshop.leave"))), told);

  /** The link that the room opens: it leads here, and hands the server's token on where there is one. */
  function invitation() {
    const href = `${location.origin}/workshop?code=${now.code}${token ? `#token=${encodeURIComponent(token)}` : ""}`;
    return h("details", { class: "workshop-link" }, h("summary", null, t("workshop.link")),
      h("p", { class: "caption" }, t(LOCAL.includes(location.hostname) ? "workshop.link_local" : token ? "workshop.link_token" : "workshop.link_text")),
      h("input", { type: "text", id: "ws-link", readonly: true, value: href, "aria-label": t("workshop.link"), onfocus: (event) => event.target.select() }));
  }
}
