// The term sheet: every term with value, unit and where its value comes from; an edit is checked at once.

import { h } from "../../dom.js";
import { doorway } from "../../door.js";

export const SHEET = "t."; // before the names of edited terms in an address
export const GROUPS = {
  site: ["capacity_mw", "capex_musd_per_mw", "build_months", "local_content", "term_years", "exit_months"],
  capital: ["partner_share", "provider_share", "third_party_share", "reciprocal_ratio", "subsidy_usd", "chip_fee"],
  use: ["offtake_share", "access_users", "price_discount"],
  control: ["security_level", "key_custody", "remote_control", "weights_in_country", "licence_revocable", "exclusivity"],
  ownership: ["own_partner", "own_partner_firms", "own_provider", "own_third_party"],
  fund: ["fund_partner_usd", "fund_provider_usd", "fund_equity_partner", "fund_equity_provider"],
};
const CLOSED = ["ownership", "fund"];

/** How a unit is written in a field: shares in percent, money in millions. */
function scale(unit) {
  return unit === "share" ? 100 : unit === "US$" || unit === "US$/yr" ? 1e-6 : 1;
}

/** Edited terms of an address: [[name, text]]. */
export function edited(state) {
  return Object.entries(state.q).filter(([name]) => name.startsWith(SHEET)).map(([name, text]) => [name.slice(SHEET.length), text]);
}

/** The offer of the page as a request has it: a name, or a sheet of what was edited on top of it. */
export function request(state, base, named, offers, both) {
  const edits = edited(state);
  if (edits.length === 0) return { offer: named };
  const terms = Object.fromEntries(edits.map(([name, text]) => [name, read(text, offers.terms[name])]));
  const template = offers.templates[named] ? named : (base?.template ?? null);
  const sheet = { terms };
  if (template) sheet.template = template;
  else if (base) sheet.stack = base.stack;
  if (base) sheet.name = { en: `${base.name.en}, edited`, zh: `${base.name.zh}（已修改）` };
  if (base && !offers.templates[named]) {
    sheet.sources = {};
    for (const name of Object.keys(offers.terms)) {
      const own = base[name];
      if (own?.origin !== "deal" || name in terms || own.value === null) continue;
      sheet.terms[name] = own.value;
      if (own.source_ids.length) sheet.sources[name] = own.source_ids;
    }
  }
  return { sheet };
}

function read(text, term) {
  if (term?.kind === "flag" && (text === "true" || text === "false")) return text === "true";
  if (term?.kind === "number" && text.trim() !== "" && Number.isFinite(Number(text))) return Number(text);
  return text.slice(0, 100);
}

/** Country and offer. */
export function choices({ state, t, both }, { country, named, offers, deals, study }) {
  const partners = study.economies.filter((e) => e.kind === "partner").map((e) => [e.code, both({ en: e.name_en, zh: e.name_zh })]).sort((a, b) => a[1].localeCompare(b[1]));
  const clear = () => Object.fromEntries(Object.keys(state.get().q).filter((k) => k.startsWith(SHEET)).map((k) => [k, null]));
  const recorded = deals();
  return h("div", { class: "card choices" },
    h("label", { for: "deal-country" }, t("deal.country")),
    h("select", { id: "deal-country", value: country(), onchange: (event) => state.set({ offer: offers.templates[named()] ? state.get().offer : null, q: { ...clear(), country: event.target.value, rival: null } }) },
      partners.map(([code, words]) => h("option", { value: code }, words))),
    h("label", { for: "deal-offer" }, t("deal.offer")),
    h("select", { id: "deal-offer", value: named(), onchange: (event) => state.set({ offer: event.target.value, q: clear() }) },
      h("optgroup", { label: t("deal.templates") }, Object.entries(offers.templates).map(([id, entry]) => h("option", { value: id }, `${both(entry.offer.name)} (${t(`stack.short.${entry.offer.stack}`)})`))),
      recorded.length ? h("optgroup", { label: t("deal.recorded") }, recorded.map((row) => h("option", { value: row.id }, `${row.id} ${both(row.provider)}`.slice(0, 60)))) : null),
    h("p", { class: "small muted wide" }, offers.templates[named()] ? both(offers.templates[named()].what) : t("deal.recorded.what")));
}

