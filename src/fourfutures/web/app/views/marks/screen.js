// A part of a page that a request fills: loading, an error that can be tried again, old numbers kept while new ones come.

import { superseded } from "../../api.js";
import { h, put } from "../../dom.js";
import { busy, trouble } from "../../trouble.js";
import { t } from "../../words.js";

/** What keeps a page from its numbers and is the reader's to put right; told as a note, without a button. */
export class Notice extends Error {
  constructor(notice) {
    super(notice);
    this.notice = notice;
  }
}

/**
 * `ask()` gives a promise, `draw(content)` elements. `load()` asks again; what is there stays, faint, until the answer comes,
 * and is marked as stale where none comes. The newest question wins.
 */
export function screen(root, { ask, draw, words = () => t("state.loading") }) {
  const above = h("div");
  const body = h("div");
  root.append(above, body);
  let turn = 0;
  let there = false;
  let gone = false;
  async function load() {
    const mine = ++turn;
    put(above);
    if (there) body.classList.add("old");
    else put(body, h("p", { class: "loading", role: "status" }, words()));
    const done = busy(words());
    try {
      const content = await ask();
      if (gone || mine !== turn) return;
      put(body, draw(content));
      there = true;
      body.classList.remove("old");
    } catch (error) {
      if (gone || mine !== turn || superseded(error)) return;
      if (!error.notice) console.error(error);
      const told = error.notice ? h("p", { class: "note", role: "status" }, error.notice) : trouble(error, load);
      put(above, told, there && !error.notice ? h("p", { class: "note" }, t("state.stale")) : null);
      if (!there) put(body);
    } finally {
      done();
    }
  }
  return { load, body, unmount: () => (gone = true) };
}
