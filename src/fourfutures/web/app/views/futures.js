// Futures: which one we are heading for, how sure that is, and what levers change.

import { FULL, QUICK, fewer, past as askPast, quick, whole } from "../answers.js";
import { superseded } from "../api.js";
import { fan } from "../charts/fan.js";
import { odds } from "../charts/odds.js";
import { past } from "../charts/past.js";
import { quadrant } from "../charts/quadrant.js";
import { put } from "../dom.js";
import { door } from "../door.js";
import { figure } from "../figure.js";
import { STRICT, difference, futureName, level, named, ofOdds, reading as readAloud, word } from "../finding.js";
import { key as onKey } from "../keys.js";
import { keyOf, leverPanel } from "../levers.js";
import { count, day, month, percent, shortMonth, signed } from "../numbers.js";
import { read as readDials } from "../setting.js";
import { lifted } from "../sheet.js";
import { busy, say, trouble } from "../trouble.js";
import { both, t } from "../words.js";

export const name = "futures";
export const title = "place.futures";

const REST = 700; // ms without a move before a whole run is asked for
const PACES = ["lens", "dials", "as_of", "evidence", "members", "seed"];

export async function mount(root, { state, api, h, study, shown }) {
  const asked = await api.get("levers");
  const levers = asked.levers.map((lever) => ({ ...lever, sources: lever.source.map((id) => [id, asked.sources[id]]).filter(([, card]) => card), history: lever.history.map((one) => ({ ...one, cards: one.source.map((id) => asked.sources[id]).filter(Boolean) })) }));
  const lookup = Object.fromEntries(levers.map((lever) => [lever.id, lever]));
  let view = null; // what is drawn: {answer, run, base, members, live}
  let effects = [];
  let history = null;
  let gone = false;
  let turn = 0;
  let dragging = null; // levers under the finger
  let flying = false;

  const heading = h("h1", { id: "finding" });
  const deck = h("p", { class: "deck" });
  const lens = h("p", { class: "note", hidden: true });
  const notice = h("div", { role: "status" });
  const ids = study.frame.ids;
  const preset = () => readDials(state.get().dials).preset;
  const reading = () => (view?.answer.reading ?? preset());

  // ------------------------------------------------------------ figures

  let map = null;
  const mapFigure = figure({
    title: t("map.title", { month: month(study.horizon) }), name: "map", svg: () => h("div", { class: "loading" }, t("state.loading")), reading: "",
    data: () => ({ columns: [t("data.compute"), t("data.adoption"), t("data.future")], rows: view ? view.answer.cloud.future.map((f, i) => [view.answer.cloud.compute[i] / 100, view.answer.cloud.adoption[i] / 100, ids[f]]) : [] }),
    source: () => source(),
  });
  const oddsFigure = figure({
    title: t("odds.title"), name: "odds", svg: () => h("div", { class: "loading" }, t("state.loading")), reading: "",
    data: () => ({ columns: [t("data.reading"), t("data.future"), "p", t("data.low"), t("data.high"), t("data.change"), t("data.change_low"), t("data.change_high")], rows: view ? Object.entries(view.answer.futures).flatMap(([r, futures]) => ids.map((id) => { const part = futures[id]; const c = part.change; return [r, id, part.p, part.low ?? null, part.high ?? null, c?.p ?? null, c?.low ?? null, c?.high ?? null]; })) : [] }),
    source: () => source(),
  });
  const fans = ["compute", "adoption"].map((axis) => figure({
    title: t(`fan.${axis}`), name: `fan-${axis}`, svg: () => h("div", { class: "loading" }, t("state.loading")), reading: "",
    data: () => ({ columns: [t("data.month"), "mean", "q05", "q25", "q50", "q75", "q95"], rows: view ? view.answer.path.map((p) => [p.month, ...["mean", "q05", "q25", "q50", "q75", "q95"].map((q) => p[axis][q])]) : [] }),
    source: () => source(),
  }));
  const slider = h("input", { type: "range", id: "as-of-slider", min: 0, max: 1, step: 1, value: 1, disabled: true, "aria-label": t("past.slider"), oninput: (event) => slid(event.target, false), onchange: (event) => slid(event.target, true) });
  const pastFigure = figure({
    title: t("past.title"), name: "past", caption: t("past.caption"), svg: () => h("div", { class: "loading" }, t("state.loading")), reading: "",
    data: () => ({ columns: [t("data.as_of"), t("data.reading"), ...ids], rows: (history?.days ?? []).flatMap((d) => Object.entries(d.readings).map(([r, f]) => [d.as_of, r, ...ids.map((id) => f[id])])) }),
    source: () => t("past.source", { n: count(fewer(state.get(), study, QUICK)) }),
  });
  pastFigure.querySelector(".plot").after(slider);
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

  const mapNote = h("p", { class: "note map-note" });
  const card = (cls, ...children) => h("div", { class: `card ${cls}` }, children);
  root.append(
    h("div", { class: "head" }, heading, deck, lens, notice),
    h("div", { class: "futures" },
      card("odds-card", oddsFigure, legend(h), movers), card("map-card", mapFigure, mapNote), panel.element,
      h("div", { class: "strip" }, card("past-card", pastFigure), card("fan-card", fans[0]), card("fan-card", fans[1]))),
  );
  const places = [mapFigure, oddsFigure, pastFigure, ...fans].map((f) => f.querySelector(".plot"));
  let widths = "";
  const resized = new ResizeObserver(() => {
    const next = places.map((p) => Math.round(p.clientWidth)).join();
    if (next === widths) return;
    widths = next;
    map = null;
    requestAnimationFrame(() => { if (!gone) { draw(); drawPast(); } });
  });
  places.forEach((p) => resized.observe(p));

  // ------------------------------------------------------------ drawing

  function comparing() {
    return view !== null && view.base !== null;
  }

  function source() {
    const run = view?.run;
    if (run && comparing()) return t("source.paired", { run: run.run_id, n: count(view.members) });
    return run ? t("source.run", { run: run.run_id, n: count(run.members), data: day(run.data_vintage) }) : view ? t("source.quick", { n: count(view.members) }) : "";
  }

  function before(id, r = reading()) {
    const part = view.answer.futures[r][id];
    return view.pinned ? view.base.futures[r][id].p : part.p - (part.change?.p ?? 0);
  }

  function draw() {
    if (!view) return;
    const { answer } = view;
    const r = reading();
    const now = state.get();
    const from = Object.fromEntries(Object.keys(answer.futures).map((name) => [name, Object.fromEntries(ids.map((id) => [id, { p: before(id, name) }]))]));
    const told = comparing()
      ? difference(study, { setting: named(study, dragging ?? now.levers, lookup), focus: now.focus, futures: answer.futures, from, reading: r, paired: !view.pinned })
      : level(study, answer.futures, r);
    for (const [at, part] of [[heading, "title"], [deck, "deck"]]) if (at.textContent !== told[part]) put(at, told.shown[part]);
    document.body.classList.toggle("quick", view.live);
    drawMap(r);
    drawOdds(r);
    drawFans();
    const words = readAloud(study, answer.futures, r, answer.path);
    const said = comparing() ? `${told.title} ${words}` : words;
    for (const f of [mapFigure, oddsFigure]) {
      f.redraw({ reading: said });
      f.querySelector("svg")?.setAttribute("aria-label", told.title);
      const foot = f.querySelector(".source");
      if (foot) foot.textContent = source();
    }
    for (const f of fans) f.querySelector(".source").textContent = source();
    panel.show({ levers: dragging ?? now.levers, base: now.base, effects, focus: now.focus, as_of: now.as_of });
    return told;
  }

  function drawMap(r) {
    const plot = places[0];
    const width = Math.max(280, Math.round(plot.clientWidth));
    if (!map) {
      const band = Math.log(study.frame.band_ratio);
      map = quadrant(width, Math.round(Math.min(width * 0.86, 430)), { say: mapWords(r), band, reach: [3.3, 2.4] });
      map.reading = r;
      put(plot, map.element);
    } else if (map.reading !== r) {
      map = null;
      return drawMap(r);
    }
    const shownOdds = (answer) => Object.fromEntries(ids.map((id) => [id, answer.futures[r][id].p]));
    const base = comparing() ? { cloud: view.base.cloud, path: view.base.path, odds: Object.fromEntries(ids.map((id) => [id, before(id)])) } : null;
    map.update({ cloud: view.answer.cloud, path: view.answer.path, odds: shownOdds(view.answer), today: view.answer.as_of, base });
    mapFigure.redraw({ caption: t(base ? "map.caption_compare" : "map.caption", { reading: both(study.frame.presets[r]?.name) }) });
    const dials = view.run?.dials ?? null;
    const tau = dials?.tau ?? study.frame.presets[r].tau;
    const rho = dials?.rho_c ?? study.frame.presets[r].rho_c;
    mapNote.textContent = t(tau > 0 ? "map.note" : "map.note_standing", { ratio: rho, years: tau });
  }

  function mapWords(r) {
    const paced = study.frame.presets[r]?.tau > 0;
    return {
      name: Object.fromEntries(ids.map((id) => [id, futureName(study, id)])), even: t("map.even"), times: (n) => t("map.times", { n }),
      x_left: t(paced ? "map.x_left" : "map.x_left_standing"), x_right: t("map.x_right"), y_up: t("map.y_up"), y_down: t("map.y_down"),
      month: shortMonth, today: (m) => t("map.today", { month: shortMonth(m) }),
    };
  }

  function drawOdds(r) {
    const plot = places[1];
    const strict = view.answer.futures[STRICT];
    const rows = ids.map((id) => {
      const part = view.answer.futures[r][id];
      const [own, other] = [word(study, part.p), word(study, strict[id].p)];
      return {
        future: id, name: futureName(study, id), words: lifted() ? "" : own === other ? own : t("odds.words", { own, strict: other }), // over the sheet there is room for numbers alone
        p: part.p, low: part.low ?? null, high: part.high ?? null, se: part.mc_se ?? null,
        strict: { p: strict[id].p, low: strict[id].low ?? null, high: strict[id].high ?? null, future: id },
        about: ofOdds(study, id, r, part), strict_about: ofOdds(study, id, STRICT, strict[id]),
        before: comparing() ? before(id) : null, strict_before: comparing() ? before(id, STRICT) : null,
      };
    });
    put(plot, odds(Math.max(300, Math.round(plot.clientWidth)), rows, { comparing: comparing(), say: { head: t("odds.head"), change_head: t("odds.change_head"), strict: t("odds.key_strict") } }));
  }

  function drawFans() {
    ["compute", "adoption"].forEach((axis, i) => {
      const plot = places[3 + i];
      const ticks = [[-Math.log(8), 1 / 8], [0, 1], [Math.log(8), 8]].map(([v, n]) => [v, n === 1 ? t("map.even") : t("map.times", { n: n < 1 ? 1 / n : n })]);
      const months = view.answer.path.map((p) => ({ month: p.month, ...p[axis] }));
      const [lowest, highest] = [Math.min(...months.map((m) => m.q05)), Math.max(...months.map((m) => m.q95))];
      const base = comparing() ? view.base.path.map((p) => ({ month: p.month, ...p[axis] })) : null;
      const element = fan(Math.max(200, Math.round(plot.clientWidth)), 112, { months, base, ticks: ticks.filter(([v]) => v === 0 || (v > lowest - 0.5 && v < highest + 0.5)), today: view.answer.as_of, line_at: 0, say: { end: t("fan.end") } });
      const end = months.at(-1);
      const words = t("fan.reading", { name: t(`fan.${axis}`), month: month(end.month), mid: times(end.q50), low: times(end.q05), high: times(end.q95) });
      element.setAttribute("aria-label", words);
      fans[i].redraw({ svg: element, reading: words, caption: t(`fan.${axis}_caption`) });
    });
  }

  function times(v) {
    const n = Math.exp(Math.abs(v));
    return n < 1.05 ? t("map.even") : t(v > 0 ? "fan.us" : "fan.cn", { n: n < 10 ? n.toFixed(1) : String(Math.round(n)) });
  }

  function drawPast() {
    if (!history) return;
    const r = preset();
    const days = history.days.map((d) => ({ as_of: d.as_of, odds: d.readings[r] }));
    const at = Number(slider.value);
    const names = Object.fromEntries(ids.map((id) => [id, t(`short.${id}`)]));
    const plot = places[2];
    const element = past(Math.max(300, Math.round(plot.clientWidth)), 128, { days, at, names, futures: ids, say: { month: shortMonth } });
    const spoken = t("past.reading", { from: day(days[0].as_of), to: day(days[at].as_of), list: ids.map((id) => t("past.one", { future: futureName(study, id), a: percent(days[0].odds[id]), b: percent(days[at].odds[id]) })).join(t("reading.join")) });
    element.setAttribute("aria-label", spoken);
    pastFigure.redraw({ svg: element, reading: spoken });
    slider.max = days.length - 1;
    slider.disabled = false;
    slider.setAttribute("aria-valuetext", day(days[at].as_of));
  }

  function drawMovers(run) {
    const focus = state.get().focus;
    const top = [...run.movers].sort((a, b) => Math.abs(b.delta[focus]) - Math.abs(a.delta[focus])).slice(0, 2);
    put(movers, h("h2", { id: "movers-title" }, t("movers.title", { future: futureName(study, focus) })),
      top.length === 0 ? h("p", { class: "caption" }, t("movers.none")) : h("ul", null, top.map((m) => {
        const card = run.sources[m.source_id];
        return h("li", null, h("b", { class: `move text-${focus}` }, door(t("movers.points", { n: signed(m.delta[focus]) }), ofMover(m, focus, card, run))),
          h("span", null, both(m.name), h("br"), h("span", { class: "caption" }, day(m.date), card ? [" · ", card.url ? h("a", { href: card.url, rel: "noreferrer", target: "_blank" }, card.publisher || card.title) : card.publisher, card.grade ? ` · ${card.grade}` : ""] : "")));
      })),
      h("p", { class: "caption" }, h("a", { href: state.address({ ...state.get(), view: "why", bad: [] }), onclick: (event) => { event.preventDefault(); state.set({ view: "why" }); } }, t("movers.all"))));
  }

  function ofMover(m, id, card, run) {
    return () => ({ name: t("about.mover", { item: both(m.name), future: futureName(study, id) }), value: signed(m.delta[id], 1), unit: t("about.points"), sources: [card], date: day(m.date), run, method: "m-seen" });
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
        view = next;
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
    root.classList.toggle("waiting", view !== null && kind === "setting");
    try {
      const next = await answer(now, now.levers, fewer(now, study, first || kind === "setting" ? QUICK : FULL), false);
      if (gone || mine !== turn || dragging) return;
      view = next;
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
      view = view.base ? { ...view, run } : { ...view, run, answer: { ...view.answer, futures: run.futures, path: run.path, members: run.members } };
      shown(run);
      draw();
      drawMovers(run);
      lensNote(run);
      if (effects.length === 0 || kind === "setting" || first) fillEffects(now, run);
      if (history === null || kind === "setting") drawHistory(now, mine);
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

  /** The effects that a run lists, then those it leaves out, one quick answer each. */
  async function fillEffects(now, run) {
    const listed = run.lever_effects.map((e) => ({ ...e }));
    effects = Object.keys(run.levers).length === 0 ? listed : effects.length ? effects : listed;
    panel.show({ effects });
    const members = fewer(now, study, QUICK);
    for (const id of panel.ids) {
      const lever = lookup[id];
      for (const value of lever.range.filter((v) => v !== 0)) {
        if (effects.some((e) => e.lever === id && e.value === value)) continue;
        if (gone || dragging) return;
        try {
          const found = await quick(now, { [id]: value }, members, "effects", 0);
          if (gone || JSON.stringify(now.dials + now.lens + now.as_of) !== JSON.stringify(state.get().dials + state.get().lens + state.get().as_of)) return;
          const futures = found.futures[found.reading];
          effects = [...effects, { lever: id, value, direction: value < 0 ? lever.direction.low : lever.direction.high, futures: Object.fromEntries(ids.map((f) => [f, futures[f].change])) }];
          panel.show({ effects });
        } catch (error) {
          if (!superseded(error)) return;
        }
      }
    }
  }

  async function drawHistory(now, mine) {
    try {
      const found = await askPast(now, study);
      if (gone || mine !== turn) return;
      history = found;
      slider.max = found.days.length - 1;
      slider.value = nearest(found.days, now.as_of);
      drawPast();
    } catch (error) {
      if (!superseded(error) && !gone) put(places[2], trouble(error, () => drawHistory(now, mine)));
    }
  }

  function nearest(days, asOf) {
    if (!asOf) return days.length - 1;
    const at = days.findIndex((d) => d.as_of >= asOf);
    return at < 0 ? days.length - 1 : at;
  }

  function slid(input, over) {
    const asOf = history.days[Number(input.value)].as_of;
    drawPast();
    if (over) state.set({ as_of: asOf === study.assembled ? null : asOf });
  }

  function failed(error) {
    if (gone || superseded(error)) return;
    put(notice, view ? h("p", { class: "small" }, t("state.stale")) : null, trouble(error, () => settle(view === null, "setting")));
    root.classList.toggle("waiting", view !== null);
    if (!view) for (const plot of places) put(plot, h("p", { class: "muted" }, t("state.no_numbers")));
  }

  const keys = [
    onKey("c", t("keys.compare"), () => state.set({ base: state.get().base === null ? { ...state.get().levers } : null })),
    onKey("s", t("keys.swap"), () => state.get().base && state.set({ base: { ...state.get().levers }, levers: { ...state.get().base } })),
    onKey("[", t("keys.back"), () => stepped(-1)),
    onKey("]", t("keys.on_day"), () => stepped(1)),
    onKey("t", t("keys.read"), () => { const shut = root.querySelector(".odds-card details"); shut.open = !shut.open; shut.querySelector("summary").focus(); }),
  ];

  function stepped(by) {
    if (!history) return;
    slider.value = Math.max(0, Math.min(history.days.length - 1, Number(slider.value) + by));
    slid(slider, true);
  }

  put(heading, t("state.loading"));
  settle(true, "first");
  return {
    update(now, old) {
      if (PACES.some((field) => now[field] !== old[field])) {
        effects = [];
        map = null;
        settle(false, "setting");
      } else if (JSON.stringify([now.levers, now.base]) !== JSON.stringify([old.levers, old.base])) settle(false, "rest");
      else {
        draw();
        if (view?.run) drawMovers(view.run);
      }
      if (history && now.as_of !== old.as_of) { slider.value = nearest(history.days, now.as_of); drawPast(); }
    },
    unmount() {
      gone = true;
      resized.disconnect();
      keys.forEach((off) => off());
      document.body.classList.remove("quick");
    },
  };
}

function legend(h) {
  return h("p", { class: "legend", "aria-hidden": "true" },
    h("span", { class: "key-solid" }), t("odds.key_source"), h("span", { class: "key-hollow" }), t("odds.key_strict"),
    h("span", { class: "key-range" }), t("odds.key_range"), h("span", { class: "key-mc" }), t("odds.key_mc"));
}
