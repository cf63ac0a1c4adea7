// Who gains from an offer, what dependence it makes, whether there is a better one.

import { ApiError } from "../api.js";
import { h, marked, put } from "../dom.js";
import { door } from "../door.js";
import { percent } from "../numbers.js";
import { ofPosted } from "../specs.js";
import { load, language, parts } from "../words.js";
import { part, weighed } from "./marks/asked.js";
import { readOff, sourceList } from "./marks/foot.js";
import { Notice, screen } from "./marks/screen.js";
import { oddsCard } from "./deal/odds.js";
import { choices, edited, request, sheetCard, SHEET } from "./deal/sheet.js";
import { stopCard, stopped } from "./deal/stop.js";
import { talksCard } from "./deal/talks.js";
import { worthCard } from "./deal/worth.js";
import { yearCard, yearsCard } from "./deal/year.js";

export const name = "deal";
export const title = "place.deal";

export async function mount(root, context) {
  const { state, api, t, both, study, shown } = context;
  await load(`views.${language()}`);
  const now = () => state.get();
  const country = () => (now().q.country ?? "ARE").toUpperCase();
  const offers = await api.get("offers");
  let register = await api.get("deals", { as_of: now().as_of });
  let base = null; // the chosen offer without edits
  shown(null);
  const crumbs = h("p", { class: "crumbs" });
  const head = h("header");
  const left = h("div", { class: "stack" });
  const results = h("div", { class: "results" });
  head.append(h("h1", null, t("place.deal")));
  root.append(crumbs, head, h("div", { class: "desk" }, left, results));

  function deals() {
    return register.rows.filter((row) => row.entity === country() && row.direction !== "outbound" && row.counts);
  }

  function named() {
    return now().offer ?? "full_package";
  }

  const page = screen(results, {
    words: () => t("deal.loading", { n: weighed(now()).members.toLocaleString("en") }),
    async ask() {
      const asked = now();
      const where = { country: country(), ...(asked.as_of ? { as_of: asked.as_of } : {}) };
      const [plain, checked] = await Promise.all([
        api.post("offer", { offer: named(), ...where }, { kind: "offer-base" }),
        api.post("offer", { ...request(asked, base?.for === named() ? base : null, named(), offers, both), ...where }, { kind: "offer" }),
      ]);
      if (!plain.ok) throw new ApiError(plain.problems[0], 422);
      base = { ...plain.offer, for: named() };
      // What stands in a sheet on a deal on record depends on the deal, which is known only now.
      const sure = offers.templates[base.template ?? ""]?.offer.id === base.id || edited(asked).length === 0 ? checked : await api.post("offer", { ...request(asked, base, named(), offers, both), ...where }, { kind: "offer" });
      drawSheet(sure);
      if (!sure.ok) throw new Notice(t("deal.discord", { n: sure.problems.length }));
      const meant = request(asked, base, named(), offers, both);
      const stop = stopped(asked, base.stack);
      const about = { ...weighed(asked), ...meant, country: country() };
      const supply = { ...about, supplier: stop.supplier, layers: stop.layers };
      const [deal, loss, rival] = await Promise.all([
        api.post("deal", about, { kind: "deal" }),
        api.post("switchoff", supply, { kind: "deal-switchoff" }),
        asked.q.rival ? api.post("deal", { ...weighed(asked), offer: asked.q.rival, country: country() }, { kind: "deal-rival" }) : null,
      ]);
      return { deal, loss, rival, stop, drawn: { year: () => ofPosted("deal", about, "year"), worth: () => ofPosted("deal", about, "worth"), stop: () => ofPosted("switchoff", supply, "switchoff") } };
    },
    draw({ deal, loss, rival, stop, drawn }) {
      const place = both(deal.country.name);
      document.title = `${t("place.deal")}: ${place} · fourfutures`;
      put(crumbs, `${t("place.deal")} / ${place} / ${both(deal.offer.name)}`);
      put(head, h("h1", null, finding(deal, place)), h("p", { class: "deck" }, marked(deck(loss, stop, deal))));
      return [
        deal.notes.map((note) => h("p", { class: "note" }, both(note))),
        h("div", { class: "desk-two" },
          h("div", { class: "stack" }, yearCard(deal, context, drawn.year), worthCard(deal, rival, rivalChoice(), context, drawn.worth), yearsCard(deal, context), talksCard(context, country, weighed, take)),
          h("div", { class: "stack" }, stopCard(loss, stop, deal, context, drawn.stop), oddsCard(deal, context), h("div", { class: "card" }, h("h2", null, t("deal.alternatives")), alternatives(deal)))),
        sourceList(Object.values(deal.sources)), readOff(state, deal, study.members),
      ];
    },
  });

  function drawSheet(checked) {
    // What is being typed elsewhere in the sheet while an answer comes is the reader's and stays.
    const held = left.contains(document.activeElement) ? document.activeElement : null;
    const typed = held?.tagName === "INPUT" && held.value !== held.defaultText ? held.value : null;
    put(left, choices(context, { country, named, offers, deals, study }), sheetCard(checked, base, offers, context));
    const again = held?.id ? document.getElementById(held.id) : null;
    again?.focus();
    if (again && typed !== null) again.value = typed;
  }

  function finding(deal, place) {
    const share = deal.shares_of_positive_npv;
    const partner = share.partner_government + share.partner_firms;
    const of = (who, part) => door(percent(part), () => ({ name: t("about.gains", { who: t(who), offer: both(deal.offer.name), country: place }), unit: t("about.in_100"), run: run(deal), note: t("deal.talks.note") }));
    const params = { country: place, partner: of("about.partner", partner), government: of("party.us_government", share.us_government), provider: of("party.provider", share.provider) };
    if (deal.offer.stack === "us") return parts("deal.finding.us", params);
    if (deal.offer.stack === "cn") return parts(deal.parties.provider.npv.mean < 0 ? "deal.finding.cn_loses" : "deal.finding.cn", params);
    return parts("deal.finding.own", params);
  }

  function deck(loss, stop, deal) {
    const before = loss.countries[deal.offer.country];
    const after = loss.offer.with_offer;
    const of = (part, rest) => () => ({ name: t("about.stop", { place: both(deal.country.name), side: t(`supplier.${stop.supplier.toLowerCase()}`), layers: stop.layers.map((l) => t(`layer.${l}`)).join(t("views.comma")) }), unit: t("about.percent_use"), run: run(deal), note: t("about.stress"), range: t("about.between", { low: percent(part.loss_low[4]), high: percent(part.loss_high[4]) }), range_is: "members80", ...rest });
    return parts("deal.deck", {
      supplier: t(`supplier.${stop.supplier.toLowerCase()}`), layers: stop.layers.map((l) => t(`layer.${l}`)).join(t("views.comma")),
      four: door(percent(after.loss_by_week[4]), of(after)), low: percent(after.loss_low[4]), high: percent(after.loss_high[4]), before: door(percent(before.loss_by_week[4]), of(before)),
    });
  }

  function run(deal) {
    return { members: deal.members, seed: deal.seed, as_of: deal.as_of };
  }

  function rivalChoice() {
    const label = t("deal.rival");
    return h("label", { class: "chip" }, h("span", null, label), h("select", { id: "deal-rival", value: now().q.rival ?? "", onchange: (event) => state.set({ q: { rival: event.target.value || null } }) },
      h("option", { value: "" }, t("deal.rival.usual")),
      Object.entries(offers.templates).map(([id, entry]) => h("option", { value: id }, both(entry.offer.name))),
      deals().map((row) => h("option", { value: row.id }, `${row.id} ${both(row.provider)}`.slice(0, 60)))));
  }

  function alternatives(deal) {
    const rows = Object.entries(deal.counterfactuals).filter(([, c]) => c.difference);
    return h("table", { class: "table" },
      h("thead", null, h("tr", null, h("th", { scope: "col" }, t("deal.alternative")), h("th", { scope: "col", class: "n" }, t("deal.alternative.better")))),
      h("tbody", null, rows.map(([id, c]) => h("tr", null, h("th", { scope: "row" }, t(`deal.alternative.${id}`), c.name ? [h("br"), h("span", { class: "small muted" }, both(c.name), c.capacity_mw ? `, ${Math.round(c.capacity_mw).toLocaleString("en")} MW` : "")] : null),
        h("td", { class: "n" }, door(percent(c.difference.partner.p_better), () => ({ name: t("about.better", { than: t(`deal.alternative.${id}`), offer: both(deal.offer.name) }), unit: t("about.in_100"), run: run(deal) })))))));
  }

  /** Terms that another page of the room proposes, as edits of a template. */
  function take(template, terms) {
    const q = Object.fromEntries(Object.keys(now().q).filter((k) => k.startsWith(SHEET)).map((k) => [k, null]));
    for (const [term, value] of Object.entries(terms)) if (value !== null) q[SHEET + term] = String(value);
    state.set({ offer: template, q });
  }

  page.load();
  const wanted = (s) => part(s, "as_of", "lens", "members", "seed", "offer", "q");
  let last = wanted(now());
  return {
    async update(s, old) {
      if (wanted(s) === last) return;
      last = wanted(s);
      if (old && s.as_of !== old.as_of) register = await api.get("deals", { as_of: s.as_of });
      page.load();
    },
    unmount: page.unmount,
  };
}
