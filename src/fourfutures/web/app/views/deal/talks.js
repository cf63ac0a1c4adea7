// Two sides' best offers, room for agreement, and what the country could do instead: worked out when asked for.

import { superseded } from "../../api.js";
import { h, put, svg } from "../../dom.js";
import { door } from "../../door.js";
import { figure } from "../../figure.js";
import { money, percent } from "../../numbers.js";
import { trouble } from "../../trouble.js";
import { fitted, frame } from "../marks/fitted.js";
import { linear, ticks } from "../marks/scale.js";
import { minus } from "./year.js";

const KINDS = ["usual", "for_partner", "for_provider"];
const TEMPLATE = { us: "full_package", cn: "silk_road_cloud" };

export function talksCard({ state, api, t, both }, country, weighed, take) {
  const body = h("div", { class: "talks" });
  const button = h("button", { type: "button", id: "deal-talks", onclick: ask }, t("deal.talks.ask"));
  const card = h("div", { class: "card" }, h("h2", null, t("deal.talks")), h("p", { class: "caption" }, t("deal.talks.caption")), h("div", { class: "toolbar" }, button), body);
  async function ask() {
    button.disabled = true;
    put(body, h("p", { class: "loading", role: "status" }, t("deal.talks.loading")));
    try {
      draw(await api.post("negotiate", { ...weighed(state.get()), country: country() }, { kind: "negotiate" }));
    } catch (error) {
      if (!superseded(error)) put(body, trouble(error, ask));
    } finally {
      button.disabled = false;
    }
  }

  function draw(found) {
    const names = found.term_names;
    const options = h("table", { class: "table" },
      h("thead", null, h("tr", null, h("th", { scope: "col" }, t("deal.talks.option")), h("th", { scope: "col", class: "n" }, t("deal.talks.money")), h("th", { scope: "col", class: "n" }, t("deal.talks.first")), h("th", { scope: "col", class: "n" }, t("deal.talks.regret")))),
      h("tbody", null, found.options.map((o) => {
        const row = found.robust.rows.find((r) => r.option === o.option);
        return h("tr", null, h("th", { scope: "row" }, t(`deal.option.${o.option}`)), h("td", { class: "n" }, o.money && o.money.q05 !== o.money.q95 ? [money(o.money.mean * 1e6), " ", h("span", { class: "muted small" }, `(${money(o.money.q05 * 1e6)} – ${money(o.money.q95 * 1e6)})`)] : "0"),
          h("td", { class: "n" }, row ? percent(row.first) : t("number.unknown")), h("td", { class: "n" }, row?.greatest_regret?.toFixed(1) ?? t("number.unknown")));
      })));
    const sides = ["us", "cn"].filter((s) => found.sides[s]).map((s) => {
      const side = found.sides[s];
      return h("section", null, h("h3", { class: `t-${s}` }, t(`deal.talks.side.${s}`)),
        h("div", { class: "scroller plain", tabindex: "0", role: "region", "aria-label": t(`deal.talks.side.${s}`) }, h("table", { class: "table" },
          h("thead", null, h("tr", null, h("th", { scope: "col" }, t("deal.talks.terms")), ["partner", "provider", "loses", "taken"].map((c) => h("th", { scope: "col", class: "n" }, t(`deal.talks.${c}`))))),
          h("tbody", null, KINDS.map((kind) => {
            const offer = side[kind];
            const named = h("th", { scope: "row" }, t(`deal.talks.${kind}`));
            if (!offer) return h("tr", null, named, h("td", { colspan: 4 }, t("deal.talks.none")));
            const terms = Object.fromEntries(Object.entries(offer.terms).filter(([name, value]) => kind !== "usual" || name === "capacity_mw" || value !== side.usual.terms[name]));
            const numbers = [["partner", money(offer.partner.mean * 1e6), offer.partner], ["provider", money(offer.provider.mean * 1e6), offer.provider], ["loses", percent(offer.provider.p_loses)], ["taken", percent(offer.accepted.now)]];
            named.append(h("br"), h("button", { type: "button", class: "plain small", onclick: () => take(TEMPLATE[s], balanced(terms)) }, t("deal.talks.use")));
            return h("tr", null, named, numbers.map(([column, text, worth]) => h("td", { class: "n nowrap" }, door(text, () => ({
              name: t("about.talks", { side: t(`deal.talks.side.${s}`), terms: t(`deal.talks.${kind}`), what: t(`deal.talks.${column}`) }), unit: t(worth ? "about.usd" : "about.in_100"), note: t("deal.talks.note"),
              range: worth?.q05 === undefined ? null : `${money(worth.q05 * 1e6)} – ${money(worth.q95 * 1e6)}`, range_is: "members90", run: { members: found.members, seed: found.seed, as_of: found.as_of },
            })))));
          })))),
        h("p", { class: "small muted" }, side.room.agreed ? t("deal.talks.room", { agreed: side.room.agreed.toLocaleString("en"), offers: side.room.offers.toLocaleString("en"), low: money(side.room.provider[0] * 1e6), high: money(side.room.provider[1] * 1e6), than: t(`deal.option.${side.room.alternative}`) }) : t("deal.talks.no_room", { than: t(`deal.option.${side.room.alternative}`) })),
        roomFigure(side, s, names));
    });
    put(body, options, h("div", { class: "row sides" }, sides), h("p", { class: "small muted" }, t("deal.talks.note")), found.notes.map((n) => h("p", { class: "note" }, both(n))));
  }

  /** A change of the provider's share of capital is the partner's gain. */
  function balanced(terms) {
    const provider = terms.provider_share;
    if (provider === undefined) return terms;
    return { ...terms, partner_share: Number((1 - provider).toPrecision(12)), third_party_share: 0, own_partner: Number((1 - provider).toPrecision(12)), own_provider: provider, own_third_party: 0 };
  }

  function roomFigure(side, s, names) {
    let term = side.terms[0];
    const box = figure({ title: t("deal.room", { side: t(`deal.talks.side.${s}`) }), level: 4, caption: t("deal.room.caption"), name: `room-${s}`, source: t("views.model"), svg: () => fitted((width) => drawRoom(width)), reading: () => readRoom(),
      data: () => ({ columns: ["term", "value", "accepted", "provider_musd", "partner_musd"], rows: side.terms.flatMap((one) => one.values.map((v, i) => [one.term, v, one.accepted[i], one.provider[i], one.partner[i]])) }) });
    function drawRoom(width) {
      const [low, high] = [Math.min(...term.values), Math.max(...term.values)];
      const x = linear([low, high], [46, width - 16]);
      const at = [...term.values.keys()].sort((a, b) => term.values[a] - term.values[b]);
      const top = Math.max(...term.provider, ...term.partner, 0);
      const bottom = Math.min(...term.provider, 0);
      const y = linear([bottom, top], [104, 22]);
      const path = (values) => at.map((i, k) => `${k ? "L" : "M"}${x(term.values[i]).toFixed(1)} ${y(values[i]).toFixed(1)}`).join("");
      return frame(svg, width, 130, t("deal.room", { side: t(`deal.talks.side.${s}`) }),
        term.agreed ? svg("rect", { x: x(Math.min(...term.agreed)), y: 18, width: Math.max(2, Math.abs(x(term.agreed[1]) - x(term.agreed[0]))), height: 90, class: "agreed" }) : null,
        ticks(bottom, top, 3).map((v) => [svg("line", { x1: 46, x2: width - 16, y1: y(v), y2: y(v), class: "grid" }), svg("text", { x: 41, y: y(v) + 4, class: "tick end" }, minus(Number((v / 1000).toPrecision(3))))]),
        svg("line", { x1: 46, x2: width - 16, y1: y(0), y2: y(0), class: "zero" }), svg("path", { d: path(term.partner), class: "line s-own" }), svg("path", { d: path(term.provider), class: `line s-${s}` }),
        svg("text", { x: width - 16, y: y(term.partner[at.at(-1)]) - 6, class: "label end t-own halo" }, t("deal.room.partner")), svg("text", { x: width - 16, y: y(term.provider[at.at(-1)]) - 6, class: `label end halo t-${s}` }, t("party.provider")),
        svg("line", { x1: x(term.now), x2: x(term.now), y1: 18, y2: 108, class: "today" }),
        ticks(low, high, 4).map((m) => svg("text", { x: x(m), y: 124, class: "tick mid" }, minus(Number(m.toPrecision(3)).toLocaleString("en")))));
    }
    function readRoom() {
      return term.agreed ? t("deal.room.agreed", { term: both(names[term.term]), low: Math.min(...term.agreed).toPrecision(3), high: Math.max(...term.agreed).toPrecision(3) }) : t("deal.room.none", { term: both(names[term.term]) });
    }
    const pick = h("label", { class: "chip" }, h("span", null, t("deal.room.term")), h("select", { value: term.term, onchange: (event) => {
      term = side.terms.find((one) => one.term === event.target.value);
      box.redraw({ svg: fitted((width) => drawRoom(width)), reading: readRoom() });
      told.textContent = readRoom();
    } }, side.terms.map((one) => h("option", { value: one.term }, both(names[one.term])))));
    const told = h("p", { class: "small" }, readRoom());
    box.querySelector("figcaption").after(h("div", { class: "toolbar" }, pick), told);
    return box;
  }
  return card;
}
