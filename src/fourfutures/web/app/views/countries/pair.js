// Two economies side by side on the same scales, with their differences between them.

import { h } from "../../dom.js";
import { door } from "../../door.js";
import { count, month, percent, plain, signed, signedWhole } from "../../numbers.js";
import { language, parts } from "../../words.js";
import { looked } from "../marks/asked.js";
import { readOff, sourceList } from "../marks/foot.js";
import { screen } from "../marks/screen.js";
import { asking } from "./asking.js";
import { alignmentCard, lossCard, series, sharesCard, usersCard } from "./cards.js";

const MINUS = "−";

/** An unsigned difference as it is written, with its sign. */
function apart(x, write) {
  if (!Number.isFinite(x)) return null;
  return x === 0 ? "0" : `${x > 0 ? "+" : MINUS}${write(Math.abs(x))}`;
}

/** A difference of points as the two that are shown have it, so that every row adds up. */
function whole(x, a, b) {
  return signedWhole(Math.round(b * 100) - Math.round(a * 100));
}

/** The same of numbers with two figures: what lies between two that look alike is nothing to show. */
function tenths(x, a, b) {
  const [from, to] = [a, b].map((one) => Number(one.toPrecision(2)));
  return apart(Math.round((to - from) * 10) / 10, (one) => plain(one, 2));
}

const end = (found, variable) => series(found, variable).at(-1);
const shareOf = (variable) => ({ unit: "in_100", value: (found) => end(found, variable).mean, write: percent, differ: whole, exact: (x) => signed(x, 1), range: (found) => [end(found, variable).q05, end(found, variable).q95] });
const ROWS = {
  share_us: shareOf("share_us"), share_cn: shareOf("share_cn"), share_own: shareOf("share_own"),
  side: { unit: "in_100", value: (found) => found.alignment.us, write: percent, differ: whole, exact: (x) => signed(x, 1) },
  flip: { unit: "in_100", value: (found) => found.flip.p, write: percent, differ: whole, exact: (x) => signed(x, 1) },
  adoption: shareOf("adoption"),
  people: { unit: "people", value: (found) => found.people ?? NaN, write: (x) => (language() === "zh" ? count(x) : `${plain(x / 1e6, 3)} m`), kind: "published" },
  deals_us: { unit: null, value: (found) => found.deals_total.us?.counted ?? 0, write: String, kind: "published" },
  deals_cn: { unit: null, value: (found) => found.deals_total.cn?.counted ?? 0, write: String, kind: "published" },
  rests_us: { unit: "in_100", value: (found) => found.dependency?.us.dependency_index ?? NaN, write: percent, differ: whole, exact: (x) => signed(x, 1), range: (found) => indexRange(found, "us") },
  rests_cn: { unit: "in_100", value: (found) => found.dependency?.cn.dependency_index ?? NaN, write: percent, differ: whole, exact: (x) => signed(x, 1), range: (found) => indexRange(found, "cn") },
  lead_us: { unit: "months", value: (found) => found.offers.us.capability_lead.q50 * 12, write: (x) => plain(x, 2), differ: tenths, range: (found) => [found.offers.us.capability_lead.q05 * 12, found.offers.us.capability_lead.q95 * 12] },
  price_us: { unit: "ratio", value: (found) => found.offers.us.price.q50, write: (x) => plain(x, 2), differ: tenths, range: (found) => [found.offers.us.price.q05, found.offers.us.price.q95] },
};

function indexRange(found, side) {
  const spread = found.dependency?.[side].ranges?.dependency_index;
  return spread ? [spread.q05, spread.q95] : null;
}

/** A picker of an economy to stand beside `code`. */
export function comparePicker({ state, t, both, study }, code, beside = null) {
  const others = study.economies.filter((one) => one.kind === "partner" && one.code.toUpperCase() !== code).map((one) => [one.code.toUpperCase(), both({ en: one.name_en, zh: one.name_zh })]).sort((a, b) => a[1].localeCompare(b[1]));
  return h("label", { class: "chip" }, h("span", null, t("pair.with")), h("select", { id: "compare-with", value: beside ?? "", onchange: (event) => state.set({ q: { vs: event.target.value || null } }) },
    h("option", { value: "" }, t("pair.nobody")), others.map(([id, words]) => h("option", { value: id }, words))));
}

