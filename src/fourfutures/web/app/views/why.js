// Why it moved: two days, and what lay between them, item by item, adding up to the move.

import { superseded } from "../api.js";
import { glyph } from "../charts/scale.js";
import { waterfall } from "../charts/waterfall.js";
import { dayField } from "../days.js";
import { put, svg } from "../dom.js";
import { door } from "../door.js";
import { figure } from "../figure.js";
import { STRICT, futureName, ofChange, ofOdds } from "../finding.js";
import { day, monthEnd, percent, plain, range, signed } from "../numbers.js";
import { read as readDials } from "../setting.js";
import { busy, say, trouble } from "../trouble.js";
import { both, parts, t } from "../words.js";

export const name = "why";
export const title = "place.why";

const MEMBERS = 2000; // of a move both ends read one pool; more members change the last digits
const SHOWN = 12;

export async function mount(root, { state, api, h, study }) {
  let found = null;
  let gone = false;
  let turn = 0;
  const ids = study.frame.ids;
  const heading = h("h1", null, t("state.loading"));
  const deck = h("p", { class: "deck" });
  const notice = h("div", { role: "status" });
  const dated = (id, label, value, change) => h("label", { class: "chip" }, h("span", null, label), dayField({ id, value, min: study.origin, max: study.assembled, onchange: (event) => event.target.validity.valid && event.target.value && change(event.target.value) }));
  const tools = h("div", { class: "toolbar" });
  const falls = figure({
    title: t("why.title"), name: "why", svg: () => h("div", { class: "loading" }, t("state.loading")), reading: "",
    data: () => ({ columns: [t("data.as_of"), "id", t("why.item"), ...ids, t("why.source")], rows: found ? found.contributions.map((c) => [c.date, c.id, both(c.name), ...ids.map((id) => part(c, id)), c.source_id]) : [] }),
    source: () => (found ? t("why.note", { seed: found.seed, pool: plain(found.pool, 6) }) : ""),
  });
  const others = h("div", { class: "card" });
  const list = h("div", { class: "card wide" });
  root.append(heading, deck, tools, notice, h("div", { class: "why" }, h("div", { class: "card" }, falls), others, list));
  const plot = falls.querySelector(".plot");
  let width = 0;
  const resized = new ResizeObserver(() => { if (plot.clientWidth !== width) { width = plot.clientWidth; requestAnimationFrame(() => !gone && draw()); } });
  resized.observe(plot);

  function days(now) {
    const to = now.to ?? now.as_of ?? study.assembled;
    return { from: now.from ?? before(to), to };
  }

  function before(to) {
    const [y, m] = to.split("-").map(Number);
    const back = monthEnd(`${m > 3 ? y : y - 1}-${String(((m + 8) % 12) + 1).padStart(2, "0")}`);
    return back < study.origin ? study.origin : back;
  }

  function part(c, id) {
    return (c.readings[reading()] ?? c.delta)[id];
  }

  function reading() {
    return readDials(state.get().dials).preset;
  }

  function drawTools(now) {
    const { from, to } = days(now);
    put(tools,
      dated("why-from", t("why.from"), from, (value) => state.set({ from: value })),
      dated("why-to", t("why.to"), to, (value) => state.set({ to: value })),
      h("label", { class: "chip" }, h("span", null, t("why.focus")), h("select", { id: "why-focus", value: now.focus, onchange: (event) => state.set({ focus: event.target.value }) }, ids.map((id) => h("option", { value: id }, futureName(study, id))))));
  }

  function draw() {
    if (!found) return;
    const now = state.get();
    const focus = ids.includes(now.focus) ? now.focus : ids[0];
    const ends = found.readings[reading()];
    const items = found.contributions.map((c) => ({ c, delta: part(c, focus) })).sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta));
    const move = ends.move[focus];
    const params = { future: futureName(study, focus), from: day(found.from_date), to: day(found.to_date), a: percent(ends.from[focus].p), b: percent(ends.to[focus].p), n: signed(move, 1), range: range(ends.to[focus].low, ends.to[focus].high) };
    put(heading, parts(items.length === 0 ? "why.none" : Math.abs(move) < 0.005 ? "why.still" : move > 0 ? "why.up" : "why.down", { ...params, a: odds(ends.from[focus], focus, found.from_date), b: odds(ends.to[focus], focus, found.to_date), n: moved(move, focus, reading()) }));
    deck.textContent = items.length ? t("why.deck", { n: items.length, first: label(items[0].c), p: signed(items[0].delta, 1), se: plain(100 * Math.hypot(ends.from[focus].mc_se, ends.to[focus].mc_se), 2) }) : t("why.empty");
    const top = items.slice(0, SHOWN);
    const left = items.slice(SHOWN);
    const bars = top.map(({ c, delta }) => ({ words: label(c), delta, about: ofItem({ c, delta }, found.sources[c.source_id], focus) }));
    if (left.length) bars.push({ words: t("why.rest", { n: left.length }), delta: left.reduce((sum, one) => sum + one.delta, 0) });
    const spoken = t("why.reading", { ...params, list: bars.slice(0, 5).map((b) => t("why.one", { words: b.words, n: signed(b.delta, 1) })).join(t("why.join")) });
    const element = waterfall(Math.max(300, Math.round(plot.clientWidth)), { items: bars, from: ends.from[focus].p, to: ends.to[focus].p, future: focus, ends: ["from", "to"].map((end) => [day(found[`${end}_date`]), ofEnd(ends[end][focus], focus, found[`${end}_date`])]) });
    element.setAttribute("aria-label", spoken);
    falls.redraw({ svg: element, reading: spoken, caption: t("why.caption", { reading: both(study.frame.presets[reading()]?.name) }) });
    falls.querySelector(".source").textContent = t("why.note", { seed: found.seed, pool: plain(found.pool, 6) });
    drawOthers(focus);
    drawList(items, focus, move);
    return heading.textContent;
  }

  function drawOthers(focus) {
    const at = reading();
    const read = at === STRICT ? [at] : [at, STRICT];
    const each = (cell) => h("td", { class: "n" }, read.map((name) => h("div", name === at ? null : { class: "small muted" }, cell(found.readings[name], name))));
    put(others, h("h2", null, t("why.all")), h("div", { class: "scroller plain", tabindex: "0", role: "region", "aria-label": t("why.all") }, h("table", { class: "table" },
      h("thead", null, h("tr", null, h("th", { scope: "col" }, t("data.future")), ["why.was", "why.is", "why.move"].map((k) => h("th", { scope: "col", class: "n" }, t(k))))),
      h("tbody", null, ids.map((id) => h("tr", { class: id === focus ? "here" : null },
        h("th", { scope: "row" }, svg("svg", { viewBox: "0 0 14 14", width: 14, height: 14, "aria-hidden": "true" }, glyph(id)), " ", h("button", { type: "button", class: "door", "aria-pressed": null, onclick: () => state.set({ focus: id }) }, futureName(study, id)),
          at === STRICT ? null : h("div", { class: "small muted strict-row" }, t("why.strict"))),
        each(({ from }, name) => odds(from[id], id, name, found.from_date)),
        each(({ to }, name) => [h("b", null, odds(to[id], id, name, found.to_date)), " ", h("span", { class: "muted" }, range(to[id].low, to[id].high))]),
        each((part, name) => moved(part.move[id], id, name))))))),
      h("p", { class: "caption" }, t("why.luck")), found.notes.map((note) => h("p", { class: "note" }, both(note))));
  }

  /** The run of one end of the move: both ends read one pool. */
  function run(as_of) {
    return { members: found.members, seed: found.seed, as_of };
  }

  function odds(part, id, name, on) {
    return door(percent(part.p), ofEnd(part, id, on, name));
  }

  function ofEnd(part, id, on, name = reading()) {
    const about = ofOdds(study, id, name, part);
    return () => ({ ...about(), run: run(on) });
  }

  function moved(delta, id, name) {
    const about = ofChange(study, id, { value: signed(delta, 1), note: t("why.luck") });
    return door(signed(delta, 1), () => ({ ...about(), name: t("about.move", { future: futureName(study, id), reading: both(study.frame.presets[name].name), from: day(found.from_date), to: day(found.to_date) }), run: run(found.to_date) }));
  }

  function ofItem({ c, delta }, card, focus) {
    return () => ({ name: t("about.mover", { item: label(c), future: futureName(study, focus) }), value: signed(delta, 1), unit: t("about.points"), sources: [card ?? c.source_id], date: day(c.date), run: run(found.to_date), method: "m-seen" });
  }

  function ofSeen(c, card) {
    return () => ({ name: label(c), value: plain(c.observed), unit: unit(c.unit), kind: "published", sources: [card ?? c.source_id], date: day(c.date), method: "m-seen" });
  }

  function drawList(items, focus, move) {
    const row = ({ c, delta }) => {
      const card = found.sources[c.source_id];
      return h("tr", null,
        h("td", null, day(c.date)),
        h("th", { scope: "row" }, label(c), c.reasons.map((r) => h("div", { class: "caption" }, both(r)))),
        h("td", null, t(`kind.${c.kind}`)),
        h("td", { class: "n" }, c.observed === null ? "" : [door(plain(c.observed), ofSeen(c, card)), ` ${unit(c.unit)}`], c.before ? h("div", { class: "caption" }, t("why.earlier", { value: plain(c.before.value), at: day(c.before.period_end) })) : null),
        h("td", { class: "n" }, h("b", null, door(signed(delta, 1), ofItem({ c, delta }, card, focus)))),
        h("td", null, card ? [card.url ? h("a", { href: card.url, rel: "noreferrer", target: "_blank" }, card.publisher || card.title) : (card.publisher || card.title), " ", h("span", { class: "tag" }, card.grade)] : ""));
    };
    put(list, h("h2", null, t("why.list")), h("div", { class: "scroller tall", tabindex: "0", role: "region", "aria-label": t("why.list") }, h("table", { class: "table" },
      h("thead", null, h("tr", null, ["data.as_of", "why.item", "why.kind", "why.seen", "why.points", "why.source"].map((k, i) => h("th", { scope: "col", class: i === 3 || i === 4 ? "n" : null }, t(k))))),
      h("tbody", null, items.map(row)),
      h("tfoot", null, h("tr", null, h("td"), h("th", { scope: "row" }, t("why.sum")), h("td"), h("td"), h("td", { class: "n" }, h("b", null, signed(move, 1))), h("td"))))));
  }

  function label(c) {
    return c.place ? t("why.label", { name: both(c.name), place: both(c.place) }) : both(c.name);
  }

  function unit(id) {
    return id ? both(study.units[id]) || (id === "category" ? "" : id) : "";
  }

  async function ask(first) {
    const mine = ++turn;
    const now = state.get();
    drawTools(now);
    const asked = { ...state.question(now), ...days(now), members: now.members ?? MEMBERS };
    delete asked.as_of;
    const done = busy(t("state.running", { n: asked.members.toLocaleString("en") }));
    root.classList.toggle("waiting", found !== null);
    try {
      const answer = await api.get("explain", asked, { kind: "explain" });
      if (gone || mine !== turn) return;
      found = answer;
      notice.replaceChildren();
      const told = draw();
      if (!first) say(told);
    } catch (error) {
      if (gone || mine !== turn || superseded(error)) return;
      put(notice, trouble(error, () => ask(false)));
      if (!found) { heading.textContent = t(title); put(plot, h("p", { class: "muted" }, t("state.no_numbers"))); }
    } finally {
      done();
      if (mine === turn) root.classList.remove("waiting");
    }
  }

  ask(true);
  return {
    update(now, old) {
      if (["lens", "dials", "as_of", "evidence", "members", "seed", "from", "to"].some((f) => now[f] !== old[f])) ask(false);
      else { drawTools(now); draw(); }
    },
    unmount() { gone = true; resized.disconnect(); },
  };
}
