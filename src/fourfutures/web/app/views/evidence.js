// The evidence desk: documents, what they say, what it would do to the odds, and the decision. Quotes are text, never markup.

import { forget } from "../answers.js";
import { superseded } from "../api.js";
import { put } from "../dom.js";
import { key } from "../keys.js";
import { busy, say, trouble } from "../trouble.js";
import { load, language } from "../words.js";
import { emptyDesk } from "./evidence/empty.js";
import { IMPORTED, inboxPane } from "./evidence/inbox.js";
import { intakePart } from "./evidence/intake.js";
import { itemCard } from "./evidence/item.js";
import { queueCard, tally, wanted } from "./evidence/queue.js";
import { numbers, readerPane } from "./evidence/reader.js";
import { toolsPart } from "./evidence/tools.js";

export const name = "evidence";
export const title = "place.evidence";

export async function mount(root, context) {
  const { api, state, t, h, shown } = context;
  await load(`views.${language()}`);
  shown(null);
  const above = h("div");
  const [inbox, reader, queue] = [h("div"), h("div"), h("div")];
  const card = h("div", { id: "evidence-item" });
  const panes = h("div", { class: "panes" }, inbox, reader, h("div", { class: "stack" }, queue, card));
  const body = h("div");
  root.append(h("header", null, h("h1", null, t("evidence.finding")), h("p", { class: "deck" }, t("evidence.deck"))), body);
  let gone = false;
  let turn = 0;
  let found = null; // the desk as it was answered last
  let documents = null; // its documents
  let text = null; // the document that is read
  let item = null; // the card that is drawn: {id, head, open(form), edit()}
  let desk = null; // what may be done here
  let intake = null;
  const keys = [
    key("j", t("evidence.key.next"), () => step(1)),
    key("k", t("evidence.key.back"), () => step(-1)),
    key("a", t("evidence.key.accept"), () => item?.open("accept")),
    key("r", t("evidence.key.reject"), () => item?.open("reject")),
    key("e", t("evidence.key.edit"), () => item?.edit()),
    key("u", t("evidence.key.undo"), () => item?.open("undo")),
  ];
  root.addEventListener("dragover", dragged);
  root.addEventListener("dragleave", dragged);
  root.addEventListener("drop", dropped);
  await ask();
  return {
    update(now, old) {
      if (!found || empty()) return;
      if (now.q.tool !== old.q.tool) drawTools();
      if (now.q.item !== old.q.item || now.q.status !== old.q.status || now.q.doc !== old.q.doc) drawPanes();
    },
    unmount() {
      gone = true;
      for (const off of keys) off();
      root.removeEventListener("dragover", dragged);
      root.removeEventListener("dragleave", dragged);
      root.removeEventListener("drop", dropped);
    },
  };

  function empty() {
    return documents.rows.length === 0 && found.rows.length === 0;
  }

  function rows() {
    const { status, doc } = state.get().q;
    return wanted(found.rows, status, doc);
  }

  /** The item that the address names, else the first of the list. */
  function chosen() {
    const { item: id } = state.get().q;
    return found.rows.find((row) => row.id === id) ?? rows()[0] ?? null;
  }

  function choose(id) {
    state.set({ q: { item: id } }, { replace: true });
    if (innerWidth < 900) card.scrollIntoView();
  }

  function step(by) {
    if (!found) return;
    const ids = rows().map((row) => row.id);
    if (ids.length === 0) return;
    const at = ids.indexOf(chosen()?.id);
    state.set({ q: { item: ids[at < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, at + by))] } }, { replace: true });
    queue.querySelector("[aria-current=true]")?.focus();
  }

  async function ask() {
    const done = busy(t("state.loading"));
    try {
      const answers = await Promise.all([api.get("evidence", { status: "all", decisions: true }, { kind: "evidence" }), api.get("evidence/documents", {}, { kind: "evidence-documents" }), api.get("evidence/desk")]);
      if (gone) return;
      [found, documents, desk] = answers;
      intake ??= intakePart({ ...context, desk, taken });
      if (empty()) return void put(body, emptyDesk({ ...context, desk, intake }));
      if (!panes.isConnected) put(body, above, panes);
      drawTools();
      await drawPanes();
    } catch (error) {
      if (!gone && !superseded(error)) put(body, trouble(error, ask));
    } finally {
      done();
    }
  }

  /** Something came onto the desk; what an empty desk said of it goes on standing below the tools. */
  async function taken() {
    if (empty()) state.set({ q: { tool: "add" } }, { replace: true, quiet: true });
    await ask();
  }

  function drawTools() {
    const tools = toolsPart({ ...context, found, desk, decided, taken: ask }, intake);
    const held = document.activeElement?.id;
    put(above, tools.element);
    tools.open(state.get().q.tool);
    if (held?.startsWith("ev-tool-")) document.getElementById(held)?.focus();
  }

  /** All three panes about the chosen item; its text and its card come from the server. */
  async function drawPanes() {
    const mine = ++turn;
    const row = chosen();
    const { doc } = state.get().q;
    const read = row ? row.document?.id : doc && doc !== IMPORTED ? doc : documents.rows[0]?.id;
    put(inbox, inboxPane({ found, documents, at: doc ?? null, choose: (id) => state.set({ q: { doc: id, item: null } }, { replace: true }) }));
    if (text?.document.id !== read) text = null;
    drawQueue();
    if (item?.id !== row?.id) item = null;
    try {
      const [told, page] = await Promise.all([
        row ? api.get(`evidence/${encodeURIComponent(row.id)}`, {}, { kind: "evidence-item" }) : null,
        read ? api.get("evidence/document", { id: read }, { kind: "evidence-document" }) : null,
      ]);
      if (gone || mine !== turn) return;
      text = page;
      drawQueue();
      put(reader, readerPane({ told: text, at: row?.id, choose }));
      reader.querySelector(".here")?.scrollIntoView({ block: "nearest", container: "nearest" });
      if (!row) return void put(card);
      if (item?.head === told.head) return; // what somebody writes into its forms stays
      item = { id: row.id, head: told.head, ...itemCard({ ...context, told, desk, rows: found.rows, decided }) };
      put(card, item.element);
    } catch (error) {
      if (gone || mine !== turn || superseded(error)) return;
      item = null;
      put(card, trouble(error, drawPanes));
    }
  }

  function drawQueue() {
    const held = document.activeElement?.id;
    const { doc } = state.get().q;
    const n = tally(doc ? found.rows.filter((row) => (row.document?.id ?? IMPORTED) === doc) : found.rows);
    const at = queue.querySelector(".queue")?.scrollTop ?? 0;
    put(queue, queueCard({ ...context, desk, found, rows: rows(), numbered: numbers(text?.items ?? []), n, at: chosen()?.id, choose }));
    const list = queue.querySelector(".queue");
    if (list) list.scrollTop = at;
    if (held) document.getElementById(held)?.focus();
  }

  /** A decision stands in the ledger: odds that were kept count the desk as it was before. */
  async function decided(kind, id = null) {
    forget();
    if (id && state.get().q.item !== id) state.set({ q: { item: id } }, { replace: true, quiet: true });
    await ask();
    if (gone) return;
    say(t(`evidence.done.${kind}`));
    card.querySelector("h2")?.focus({ preventScroll: id === null });
  }

  function dragged(event) {
    if (!desk?.writes || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    root.classList.toggle("over", event.type === "dragover");
  }

  function dropped(event) {
    if (!desk?.writes || !event.dataTransfer?.files.length) return;
    event.preventDefault();
    root.classList.remove("over");
    if (!empty()) state.set({ q: { tool: "add" } }, { replace: true });
    intake.take([...event.dataTransfer.files]);
  }
}
