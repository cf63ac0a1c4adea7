// Futures: which one we are heading for, how sure that is, and what levers change.

import { FULL, QUICK, fewer, quick, whole } from "../answers.js";
import { superseded } from "../api.js";
import { put } from "../dom.js";
import { difference, level, named, reading as readAloud } from "../finding.js";
import { key as onKey } from "../keys.js";
import { keyOf, leverPanel } from "../levers.js";
import { count, day } from "../numbers.js";
import { read as readDials } from "../setting.js";
import { ofRun } from "../specs.js";
import { busy, say, trouble } from "../trouble.js";
import { both, t } from "../words.js";
import { fillEffects } from "./futures/effects.js";
import { fanFigures } from "./futures/fans.js";
import { mapFigure } from "./futures/map.js";
import { drawMovers } from "./futures/movers.js";
import { legend, oddsFigure } from "./futures/odds.js";
import { pastFigure } from "./futures/past.js";
import { publishedFans } from "./futures/published.js";
import { widths } from "./futures/widths.js";

export const name = "futures";
export const title = "place.futures";

const REST = 700; // ms without a move before a whole run is asked for
const PACES = ["lens", "dials", "as_of", "evidence", "members", "seed"];

export async function mount(root, { state, api, h, study, shown }) {
  const asked = await api.get("levers");
  const levers = asked.levers.map((lever) => ({ ...lever, sources: lever.source.map((id) => [id, asked.sources[id]]).filter(([, card]) => card), history: lever.history.map((one) => ({ ...one, cards: one.source.map((id) => asked.sources[id]).filter(Boolean) })) }));
  const lookup = Object.fromEntries(levers.map((lever) => [lever.id, lever]));
  let effects = [];
  let filling = 0;
  let near = false; // whether the reader has come to the levers
  let gone = false;
  let turn = 0;
  let dragging = null; // levers under the finger
  let flying = false;
  let sizes = null;

  /** What the figures are drawn from: `view` is {answer, run, base, pinned, members, live}, null before the first answer. */
  const page = {
    study, ids: study.frame.ids, view: null, now: state.get,
    preset: () => readDials(state.get().dials).preset,
    reading: () => page.view?.answer.reading ?? page.preset(),
    comparing: () => page.view !== null && page.view.base !== null,
    width: (plot, least) => sizes.of(plot, least),
    source() {
      const { view } = page;
      const run = view?.run;
      if (run && page.comparing()) return t("source.paired", { run: run.run_id, n: count(view.members) });
      return run ? t("source.run", { run: run.run_id, n: count(run.members), data: day(run.data_vintage) }) : view ? t("source.quick", { n: count(view.members) }) : "";
    },
    spec: (chart) => (page.view?.run && !page.comparing() ? ofRun(page.view.run.run_id, chart) : null),
    before(id, r) {
      const part = page.view.answer.futures[r][id];
      return page.view.pinned ? page.view.base.futures[r][id].p : part.p - (part.change?.p ?? 0);
    },
  };

  const heading = h("h1", { id: "finding" });
  const deck = h("p", { class: "deck" });
  const lens = h("p", { class: "note", hidden: true });
  const notice = h("div", { role: "status" });
  const odds = oddsFigure(page);
  const fans = fanFigures(page);
  const map = mapFigure(page, {
    asked: () => page.view && [state.get(), (page.view.base ? state.get().base : state.get().levers) ?? {}, page.view.members],
    lit: fans.light,
  });
  const published = publishedFans(page);
  const past = pastFigure(page, (asOf) => state.set({ as_of: asOf }));
  const movers = h("section", { class: "movers", "aria-labelledby": "movers-title" });
  const panel = leverPanel(study, levers, {
    moved: (id, value) => pull(id, value, false),
    rested: (id, value) => pull(id, value, true),
    focused: (id) => state.set({ focus: id }),
    began: (id, first) => {
      const now = state.get().levers;
      const key = keyOf(now, id);
      const next = { ...now };
      if (key) delete next[key];
      next[first ? `${id}@${first}` : id] = key ? now[key] : lookup[id].range[1];
      state.set({ levers: next });
    },
  });
  const card = (cls, ...children) => h("div", { class: `card ${cls}` }, children);
  root.append(
    h("div", { class: "head" }, heading, deck, lens, notice),
    h("div", { class: "futures" },
      card("odds-card", odds.element, legend(), movers), card("map-card", map.element, map.notes), panel.element,
      h("div", { class: "strip" }, card("past-card", past.element), fans.elements.map((element) => card("fan-card", element))), published.element),
  );
  const plots = [map.plot, odds.plot, past.plot, ...fans.plots];
  sizes = widths(plots, () => {
    if (gone) return;
    map.fresh();
    draw();
    past.draw();
  });

  // ------------------------------------------------------------ drawing

  function draw() {
    const { view } = page;
    if (!view) return;
    const { answer } = view;
    const r = page.reading();
    const now = state.get();
    const from = Object.fromEntries(Object.keys(answer.futures).map((name) => [name, Object.fromEntries(page.ids.map((id) => [id, { p: page.before(id, name) }]))]));
    const told = page.comparing()
      ? difference(study, { setting: named(study, dragging ?? now.levers, lookup), focus: now.focus, futures: answer.futures, from, reading: r, paired: !view.pinned })
      : level(study, answer.futures, r);
    for (const [at, part] of [[heading, "title"], [deck, "deck"]]) if (at.textContent !== told[part]) put(at, told.shown[part]);
    document.body.classList.toggle("quick", view.live);
    map.draw(r);
    odds.draw(r);
    fans.draw();
    const words = readAloud(study, answer.futures, r, answer.path);
    const said = page.comparing() ? `${told.title} ${words}` : words;
    for (const f of [map.element, odds.element]) {
      f.redraw({ reading: said });
      f.querySelector("svg")?.setAttribute("aria-label", told.title);
    }
    for (const f of [map.element, odds.element, ...fans.elements]) f.querySelector(".source").textContent = page.source();
    panel.show({ levers: dragging ?? now.levers, base: now.base, effects, focus: now.focus, as_of: now.as_of });
    return told;
  }

  function moversOf(run) {
    const now = state.get();
    drawMovers(movers, study, run, now.focus, { href: state.address({ ...now, view: "why", bad: [] }), onclick: (event) => { event.preventDefault(); state.set({ view: "why" }); } });
  }

  // ------------------------------------------------------------ asking

  async function answer(now, wanted, members, live) {
    const comparingNow = now.base !== null || Object.keys(wanted).length > 0;
    const [found, base] = await Promise.all([quick(now, wanted, members), comparingNow ? quick(now, now.base ?? {}, members, "base") : null]);
    return { answer: found, base, pinned: now.base !== null && Object.keys(now.base).length > 0, run: null, members, live };
  }

  async function drag() {
    if (flying) return;
    flying = true;
    try {
      while (dragging && !gone) {
        const wanted = dragging;
        const now = state.get();
        const next = await answer(now, wanted, fewer(now, study, QUICK), true);
        if (gone || !dragging) break;
        page.view = next;
        draw();
        performance.mark("drawn", { detail: wanted });
        if (wanted === dragging) break;
      }
    } catch (error) {
      failed(error);
    } finally {
      flying = false;
    }
  }

  function pull(id, value, over) {
    const now = state.get();
    const held = dragging ?? now.levers;
    const next = { ...held };
    const key = keyOf(next, id) ?? id;
    if (value === 0) delete next[key];
    else next[key] = value;
    dragging = next;
    document.body.classList.add("quick");
    if (over) {
      dragging = null;
      state.set({ levers: next }, { replace: true });
    } else drag();
  }

  /** A setting has come to rest: full precision at once, then the whole run with its ranges and its name. */
  async function settle(first = false, kind = "rest") {
    const mine = ++turn;
    const now = state.get();
    const done = busy(t("state.running", { n: count(now.members ?? study.members) }));
    root.classList.toggle("waiting", page.view !== null && kind === "setting");
    try {
      const next = await answer(now, now.levers, fewer(now, study, first || kind === "setting" ? QUICK : FULL), false);
      if (gone || mine !== turn || dragging) return;
      page.view = next;
      notice.replaceChildren();
      root.classList.remove("waiting");
      const told = draw();
      performance.mark("rested", { detail: now.levers });
      if (!first) say(`${told.title}`);
      if (Object.keys(now.levers).length > 0) await new Promise((resolve) => setTimeout(resolve, REST));
      if (gone || mine !== turn || dragging) return;
      const run = await whole(now, now.levers);
      if (gone || mine !== turn || dragging) return;
      // A difference stays that of the paired members; a level takes the ranges and all members of the run.
      const { view } = page;
      page.view = view.base ? { ...view, run } : { ...view, run, answer: { ...view.answer, futures: run.futures, path: run.path, members: run.members } };
      shown(run);
      draw();
      moversOf(run);
      lensNote(run);
      if (effects.length === 0 || kind === "setting" || first) fill(now, run);
      if (!past.known() || kind === "setting") past.load(now, () => !gone && mine === turn);
      if (kind === "setting") published.refresh();
    } catch (error) {
      failed(error);
    } finally {
      done();
      if (mine === turn) root.classList.remove("waiting");
    }
  }

  function lensNote(run) {
    lens.hidden = run.lens === "neutral";
    if (!lens.hidden) lens.textContent = t("lens.on", { note: both(run.lens_note) });
  }

  async function fill(now, run) {
    const mine = ++filling;
    await fillEffects({
      study, ids: page.ids, levers: panel.ids.map((id) => lookup[id]), known: effects, run, asked: now, now: state.get, near: () => near,
      current: () => !gone && !dragging && mine === filling, show: (found) => { effects = found; panel.show({ effects }); },
    });
    // What a lever let go is compared with stands ready before one is; should it fail, that question asks again and tells.
    if (!gone && !dragging && mine === filling) quick(now, now.base ?? {}, fewer(now, study, FULL), "ready").catch(() => undefined);
  }

  function failed(error) {
    if (gone || superseded(error)) return;
    put(notice, page.view ? h("p", { class: "small" }, t("state.stale")) : null, trouble(error, () => settle(page.view === null, "setting")));
    root.classList.toggle("waiting", page.view !== null);
    if (!page.view) for (const plot of plots) put(plot, h("p", { class: "muted" }, t("state.no_numbers")));
  }

  addEventListener("lift", draw);
  const keys = [
    onKey("c", t("keys.compare"), () => state.set({ base: state.get().base === null ? { ...state.get().levers } : null })),
    onKey("s", t("keys.swap"), () => state.get().base && state.set({ base: { ...state.get().levers }, levers: { ...state.get().base } })),
    onKey("[", t("keys.back"), () => past.step(-1)),
    onKey("]", t("keys.on_day"), () => past.step(1)),
    onKey("t", t("keys.read"), () => { const shut = root.querySelector(".odds-card details"); shut.open = !shut.open; shut.querySelector("summary").focus(); }),
  ];

  for (const come of ["pointerenter", "focusin"]) panel.element.addEventListener(come, () => {
    const first = !near;
    near = true;
    if (first && page.view?.run) fill(state.get(), page.view.run);
  });
  put(heading, t("state.loading"));
  settle(true, "first");
  return {
    update(now, old) {
      if (PACES.some((field) => now[field] !== old[field])) {
        effects = [];
        map.fresh();
        settle(false, "setting");
      } else if (JSON.stringify([now.levers, now.base]) !== JSON.stringify([old.levers, old.base])) settle(false, "rest");
      else {
        draw();
        if (page.view?.run) moversOf(page.view.run);
      }
      if (now.as_of !== old.as_of) past.stand(now.as_of);
    },
    unmount() {
      gone = true;
      sizes.end();
      removeEventListener("lift", draw);
      keys.forEach((off) => off());
      document.body.classList.remove("quick");
    },
  };
}
