// Workshop: a room votes unseen, sees its votes beside the model's odds, pulls levers in turn, and reads what came of it.

import { superseded, token } from "../api.js";
import { put } from "../dom.js";
import { trouble, say } from "../trouble.js";
import { ballotCard } from "./workshop/ballot.js";
import { debriefCards } from "./workshop/debrief.js";
import { doors, teamCard } from "./workshop/doors.js";
import { headCard } from "./workshop/head.js";
import { movesCard } from "./workshop/moves.js";
import { revealCard } from "./workshop/reveal.js";

export const name = "workshop";
export const title = "place.workshop";

const EVERY = 2500; // ms between looks at a workshop that others change

export async function mount(root, { state, api, t, h, study, shown: tell }) {
  let gone = false;
  let timer = null;
  let turn = 0;
  let seen = null; // what is drawn, as text: an answer that says the same draws nothing anew
  let code = null;
  let levers = null; // of the study, once they are needed
  let draft = { points: {}, move: {} }; // what is typed and not sent, so that another's vote takes nothing away
  const notice = h("div");
  const body = h("div", { class: "workshop" });
  put(root, notice, body);
  tell(null);
  await draw();
  return {
    update: (now, old) => draw(old.q.code !== now.q.code),
    unmount: () => {
      gone = true;
      clearTimeout(timer);
    },
  };

  /** What this browser keeps of a workshop: the facilitator's key, the team, and a name that nobody is told. */
  function keep(what, text) {
    const at = `fourfutures-workshop-${what}-${code}`;
    if (text !== undefined) sessionStorage.setItem(at, text);
    return sessionStorage.getItem(at);
  }

  function person() {
    return keep("person") ?? keep("person", Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join(""));
  }

  async function draw(anew = false) {
    clearTimeout(timer);
    const mine = ++turn;
    if (anew) seen = null;
    if (code !== (state.get().q.code ?? null)) {
      code = state.get().q.code ?? null;
      draft = { points: {}, move: {} };
    }
    if (!code) {
      put(notice);
      put(body, h("h1", null, t("workshop.title")), h("p", { class: "deck" }, t("workshop.deck")), doors({ h, t, state, api, opened }));
      return;
    }
    const over = () => gone || mine !== turn;
    try {
      const now = await api.get(`workshop/${encodeURIComponent(code)}`);
      const text = JSON.stringify(now);
      if (over()) return;
      if (text !== seen) {
        const old = seen && JSON.parse(seen);
        await room(now, over);
        if (over()) return;
        seen = text;
        if (old && old.phase !== now.phase) say(t(`workshop.phase.${now.phase}`));
      }
      put(notice);
      if (now.phase !== "closed") timer = setTimeout(draw, EVERY);
    } catch (error) {
      if (over()) return;
      if (superseded(error)) timer = setTimeout(draw, EVERY);
      else failed(error);
    }
  }

  /** A room that is drawn stays, and is asked again; where there is none, there is only the error. */
  function failed(error) {
    put(notice, trouble(error, () => draw(seen === null)));
    if (seen !== null) timer = setTimeout(draw, 2 * EVERY);
    else put(body, h("h1", null, t("workshop.title")), h("div", { class: "toolbar" }, h("button", { type: "button", id: "ws-leave", onclick: leave }, t("workshop.leave"))));
  }

  function opened(found) {
    code = found.code;
    keep("key", found.key);
    state.set({ q: { code } });
  }

  function leave() {
    state.set({ q: { code: null } });
  }

  async function room(now, over) {
    const [key, team] = [keep("key"), keep("team")];
    const enter = async (entry) => {
      await api.post(`workshop/${now.code}`, entry, { kind: null });
      await draw(true);
    };
    const parts = { h, t, api, study, now, team, enter };
    const cards = [];
    if (now.phase === "ballot") cards.push(team ? ballotCard({ ...parts, person: person(), draft: draft.points }) : null);
    else if (now.phase === "closed") cards.push(await debriefCards(parts));
    else {
      levers ??= (await api.get("levers")).levers;
      cards.push(await revealCard(parts));
      if (now.phase === "moves") cards.push(movesCard({ ...parts, levers, draft: draft.move }));
    }
    if (over()) return;
    const choose = (one) => {
      keep("team", one);
      draw(true);
    };
    const held = document.activeElement?.id;
    put(body, h("h1", null, t(`workshop.phase.${now.phase}`)), h("p", { class: "deck" }, t(`workshop.phase_text.${now.phase}`)),
      headCard({ ...parts, key, leave, token: token() }), team || now.phase === "closed" ? null : teamCard({ h, t, choose }), cards);
    if (held) document.getElementById(held)?.focus();
  }
}