export async function mountPair(root, context, codes) {
  const { state, api, t, study, shown, both } = context;
  const crumbs = h("nav", { class: "crumbs", "aria-label": t("country.crumbs") });
  const head = h("header");
  const tools = h("div", { class: "toolbar" }, comparePicker(context, codes[0], codes[1]),
    h("button", { type: "button", id: "pair-swap", onclick: () => state.set({ iso3: codes[1], q: { vs: codes[0] } }) }, t("pair.swap")));
  root.append(crumbs, head, tools);
  const page = screen(root, {
    words: () => t("country.loading", { n: looked(state.get()).members.toLocaleString("en") }),
    ask: () => Promise.all(codes.map((code) => api.get(`country/${encodeURIComponent(code)}`, looked(state.get())))),
    draw(pair) {
      const [a, b] = pair;
      shown({ run_id: a.run_id, seed: a.seed, members: looked(state.get()).members, as_of: a.as_of, data_vintage: a.data_vintage });
      const names = pair.map((one) => both(one.name));
      document.title = `${names.join(" · ")} · fourfutures`;
      crumbs.replaceChildren(h("a", up(null), t("place.countries")), " / ", h("a", up(codes[0]), names[0]), " / ", h("span", null, t("pair.beside", { name: names[1] })));
      head.replaceChildren(h("h1", null, parts("pair.finding", { a: names[0], b: names[1], month: month(a.horizon), pa: opened(a, "share_us"), pb: opened(b, "share_us") })), h("p", { class: "deck" }, t("pair.deck")));
      return [
        h("div", { class: "pair" }, column(a, pair), differences(pair, names), column(b, pair)),
        sourceList([...new Map(pair.flatMap((one) => one.sources).map((card) => [card.id, card])).values()]), readOff(state, a, study.members),
      ];
    },
  });

  function up(iso3) {
    return { href: state.address({ ...state.get(), iso3, q: {}, bad: [] }), onclick: (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      state.set({ iso3, q: { vs: null } });
    } };
  }

  function column(found, pair) {
    const own = { ...context, titled: (title) => t("pair.titled", { name: both(found.name), title }) };
    return h("section", { class: "stack", "aria-labelledby": `pair-${found.entity}` }, h("h2", { id: `pair-${found.entity}` }, h("a", up(found.entity.toUpperCase()), both(found.name))),
      alignmentCard(found, own), sharesCard(found, own), usersCard(found, own, pair), lossCard(found, own, pair));
  }

  function opened(found, id) {
    const { write, value, range, kind, unit } = ROWS[id];
    const x = value(found);
    if (!Number.isFinite(x)) return t("number.unknown");
    const ends = range?.(found);
    return door(write(x), () => ({ name: `${both(found.name)}${t("views.colon")}${t(`pair.row.${id}`)}`, unit: unit && t(`pair.unit.${unit}`), kind, range: ends ? ends.map(write).join(" – ") : null, range_is: "members90", note: found.imputed ? t("world.imputed.what") : null }));
  }

  function difference([a, b], names, id) {
    const { value, write, differ, exact, kind, unit } = ROWS[id];
    const text = (differ ?? ((x) => apart(x, write)))(value(b) - value(a), value(a), value(b));
    if (text === null || !Number.isFinite(value(b) - value(a))) return t("number.unknown");
    return door(text, () => ({ value: exact ? exact(value(b) - value(a)) : text, name: t("pair.less", { a: names[0], b: names[1], what: t(`pair.row.${id}`) }), unit: unit === "in_100" ? t("about.points") : unit && t(`pair.unit.${unit}`), kind, note: t("pair.less_note") }));
  }

  function differences(pair, names) {
    const [a, b] = pair;
    return h("section", { class: "card pair-middle", "aria-labelledby": "pair-title" }, h("h2", { id: "pair-title" }, t("pair.title")), h("p", { class: "caption" }, t("pair.caption", { month: month(a.horizon) })),
      h("table", { class: "table" },
        h("thead", null, h("tr", null, h("th", { scope: "col" }, h("span", { class: "unseen" }, t("pair.what"))), h("th", { scope: "col", class: "n" }, h("abbr", { title: names[0] }, a.entity)), h("th", { scope: "col", class: "n" }, t("pair.minus", { a: a.entity, b: b.entity })), h("th", { scope: "col", class: "n" }, h("abbr", { title: names[1] }, b.entity)))),
        h("tbody", null, Object.keys(ROWS).map((id) => h("tr", null, h("th", { scope: "row" }, t(`pair.row.${id}`)), h("td", { class: "n" }, opened(a, id)), h("td", { class: "n" }, h("strong", null, difference(pair, names, id))), h("td", { class: "n" }, opened(b, id)))))),
      h("p", { class: "small muted" }, t("pair.note")));
  }

  return asking(page, state);
}
