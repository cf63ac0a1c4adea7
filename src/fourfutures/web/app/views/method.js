// Method: what is assumed, who assumed it, and whether the answer survives other choices.

import { superseded } from "../api.js";
import { whole } from "../answers.js";
import { put } from "../dom.js";
import { door } from "../door.js";
import { futureName } from "../finding.js";
import { day, percent, plain, range } from "../numbers.js";
import { busy, trouble } from "../trouble.js";
import { both, parts, t } from "../words.js";

export const name = "method";
export const title = "place.method";

const MEMBERS = 2000;
const SET = ["neutral", "us", "china", "partner", "multilateral"];

export async function mount(root, { state, api, h, study, shown }) {
  let gone = false;
  const method = await api.get("method");
  const survives = h("div", null, h("p", { class: "loading" }, t("state.loading")));
  const manifest = h("div");
  const ids = study.frame.ids;
  const section = (id, heading, ...children) => h("div", { class: "card" }, h("h2", { id }, heading), children);
  // Long tables are made when somebody opens them.
  const folded = (words, make) => {
    const fill = () => { if (shut.open && shut.children.length === 1) shut.append(...[make()].flat()); };
    const shut = h("details", { ontoggle: fill }, h("summary", null, words));
    shut.unfold = () => { shut.open = true; fill(); };
    return shut;
  };
  const goTo = (id) => {
    // A row stands in a long table that is made once somebody asks for it.
    const [, kind] = /^(indicator|source)-/.exec(id) ?? [];
    if (kind) root.querySelector(`#${kind === "source" ? "m-sources" : "m-seen"} ~ details`).unfold();
    const at = root.querySelector(`#${CSS.escape(id)}`);
    at?.setAttribute("tabindex", "-1");
    at?.scrollIntoView();
    at?.focus({ preventScroll: true });
  };
  const link = (id) => h("a", { href: `#${id}`, onclick: (event) => { event.preventDefault(); goTo(id); } }, root.querySelector(`#${id}`)?.textContent ?? id);
  const judged = Object.values(method.uncertainties).filter((u) => u.judgement).length;
  const all = Object.keys(method.uncertainties).length;
  const counted = (n, name) => door(String(n), () => ({ name: t(name), unit: t("about.assumptions"), kind: "assumed", date: t("drawer.as_of_plain", { as_of: day(study.assembled) }), sources: [], method: "m-priors" }));
  root.append(
    h("h1", null, parts("method.finding", { n: counted(judged, "about.judged"), all: counted(all, "about.assumed") })),
    h("p", { class: "deck" }, t("method.deck")),
    h("nav", { class: "toolbar contents", "aria-label": t("method.contents") }),
    section("m-survives", t("method.survives"), h("p", { class: "caption" }, t("method.survives_caption")), survives),
    section("m-dials", t("method.dials"), dialTable()),
    section("m-readings", t("method.readings"), h("dl", { class: "pairs" }, Object.values(method.readings).map((r) => [h("dt", null, both(r.name)), h("dd", null, both(r.why), " ", h("span", { class: "muted" }, `τ ${r.tau}, ρc ${r.rho_c}`), " ", h("button", { type: "button", "aria-pressed": String(state.get().dials === r.id), onclick: () => state.set({ dials: r.id }) }, t("method.use")))]))),
    section("m-lenses", t("method.lenses"), h("p", { class: "caption" }, t("method.lenses_caption")), Object.values(method.lenses).map(lens)),
    section("m-priors", t("method.priors"), h("p", { class: "caption" }, t("method.priors_caption")), folded(t("method.show", { n: all }), priors)),
    section("m-seen", t("method.indicators"), folded(t("method.show", { n: Object.keys(method.indicators).length }), indicators)),
    section("m-model", t("method.model"), h("p", null, t("method.model_text")), h("p", { class: "caption" }, t("method.bands", { band: plain(study.frame.band_ratio) }), " ", h("span", { lang: "en" }, study.frame.bands.note)), h("h3", null, t("method.drivers")), h("dl", { class: "pairs" }, ["compute", "adoption"].map((axis) => study.drivers[axis]).map((d) => [h("dt", null, both(d.name)), h("dd", null, both(d.what))]))),
    section("m-limits", t("method.limits"), h("p", null, t("method.stake")), h("ul", { class: "marks" }, [1, 2, 3, 4].map((n) => h("li", null, t(`method.limit${n}`)))), h("h3", null, t("method.gaps")), Object.values(study.drivers.areas).map((area) => [h("h4", null, both(area.name)), h("ul", { class: "marks" }, area.gaps.map((g) => h("li", null, both(g))))])),
    section("m-run", t("method.run"), manifest),
    section("m-sources", t("method.sources", { n: "" }), folded(t("method.show", { n: Object.keys(method.sources).length }), sources)),
  );
  put(root.querySelector(".contents"), ["m-survives", "m-dials", "m-readings", "m-lenses", "m-priors", "m-seen", "m-model", "m-limits", "m-run", "m-sources"].map(link));

  function scroller(label, table) {
    return h("div", { class: "scroller tall", tabindex: "0", role: "region", "aria-label": label }, table);
  }

  function table(columns, rows) {
    return h("table", { class: "table" }, h("thead", null, h("tr", null, columns.map(([words, number]) => h("th", { scope: "col", class: number ? "n" : null }, words)))), h("tbody", null, rows));
  }

  function dialTable() {
    return scroller(t("method.dials"), table([[t("method.dial")], [t("method.default"), true], [t("method.between"), true], [t("method.why")]],
      Object.values(method.dials).map((d) => h("tr", null, h("th", { scope: "row" }, both(d.name)), h("td", { class: "n" }, String(d.default)), h("td", { class: "n" }, `${d.range[0]}–${d.range[1]}`), h("td", null, both(d.why))))));
  }

  function lens(one) {
    const here = state.get().lens === one.id;
    const dials = Object.entries(one.dials).map(([k, v]) => t("method.lens_dial", { dial: both(method.dials[k].name), value: v }));
    return h("details", { class: "lens", open: here || null },
      h("summary", null, h("b", null, both(one.name)), here ? ` · ${t("method.now")}` : ""),
      h("p", null, both(one.note)),
      h("ul", { class: "marks" },
        one.overrides.map((o) => h("li", null, h("b", null, both(method.uncertainties[o.target]?.name) || o.target), ` ${t(`op.${o.op}`, { value: plain(o.value) })} `, both(o.reason))),
        dials.map((d) => h("li", null, d)),
        one.overrides.length + dials.length === 0 ? h("li", null, t("method.no_overrides")) : null),
      here ? null : h("button", { type: "button", onclick: () => state.set({ lens: one.id }) }, t("method.look")));
  }

  function prior(p) {
    if (p.family === "fixed") return plain(p.value ?? 0);
    const parts = ["mean", "sd", "median", "sigma", "p", "low", "high"].filter((k) => p[k] !== null && p[k] !== undefined).map((k) => `${t(`prior.${k}`)} ${plain(p[k])}`);
    return `${t(`prior.${p.family}`)}: ${parts.join(", ")}`;
  }

  function priors() {
    const field = h("input", { type: "text", id: "find-prior", "aria-label": t("method.find"), placeholder: t("method.find"), oninput: () => fill() });
    const only = h("input", { type: "checkbox", id: "only-judged", onchange: () => fill() });
    const body = h("tbody");
    const fill = () => {
      const wanted = field.value.trim().toLowerCase();
      put(body, Object.values(method.uncertainties).filter((u) => (!only.checked || u.judgement) && (!wanted || `${u.name.en} ${u.name.zh} ${u.id}`.toLowerCase().includes(wanted))).map((u) => h("tr", null,
        h("th", { scope: "row" }, both(u.name), u.bloc ? ` · ${t(`actor.${u.bloc}`)}` : ""),
        h("td", null, prior(u.prior)), h("td", null, both(method.units[u.unit]?.name) || u.unit),
        h("td", null, u.judgement ? h("span", { class: "tag dashed" }, t("method.judgement")) : h("span", { class: "tag" }, t("method.measured")), " ", u.source.join(", "), u.note ? h("details", { class: "small" }, h("summary", null, t("method.note")), h("p", { lang: "en" }, u.note)) : null))));
    };
    fill();
    return [h("div", { class: "toolbar" }, field, h("label", null, only, " ", t("method.only"))),
      scroller(t("method.priors"), h("table", { class: "table" }, h("thead", null, h("tr", null, ["method.quantity", "method.prior", "method.unit", "method.basis"].map((k) => h("th", { scope: "col" }, t(k))))), body))];
  }

  function indicators() {
    const rank = { weights: 0, start: 1, display: 2 };
    return scroller(t("method.indicators"), table([[t("method.indicator")], [t("method.unit")], [t("method.used")], [t("method.basis")]],
      Object.values(method.indicators).sort((a, b) => rank[a.used] - rank[b.used]).map((i) => h("tr", { id: `indicator-${i.id}` }, h("th", { scope: "row" }, both(i.name)), h("td", null, both(method.units[i.unit]?.name) || i.unit), h("td", null, t(`used.${i.used}`)),
        h("td", null, i.source.join(", "), i.note ? h("details", { class: "small" }, h("summary", null, t("method.note")), h("p", { lang: "en" }, i.note)) : null)))));
  }

  function sources() {
    return scroller(t("method.sources", { n: "" }), table([[t("method.title")], [t("method.publisher")], [t("method.date")], [t("method.grade")], [t("method.licence")]],
      Object.values(method.sources).map((s) => h("tr", { id: `source-${s.source_id}` }, h("th", { scope: "row" }, s.url ? h("a", { href: s.url, rel: "noreferrer", target: "_blank" }, s.title) : s.title), h("td", null, s.publisher ?? ""), h("td", null, s.published ? day(s.published) : t("number.unknown")), h("td", null, s.grade ?? ""), h("td", { class: "small" }, s.license ?? "")))));
  }

  async function survive() {
    const now = state.get();
    const done = busy(t("method.asking"));
    const rows = [];
    try {
      for (const id of SET) {
        const run = await whole({ ...now, lens: id, members: now.members ?? MEMBERS }, {}, "method");
        if (gone) return;
        rows.push([id, run]);
        drawSurvival(rows);
        if (id === now.lens || rows.length === 1) drawManifest(run);
      }
    } catch (error) {
      if (!gone && !superseded(error)) put(survives, trouble(error, survive));
    } finally {
      done();
    }
  }

  function drawSurvival(rows) {
    const line = (id, run, reading) => h("tr", null, h("th", { scope: "row" }, t("method.through", { lens: t(`lens.${id}`), reading: both(method.readings[reading].name) })),
      ids.map((f) => { const part = run.futures[reading][f]; return h("td", { class: "n" }, h("b", null, percent(part.p)), " ", h("span", { class: "muted" }, range(part.low, part.high))); }));
    put(survives, scroller(t("method.survives"), table([[t("method.seen_through")], ...ids.map((f) => [futureName(study, f), true])], rows.flatMap(([id, run]) => ["source", "strict"].map((r) => line(id, run, r))))));
  }

  function drawManifest(run) {
    const line = (key, value) => [h("dt", null, t(`run.${key}`)), h("dd", null, value)];
    const d = run.diagnostics;
    const share = (v) => t("method.share", { p: percent(v) });
    put(manifest, h("dl", { class: "pairs" },
      line("id", run.run_id), line("study", `${run.study} · ${run.study_hash.slice(0, 12)}`), line("code", run.code_version), line("vintage", day(run.data_vintage)), line("as_of", day(run.as_of)),
      line("members", `${run.members.toLocaleString("en")} / ${d.pool.toLocaleString("en")}`), line("seed", String(run.seed)), line("ess", Math.round(d.ess).toLocaleString("en")), line("k", plain(d.pareto_k, 2)), line("failed", String(d.failed_members)),
      line("judgement", t("method.judgement_share", { compute: share(d.judgement_share.index_compute), adoption: share(d.judgement_share.index_adoption) })), line("rows", String(run.rows.in_force))),
      run.notes.map((note) => h("p", { class: "note" }, both(note))),
      h("p", { class: "caption" }, t("method.verify")), h("pre", { tabindex: "0" }, `fourfutures run --members ${run.members} --seed ${run.seed} --as-of ${run.as_of} --lens ${run.lens} --out runs\nfourfutures verify runs/${run.study}-${run.as_of}-${run.run_id}`));
    shown(run);
  }

  survive();
  if (state.get().q.at) goTo(state.get().q.at);
  return {
    update(now, old) {
      if (now.q.at && now.q.at !== old.q.at) goTo(now.q.at);
      if (["lens", "dials"].some((f) => now[f] !== old[f])) {
        for (const button of root.querySelectorAll("#m-readings ~ dl button")) button.setAttribute("aria-pressed", "false");
      }
      if (["lens", "dials", "as_of", "evidence", "members", "seed"].some((f) => now[f] !== old[f])) survive();
    },
    unmount() { gone = true; },
  };
}
