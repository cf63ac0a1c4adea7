// The evidence desk: what waits for a decision, what it would do to the odds, and the decision itself. Quotes are text, never markup.

import { forget } from "../answers.js";
import { superseded } from "../api.js";
import { put } from "../dom.js";
import { key } from "../keys.js";
import { busy, say, trouble } from "../trouble.js";
import { load, language } from "../words.js";
import { emptyDesk } from "./evidence/empty.js";
import { itemCard } from "./evidence/item.js";
import { queueCard, wanted } from "./evidence/queue.js";

export const name = "evidence";
export const title = "place.evidence";

export async function mount(root, context) {
  const { api, state, t, h, shown } = context;
  await load(`views.${language()}`);
  shown(null);
  const queue = h("div");
  const card = h("div", { id: "evidence-item" });
  const body = h("div", { class: "panes" }, queue, card);
  root.append(h("header", null, h("h1", null, t("evidence.finding")), h("p", { class: "deck" }, t("evidence.deck"))), body);
  let gone = false;
  let turn = 0;
  let found = null; // the desk as it was answered last
  let item = null; // the card that is drawn: {id, open(form)}
  const keys = [
    key("j", t("evidence.key.next"), () => step(1)),
    key("k", t("evidence.key.back"), () => step(-1)),
    key("a", t("evidence.key.accept"), () => item?.open("accept")),
    key("r", t("evidence.key.reject"), () => item?.open("reject")),
    key("u", t("evidence.key.undo"), () => item?.open("undo")),
  ];
  await ask();
  return {
    update(now, old) {
      if (!found || (found.documents === 0 && found.rows.length === 0)) return;
      if (now.q.status !== old.q.status) drawQueue();
      if (now.q.item !== old.q.item || now.q.status !== old.q.status) {
        drawQueue();
        drawItem();
      }
    },
    unmount() {
      gone = true;
      for (const off of keys) off();
    },
  };

  function rows() {
    return found ? wanted(found.rows, state.get().q.status) : [];
  }

  /** The item that the address names, else the first of the list. */
  function chosen() {
    const { item: id } = state.get().q;
    return found.rows.find((row) => row.id === id) ?? rows()[0] ?? null;
  }

  function choose(id) {
    state.set({ q: { item: id } }, { replace: true });
  }

  function step(by) {
    if (!found) return;
    const ids = rows().map((row) => row.id);
    if (ids.length === 0) return;
    const at = ids.indexOf(chosen()?.id);
    const next = ids[at < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, at + by))];
    choose(next);
    queue.querySelector("[aria-current=true]")?.focus();
  }

  async function ask() {
    const done = busy(t("state.loading"));
    try {
      const answer = await api.get("evidence", { status: "all" }, { kind: "evidence" });
      if (gone) return;
      found = answer;
      if (found.documents === 0 && found.rows.length === 0) put(body, emptyDesk(context));
      else {
        drawQueue();
        await drawItem();
      }
    } catch (error) {
      if (!gone && !superseded(error)) put(queue, trouble(error, ask));
    } finally {
      done();
    }
  }

  function drawQueue() {
    const held = document.activeElement?.id;
    put(queue, queueCard({ ...context, found, rows: rows(), at: chosen()?.id, choose: (id) => {
      choose(id);
      if (innerWidth < 900) card.scrollIntoView();
    } }));
    if (held) document.getElementById(held)?.focus();
  }

  async function drawItem() {
    const mine = ++turn;
    const row = chosen();
    item = null;
    if (!row) return put(card);
    try {
      const told = await api.get(`evidence/${encodeURIComponent(row.id)}`, {}, { kind: "evidence-item" });
      if (gone || mine !== turn) return null;
      const drawn = itemCard({ ...context, told, decided });
      put(card, drawn.element);
      item = drawn;
    } catch (error) {
      if (!gone && mine === turn && !superseded(error)) put(card, trouble(error, drawItem));
    }
    return null;
  }

  /** A decision stands in the ledger: odds that were kept count the desk as it was before. */
  async function decided(kind, id) {
    forget();
    if (state.get().q.item !== id) state.set({ q: { item: id } }, { replace: true, quiet: true });
    await ask();
    if (gone) return;
    say(t(`evidence.done.${kind}`));
    card.querySelector("h2")?.focus();
  }
}
