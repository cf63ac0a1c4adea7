// The one drawer of all numbers: value, unit, range, run, source, date, whether it is a judgement, and where Method tells more.

import * as api from "./api.js";
import { h, put } from "./dom.js";
import { day, percent } from "./numbers.js";
import { shown } from "./setting.js";
import * as state from "./state.js";
import { language, load, t } from "./words.js";

let drawer = null;
let from = null; // the number that was opened

/**
 * Show what is known of a number; what is not, is said to be unknown. `known`: {name, value, unit, range, range_is, kind,
 * sources, date, judgement, note, method, run, act}, all but `name` optional, or what gives it once its words are there. `value`: as written, else the text of the element;
 * `range_is`: priors, paired, members90, members80, scored or published; `kind`: simulated (where none is given), scored,
 * published or assumed; `sources`: cards of sources or their ids; `method`: the part of Method that tells more; `run`: where it
 * is another than the page shows; `act`: [words, what a further button does].
 */
export async function open(element, known) {
  await load(`drawer.${language()}`);
  const about = typeof known === "function" ? known() : known;
  const kind = about.kind ?? "simulated";
  const cards = await carded(about.sources ?? []);
  if (!element.isConnected && !drawer) return;
  if (!drawer) make();
  from = { element, name: element.getAttribute("aria-label") ?? element.textContent };
  const value = about.value ?? element.textContent;
  const line = (name, ...content) => [h("dt", null, t(`drawer.${name}`)), h("dd", null, content.some((part) => part !== null && part !== "") ? content : t("number.unknown"))];
  put(drawer,
    h("h2", { id: "drawer-title", tabindex: "-1", autofocus: true }, about.name),
    h("p", { class: "drawer-value" }, value, about.unit && !/[%$\p{L}]/u.test(value) ? h("span", null, ` ${about.unit}`) : null),
    h("dl", { class: "pairs" },
      line("unit", about.unit ?? null),
      line("range", about.range ?? null, about.range && about.range_is ? h("span", { class: "small muted" }, ` ${t(`drawer.range.${about.range_is}`)}`) : null),
      line("basis", basis(about, kind)),
      line("run", ran(about.run ?? shown(), kind)),
      line("source", cards.length ? h("ul", { class: "plain-list" }, cards.map(source)) : kind === "simulated" || kind === "scored" ? t("drawer.own") : null),
      line("date", about.date ?? (kind === "simulated" ? dated(about.run ?? shown()) : null)),
      about.note ? line("note", about.note) : null),
    h("div", { class: "toolbar" },
      about.act ? h("button", { type: "button", onclick: () => { shut(); about.act[1](); } }, about.act[0]) : null,
      inMethod(about.method ?? "m-model"),
      h("button", { type: "button", onclick: shut }, t("shell.close"))));
  if (!drawer.open) drawer.show();
  drawer.querySelector("h2").focus();
}

/** Close it, and give the focus back to its number, or to the one that has taken its place. */
export function shut() {
  if (!drawer) return;
  drawer.remove();
  drawer = null;
  removeEventListener("keydown", escape);
  const again = from.element.isConnected ? from.element : [...document.querySelectorAll(".number-door[role]")].find((one) => (one.getAttribute("aria-label") ?? one.textContent) === from.name);
  (again?.hasAttribute("tabindex") ? again : again?.parentElement?.querySelector(".number-door[tabindex]") ?? again?.closest("[tabindex]") ?? document.getElementById("main")).focus({ preventScroll: true });
}

// Beside the page and not over it: the reader goes on to the next number, and print has it as a note at the end.
function make() {
  drawer = h("dialog", { id: "drawer", "aria-labelledby": "drawer-title" });
  document.body.append(drawer);
  addEventListener("keydown", escape);
  const end = state.subscribe((now, old) => {
    if (now.view === old.view && now.iso3 === old.iso3 && now.lang === old.lang && drawer) return;
    end();
    drawer?.remove();
    drawer = null;
  });
}

function escape(event) {
  if (event.key !== "Escape" || document.querySelector("dialog:modal")) return;
  event.preventDefault();
  shut();
}

function basis(about, kind) {
  const said = t(`drawer.kind.${kind}`);
  if (about.judgement) return [h("span", { class: "tag dashed" }, t("drawer.judgement")), ` ${said}`];
  const share = kind === "simulated" ? (about.run ?? shown())?.diagnostics?.judgement_share : null;
  return Number.isFinite(share?.index_compute) && Number.isFinite(share.index_adoption) ? [said, " ", t("drawer.judged_share", { compute: percent(share.index_compute), adoption: percent(share.index_adoption) })] : said;
}

function ran(run, kind) {
  if (kind === "published" || kind === "assumed") return t("drawer.no_run");
  if (!run) return null;
  const parts = [run.run_id ? h("code", null, run.run_id) : t("drawer.unnamed")];
  if (run.members) parts.push(` · ${t("drawer.members", { n: run.members.toLocaleString("en") })}`);
  if (run.seed !== undefined) parts.push(` · ${t("drawer.seed", { seed: run.seed })}`);
  return parts;
}

function dated(run) {
  if (!run?.as_of) return null;
  return t(run.data_vintage ? "drawer.as_of" : "drawer.as_of_plain", { as_of: day(run.as_of), data: day(run.data_vintage) });
}

/** Cards as they are; ids looked up among all sources of the study, and left as ids where they are not there. */
async function carded(given) {
  const sources = [...new Set(given)];
  if (!sources.some((one) => typeof one === "string")) return sources.filter(Boolean);
  const known = await api.get("method").then((method) => method.sources, () => ({}));
  return sources.map((one) => (typeof one === "string" ? known[one] ?? { title: one } : one)).filter(Boolean);
}

function source(card) {
  const about = [card.publisher, published(card.published), card.grade].filter(Boolean).join(" · ");
  return h("li", null, card.url ? h("a", { href: card.url, rel: "noopener noreferrer", target: "_blank" }, card.title ?? card.url) : card.title, about ? h("span", { class: "muted" }, ` ${about}`) : null);
}

/** A date of publication as it is written here, or as the card has it where that is no date. */
function published(text) {
  return /^\d{4}(-\d{2}){0,2}$/.test(text ?? "") ? day(text) : text;
}

function inMethod(part) {
  const to = { view: "method", iso3: null, q: { at: part } };
  return h("a", { class: "button", href: state.address({ ...state.get(), ...to, bad: [] }), onclick: (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    state.set({ ...to, q: { ...Object.fromEntries(Object.keys(state.get().q).map((key) => [key, null])), at: part } });
  } }, t("drawer.method"));
}
