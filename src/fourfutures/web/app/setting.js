// The setting bar: the whole state in words, each part a control; at its end the run the numbers are from.

import { h, put } from "./dom.js";
import { dayField } from "./days.js";
import { day } from "./numbers.js";
import * as state from "./state.js";
import { both, t } from "./words.js";

const bar = document.getElementById("setting");
let run = null;
let known = null;

/** The run that the page shows: {run_id, seed, members, as_of, data_vintage}; called without one, the last that was given. */
export function shown(given) {
  if (given !== undefined) {
    run = given;
    const at = bar.querySelector(".run");
    if (at) at.textContent = ran();
    banners(state.get());
  }
  return run;
}

function ran() {
  return run ? t("setting.run", { run: run.run_id, seed: run.seed, data: day(run.data_vintage) }) : "";
}

/** Draw the bar anew; what has the focus keeps it. */
export function drawSetting(study) {
  if (!study) return;
  known = study;
  const held = document.activeElement?.id;
  const open = bar.querySelector("details[open]")?.id;
  const now = state.get();
  bar.setAttribute("aria-label", t("setting.label"));
  put(bar,
    h("div", { class: "settings" },
      chip("as-of", t("setting.as_of"), dayField({
        id: "set-as-of", value: now.as_of ?? study.assembled, min: study.origin, max: study.assembled,
        onchange: (event) => event.target.validity.valid && event.target.value && state.set({ as_of: event.target.value === study.assembled ? null : event.target.value }),
      })),
      chip("lens", t("setting.lens"), h("select", { id: "set-lens", value: now.lens, onchange: (event) => state.set({ lens: event.target.value }) },
        options(["neutral", "us", "china", "partner", "multilateral"], now.lens, (id) => t(`lens.${id}`)))),
      dials(study, now),
      chip("evidence", t("setting.evidence"), h("select", { id: "set-evidence", value: now.evidence ? "on" : "off", onchange: (event) => state.set({ evidence: event.target.value === "on" }) },
        [["on", t("setting.evidence_on")], ["off", t("setting.evidence_off")]].map(([id, words]) => h("option", { value: id }, words)))),
      chip("members", t("setting.members"), h("select", { id: "set-members", value: String(now.members ?? study.members), onchange: (event) => state.set({ members: Number(event.target.value) === study.members ? null : Number(event.target.value) }) },
        [...new Set([2000, 10000, study.members, now.members ?? study.members])].sort((a, b) => a - b).map((n) => h("option", { value: String(n) }, n.toLocaleString("en"))))),
      pinned(now),
    ),
    h("p", { class: "run" }, ran()),
  );
  if (open) bar.querySelector(`#${open}`)?.setAttribute("open", "");
  if (held && bar.querySelector(`#${held}`)) bar.querySelector(`#${held}`).focus();
}

function chip(name, label, control) {
  return h("label", { class: `chip chip-${name}` }, h("span", null, label), control);
}

function options(ids, now, words) {
  return (ids.includes(now) ? ids : [...ids, now]).map((id) => h("option", { value: id }, ids.includes(id) ? words(id) : id));
}

/** `PRESET[,NAME=VALUE]` as {preset, own}. */
export function read(text) {
  const [preset, ...rest] = text.split(",");
  return { preset, own: Object.fromEntries(rest.map((part) => part.split("=")).map(([name, value]) => [name, Number(value)])) };
}

export function written({ preset, own }) {
  return [preset, ...Object.entries(own).map(([name, value]) => `${name}=${value}`)].join(",");
}

function dials(study, now) {
  const frame = study.frame;
  const { preset, own } = read(now.dials);
  const base = (name) => frame.presets[preset]?.[name] ?? frame.dials[name].default;
  const changed = Object.keys(own).length > 0;
  const row = (name) => {
    const dial = frame.dials[name];
    const value = own[name] ?? base(name);
    const step = (dial.range[1] - dial.range[0]) / 20;
    const out = h("output", { for: `dial-${name}` }, String(value));
    return h("div", { class: "dial" },
      h("label", { for: `dial-${name}` }, both(dial.name)),
      h("input", {
        type: "range", id: `dial-${name}`, min: dial.range[0], max: dial.range[1], step: Number(step.toPrecision(3)), value,
        oninput: (event) => (out.textContent = String(Number(event.target.value))),
        onchange: (event) => {
          const next = { ...read(state.get().dials).own, [name]: Number(event.target.value) };
          if (next[name] === base(name)) delete next[name];
          state.set({ dials: written({ preset, own: next }) });
        },
      }), out,
    );
  };
  return h("div", { class: "chip chip-dials" },
    h("label", null, h("span", null, t("setting.reading")), h("select", { id: "set-reading", value: preset, onchange: (event) => state.set({ dials: event.target.value }) },
      options(Object.keys(frame.presets), preset, (id) => both(frame.presets[id].name)))),
    h("details", { id: "dials" },
      h("summary", null, changed ? t("setting.own") : t("setting.dials")),
      h("div", { class: "panel" },
        h("p", null, both(frame.presets[preset]?.why)),
        Object.keys(frame.dials).map(row),
        changed ? h("button", { type: "button", onclick: () => state.set({ dials: preset }) }, t("setting.dials_back")) : null,
      )),
  );
}

function pinned(now) {
  if (now.base === null) return h("button", { type: "button", class: "chip dashed", id: "set-compare", onclick: () => state.set({ base: { ...state.get().levers } }) }, t("setting.compare"));
  return h("span", { class: "chip strong" },
    h("span", null, h("b", null, "A "), count(now.base), " ", h("b", null, "B "), count(now.levers)),
    h("button", { type: "button", id: "set-swap", "aria-label": t("setting.swap"), title: t("setting.swap"), onclick: () => state.set({ base: { ...now.levers }, levers: { ...now.base } }) }, "⇄"),
    h("button", { type: "button", id: "set-compare", "aria-label": t("setting.compare_end"), title: t("setting.compare_end"), onclick: () => state.set({ base: null }) }, "✕"));
}

function count(levers) {
  const n = Object.keys(levers).length;
  return n === 0 ? t("setting.today") : t(n === 1 ? "setting.lever" : "setting.levers", { n });
}

/** What stands above the view: a link that could not be read in full, or one whose numbers are others here. */
export function banners(now) {
  document.getElementById("banner")?.remove();
  const said = [];
  if (now.bad?.length) said.push(t("link.bad", { parts: now.bad.join(", ") }));
  if (now.run && run && now.run !== run.run_id && now.view === "futures") said.push(t("link.other", { was: now.run, is: run.run_id }));
  if (said.length === 0) return;
  bar.after(h("section", { id: "banner", class: "error", "aria-label": t("link.label") }, said.map((s) => h("p", null, s)),
    h("div", { class: "toolbar" }, h("button", { type: "button", onclick: () => state.set({}, { replace: true }) }, t("link.go_on")))));
}