/** The sheet itself; `checked`: what POST /api/offer says of it. */
export function sheetCard(checked, base, offers, { state, t, both }) {
  const edits = Object.fromEntries(edited(state.get()));
  const offer = checked.offer ?? base;
  const wrong = {};
  const others = [];
  for (const problem of checked.problems) {
    const name = /^sheet\.terms\.(\w+)/.exec(problem.where)?.[1];
    if (name && offers.terms[name]) (wrong[name] ??= []).push(problem);
    else others.push(problem);
  }
  const set = (name, text) => state.set({ q: { [SHEET + name]: text } });
  const lines = (group) => GROUPS[group].filter((name) => offers.terms[name]).map((name) => line(name));
  function line(name) {
    const term = offers.terms[name];
    const entry = offer[name];
    const times = scale(term.unit);
    const mine = name in edits;
    const faults = wrong[name] ?? [];
    const about = faults.length ? `fault-${name}` : `unit-${name}`;
    const shared = { id: `term-${name}`, class: mine ? "mine" : null, "aria-invalid": faults.length ? "true" : null, "aria-describedby": about };
    const value = mine ? read(edits[name], term) : entry.value;
    let field;
    if (term.kind === "flag") field = h("select", { ...shared, value: String(value), onchange: (event) => set(name, event.target.value) }, ["true", "false"].map((v) => h("option", { value: v }, t(v === "true" ? "views.yes" : "views.no"))));
    else if (term.kind === "choice") field = h("select", { ...shared, value: String(value), onchange: (event) => set(name, event.target.value) }, term.choices.map((v) => h("option", { value: v }, t(`deal.custody.${v}`))));
    else {
      field = h("input", {
        ...shared, type: "text", inputmode: "decimal", autocomplete: "off", value: value === null ? "" : typeof value === "number" ? near(value * times) : String(value),
        placeholder: entry.drawn ? near(entry.drawn.mean * times) : t("deal.drawn"),
        onchange: (event) => {
          const text = event.target.value.trim().replaceAll(",", "");
          if (text === "") return set(name, null);
          const number = Number(text);
          return set(name, Number.isFinite(number) ? String(Number((number / times).toPrecision(12))) : text);
        },
      });
      field.defaultText = field.value;
    }
    const unit = t(`term.unit.${term.unit}`);
    return h("div", { class: `term${mine ? " edited" : ""}` },
      h("span", { class: "term-name" }, h("label", { for: `term-${name}` }, both(term.name)), " ", h("span", { class: "muted", id: `unit-${name}` }, term.kind === "number" ? unit : "")),
      field,
      doorway(h("button", { type: "button", class: `tag from${entry.judgement && !mine ? " dashed" : ""}` }, origin(entry, mine)), () => ofTerm(name), { label: t("deal.about", { term: both(term.name), origin: origin(entry, mine) }) }),
      faults.length ? h("p", { class: "fault small", id: `fault-${name}`, role: "alert" }, faults.map((f) => `${f.what}${t("views.colon")}${f.remedy}`).join(t("views.semicolon"))) : null,
    );
  }
  function origin(entry, mine) {
    if (mine) return t("deal.origin.edited");
    return entry.judgement && entry.origin === "template" ? t("deal.origin.judgement") : t(`deal.origin.${entry.origin}`);
  }
  /** What is known of a term, for the drawer: its value, where that is from, what values it may take. */
  function ofTerm(name) {
    const term = offers.terms[name];
    const entry = offer[name];
    const times = scale(term.unit);
    const edit = name in edits;
    const told = edit ? read(edits[name], term) : entry.value;
    const value = typeof told === "number" ? near(told * times) : entry.drawn && !edit ? near(entry.drawn.mean * times) : told === null ? t("number.unknown") : typeof told === "boolean" ? t(told ? "views.yes" : "views.no") : term.choices ? t(`deal.custody.${told}`) : String(told);
    const allowed = term.range ? `${near(term.range[0] * times)} – ${near(term.range[1] * times)} ${t(`term.unit.${term.unit}`)}` : term.choices.map((v) => t(`deal.custody.${v}`)).join(t("views.comma"));
    return {
      name: both(term.name), value, unit: term.kind === "number" ? t(`term.unit.${term.unit}`) : null, kind: !edit && entry.origin === "deal" ? "published" : entry.drawn && !edit ? "simulated" : "assumed", judgement: entry.judgement && !edit,
      range: entry.drawn && !edit ? `${near(entry.drawn.q05 * times)} – ${near(entry.drawn.q95 * times)}` : null, range_is: "members90",
      sources: edit ? [] : entry.source_ids.map((id) => offers.sources[id] ?? id), date: null,
      note: [both(term.what), t("about.allowed", { allowed }), t("about.from", { origin: t(`deal.origin.${edit ? "edited" : entry.origin}`) }), edit ? "" : entry.note].join(t("about.join")),
      act: edit ? [t("deal.reset_one"), () => set(name, null)] : null, method: "m-sources",
    };
  }
  const n = Object.keys(edits).length;
  return h("section", { class: "card sheet", "aria-labelledby": "sheet-title" },
    h("h2", { id: "sheet-title" }, t("deal.sheet")), h("p", { class: "caption" }, n ? t("deal.sheet.edited", { n, offer: both(base.name) }) : t("deal.sheet.plain", { offer: both(base.name) })),
    others.map((p) => h("p", { class: "fault small", role: "alert" }, `${p.what}${t("views.colon")}${p.remedy}`)),
    Object.keys(GROUPS).map((group) => (CLOSED.includes(group)
      ? h("details", { open: GROUPS[group].some((name) => name in edits || wrong[name]) }, h("summary", null, t(`deal.group.${group}`)), lines(group))
      : h("fieldset", null, h("legend", null, t(`deal.group.${group}`)), lines(group)))),
    h("div", { class: "toolbar" }, h("button", { type: "button", id: "deal-reset", disabled: n === 0, onclick: () => state.set({ q: Object.fromEntries(Object.keys(edits).map((name) => [SHEET + name, null])) }) }, t("deal.reset")),
      h("button", { type: "button", onclick: () => download(offer, edits) }, t("deal.save"))));

  /** The sheet as the command line reads it. */
  function download(shown, changed) {
    const toml = ['# fourfutures deal offer.toml', shown.template ? `template = "${shown.template}"` : `stack = "${shown.stack}"`, shown.country ? `country = "${shown.country}"` : null, "", "[terms]",
      ...Object.keys(offers.terms).filter((name) => name in changed || (!shown.template && shown[name].value !== null) || (shown[name].origin === "deal" && shown[name].value !== null)).map((name) => `${name} = ${JSON.stringify(name in changed ? read(changed[name], offers.terms[name]) : shown[name].value)}`)];
    const link = h("a", { href: URL.createObjectURL(new Blob([`${toml.filter((x) => x !== null).join("\n")}\n`], { type: "application/toml" })), download: "offer.toml" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }
}

function near(value) {
  return String(Number(value.toPrecision(6)));
}
