// The levers, grouped by actor: name, direction, slider, effect at full pull on the future in focus.

import { h, put, svg } from "./dom.js";
import { day, month, signed } from "./numbers.js";
import { door } from "./door.js";
import { glyph, linear } from "./charts/scale.js";
import { STRICT, futureName, ofChange } from "./finding.js";
import * as state from "./state.js";
import { both, has, parts, t } from "./words.js";

const ACTORS = ["us", "cn", "partner"];
const TERMS = ["security_standard", "reciprocal_ratio"]; // terms of deals: they stand in the Deal room
const MARKS = 6; // dated events shown of a policy
const WIDE = 46;

/** The key of a lever in the state, whatever month it begins in. */
export function keyOf(levers, id) {
  return Object.keys(levers).find((key) => key.split("@")[0] === id) ?? null;
}

/** A name short enough for a row under the name of its actor; levers that have none go by their own. */
function short(lever) {
  return has(`lever.short.${lever.id}`) ? t(`lever.short.${lever.id}`) : both(lever.name);
}

/**
 * The panel. `moved(id, value)` while a slider moves, `rested(id, value)` when it is let go, `began(id, month)` for another
 * first month. Returns {element, show({levers, base, effects, focus})}.
 */
export function leverPanel(study, levers, { moved, rested, focused, began }) {
  const rows = new Map();
  const pick = h("select", { id: "focus", "aria-label": t("lever.focus"), onchange: (event) => focused(event.target.value) }, study.frame.ids.map((id) => h("option", { value: id }, futureName(study, id))));
  let now = { levers: {}, base: null, effects: [], focus: "americas_century" };
  let drawn = null;

  function row(lever) {
    const [low, high] = lever.range;
    const words = h("span", { class: "way" }, both(low < 0 ? { en: `${lever.direction.low.en} – ${lever.direction.high.en}`, zh: `${lever.direction.low.zh}—${lever.direction.high.zh}` } : lever.direction.high));
    const slider = h("input", {
      type: "range", min: low, max: high, step: 0.05, value: 0, id: `lever-${lever.id}`, "aria-label": both(lever.name),
      oninput: (event) => { tell(event.target); moved(lever.id, Number(event.target.value)); },
      onchange: (event) => rested(lever.id, Number(event.target.value)),
      onkeydown: (event) => {
        if (event.key === "0") { event.target.value = 0; tell(event.target); rested(lever.id, 0); }
      },
    });
    const tell = (input) => {
      const value = Number(input.value);
      input.setAttribute("aria-valuetext", t("lever.value", { value: String(value).replace("-", "−"), way: value < 0 ? both(lever.direction.low) : value > 0 ? both(lever.direction.high) : t("setting.today") }));
      input.classList.toggle("pulled", value !== 0);
    };
    tell(slider);
    const effect = h("span", { class: "effect" });
    const points = h("span", { class: "points" });
    const place = h("span", { class: `track ${low < 0 ? "two" : "one"}` }, slider);
    rows.set(lever.id, { lever, slider, effect, points, tell });
    return h("div", { class: "lever" },
      h("span", { class: "lever-name" }, h("button", { type: "button", class: "door", "aria-haspopup": "dialog", onclick: () => open(lever) }, short(lever)), words),
      place, effect, points);
  }

  const groups = ACTORS.map((actor, i) => h("section", { "aria-label": t(`actor.${actor}`) },
    h("div", { class: "lever lever-head" }, h("h3", null, t(`actor.${actor}`)), i ? null : [h("span", { class: "policy", "aria-hidden": "true" }, t("lever.today")), h("span", { class: "points", "aria-hidden": "true" }, t("lever.points"))]),
    levers.filter((l) => l.actor === actor && !TERMS.includes(l.id)).map(row)));
  const element = h("aside", { class: "card levers", "aria-labelledby": "levers-title" },
    h("h2", { id: "levers-title" }, t("lever.title")),
    h("p", { class: "caption lever-focus" }, parts("lever.caption", { future: pick })),
    groups,
    h("p", { class: "caption" }, parts("lever.terms", { room: h("a", room(), t("place.deal")) })));

  function room() {
    const to = { view: "deal", iso3: null, q: {} };
    return { href: state.address({ ...state.get(), ...to, bad: [] }), onclick: (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      state.set({ ...to, q: Object.fromEntries(Object.keys(state.get().q).map((key) => [key, null])) });
    } };
  }

  function effectsOf(id) {
    return now.effects.filter((e) => e.lever === id);
  }

  function show(next) {
    now = { ...now, ...next };
    pick.value = now.focus;
    const all = now.effects.flatMap((e) => [e.futures, e.strict]).filter(Boolean).map((e) => e[now.focus]);
    const most = Math.max(0.02, ...all.flatMap((e) => [Math.abs(e.low), Math.abs(e.high)]));
    const still = drawn !== null && drawn.effects === now.effects && drawn.focus === now.focus; // as while a lever is dragged
    drawn = now;
    for (const [id, part] of rows) {
      const key = keyOf(now.levers, id);
      const value = key === null ? 0 : now.levers[key];
      if (document.activeElement !== part.slider || Number(part.slider.value) !== value) {
        part.slider.value = value;
        part.tell(part.slider);
      }
      if (still) continue;
      const up = effectsOf(id).find((e) => e.value > 0);
      part.effect.replaceChildren(up ? bars(up, most, now.focus) : "");
      if (part.up === up && part.focus === now.focus) continue; // a number that stays keeps the reader who is on it
      const here = part.points.contains(document.activeElement);
      Object.assign(part, { up, focus: now.focus });
      put(part.points, up ? [door(signed(up.futures[now.focus].p), ofEffect(part.lever, up, up.futures)), up.strict ? h("span", { class: "small" }, door(signed(up.strict[now.focus].p), ofEffect(part.lever, up, up.strict, STRICT))) : null] : "…");
      if (here) part.points.querySelector("[role=button]")?.focus({ preventScroll: true });
    }
  }

  function ofEffect(lever, effect, futures, reading = null) {
    const change = futures[now.focus];
    const about = ofChange(study, now.focus, { value: signed(change.p), change, name: reading === STRICT ? "about.effect_strict" : "about.effect", note: t("about.effect_note", { lever: both(lever.name), way: both(effect.direction) }) });
    return () => ({ ...about(), judgement: lever.judgement, sources: lever.sources.map(([, card]) => card) });
  }

  /** The reading at hand as a solid bar over the strict one, hollow, as in the odds. */
  function bars({ futures, strict }, most, focus) {
    const x = linear(-most, most, 1, WIDE - 1);
    const bar = (e, y, tall, fill) => [
      svg("rect", { x: Math.min(x(0), x(e.p)), y, width: Math.max(1, Math.abs(x(e.p) - x(0))), height: tall, class: fill }),
      svg("path", { d: `M${x(e.low)} ${y + tall / 2}H${x(e.high)}`, class: "whisker" })];
    return svg("svg", { viewBox: `0 0 ${WIDE} 24`, width: WIDE, height: 24, "aria-hidden": "true" },
      svg("path", { d: `M${x(0)} 0V24`, class: "axis" }),
      bar(futures[focus], 2, 9, `fill-${focus}`), strict ? bar(strict[focus], 15, 5, `hollow edge-${focus}`) : null);
  }

  function open(lever) {
    const found = effectsOf(lever.id);
    const key = keyOf(now.levers, lever.id);
    const strips = found.map((e) => [h("h3", null, t("lever.at", { way: both(e.direction), value: String(e.value).replace("-", "−") })), strip(e)]);
    const start = h("input", { type: "month", id: "lever-start", min: study.origin.slice(0, 7), max: study.horizon.slice(0, 7), value: key?.split("@")[1] ?? "", onchange: (event) => began(lever.id, event.target.value || null) });
    const sources = lever.sources ?? [];
    const dialog = h("dialog", { class: "wide", "aria-labelledby": "lever-dialog", onclose: () => dialog.remove() },
      h("h2", { id: "lever-dialog" }, both(lever.name)),
      h("p", null, both(lever.what)),
      h("p", { class: "caption" }, t("lever.range", { low: both(lever.direction.low), high: both(lever.direction.high), from: String(lever.range[0]).replace("-", "−"), to: lever.range[1] })),
      strips.length ? h("p", null, t("lever.strip")) : null, strips,
      h("h3", null, t("lever.so_far")),
      (lever.history ?? []).length
        ? h("ul", { class: "marks" }, lever.history.filter((one) => one.date <= (now.as_of ?? study.assembled)).slice(-MARKS).reverse().map((one) => h("li", null, h("b", null, dated(one)), " ", both(one.what), one.cards[0]?.url ? [" ", h("a", { href: one.cards[0].url, rel: "noreferrer", target: "_blank" }, one.cards[0].publisher || one.cards[0].title)] : "")))
        : h("p", { class: "small muted" }, t("lever.no_history")),
      h("h3", null, t("lever.strength")),
      h("ul", { class: "marks" }, lever.effects.map((e) => h("li", { lang: "en" }, e.note || `${e.channel}: ${e.size} ${e.unit}`))),
      lever.judgement ? h("p", null, h("span", { class: "tag dashed" }, t("lever.judged"))) : null,
      h("h3", null, t("lever.source")),
      sources.length ? h("ul", { class: "marks" }, sources.map(([id, card]) => h("li", null, card.url ? h("a", { href: card.url, rel: "noreferrer", target: "_blank" }, card.title) : card.title, card.publisher ? ` · ${card.publisher}` : "", card.published ? ` · ${card.published}` : "", h("span", { class: "unseen" }, id)))) : h("p", { class: "small muted" }, t("lever.no_source")),
      h("p", null, h("label", { for: "lever-start" }, t("lever.start")), " ", start),
      h("p", { class: "small muted" }, t("lever.register", { ids: lever.register.join(", ") })),
      h("div", { class: "toolbar" }, h("button", { type: "button", onclick: () => dialog.close() }, t("shell.close"))));
    document.body.append(dialog);
    dialog.showModal();
  }

  function dated(one) {
    return one.precision === "day" ? day(one.date) : one.precision === "month" ? month(one.date.slice(0, 7)) : one.date.slice(0, 4);
  }

  function strip(e) {
    return h("table", { class: "table" }, h("tbody", null, study.frame.ids.map((id) => h("tr", null,
      h("th", { scope: "row" }, svg("svg", { viewBox: "0 0 14 14", width: 14, height: 14, "aria-hidden": "true" }, glyph(id)), " ", futureName(study, id)),
      h("td", { class: "n" }, signed(e.futures[id].p)),
      h("td", { class: "n muted" }, t("finding.range", { range: t("number.between", { low: signed(e.futures[id].low), high: signed(e.futures[id].high) }) }))))));
  }

  return { element, show, ids: [...rows.keys()] };
}
