// One economy: who serves it, how many use AI, its alignment, the two offers, deals, what a withdrawal would cost, what would tip it.

import { h, marked, svg } from "../../dom.js";
import { figure } from "../../figure.js";
import { count, day, money, month, percent, points, range } from "../../numbers.js";
import { looked, part } from "../marks/asked.js";
import { lossCurves } from "../marks/curves.js";
import { fans } from "../marks/fan.js";
import { fitted, frame } from "../marks/fitted.js";
import { readOff, sourceList } from "../marks/foot.js";
import { screen } from "../marks/screen.js";
import { key } from "../marks/shares.js";
import { dealTable } from "./deals.js";
import { offersTable } from "./offers.js";
import { tippingCard } from "./tipping.js";

const SIDES = ["us", "mixed", "own", "cn"];

export async function mountPage(root, context, code) {
  const { state, api, t, study, shown, both } = context;
  const crumbs = h("nav", { class: "crumbs", "aria-label": t("country.crumbs") });
  const head = h("header");
  root.append(crumbs, head);
  const entity = study.economies.find((e) => e.code.toUpperCase() === code);
  const page = screen(root, {
    words: () => t("country.loading", { n: looked(state.get()).members.toLocaleString("en") }),
    async ask() {
      const now = state.get();
      const [found, register] = await Promise.all([
        api.get(`country/${encodeURIComponent(code)}`, looked(now)),
        api.get("deals", { economy: code, as_of: now.as_of }).catch(() => null),
      ]);
      return { found, register };
    },
    draw({ found, register }) {
      shown({ run_id: found.run_id, seed: found.seed, members: looked(state.get()).members, as_of: found.as_of, data_vintage: study.assembled });
      document.title = `${both(found.name)} · fourfutures`;
      return drawPage(found, register);
    },
  });

  function up(iso3) {
    return { href: state.address({ ...state.get(), iso3, q: {}, bad: [] }), onclick: (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      state.set({ iso3 });
    } };
  }

  function series(found, variable) {
    return found.series.filter((row) => row.variable === variable);
  }

  function drawPage(found, register) {
    const name = both(found.name);
    const group = Object.values(study.groups.group).find((g) => g.regions.length === 1 && g.regions[0] === entity?.region && g.members.length === 0 && g.without.length === 0);
    crumbs.replaceChildren(h("a", up(null), t("place.countries")), " / ", ...(group ? [h("a", up(group.id.toUpperCase()), both(group.name)), " / "] : []), h("span", null, `${name} (${found.entity})`));
    head.replaceChildren(h("h1", null, finding(found, name)), h("p", { class: "deck" }, marked(deck(found))));
    const wide = [facts(found, register), h("div", { class: "row two-one" }, sharesCard(found), usersCard(found)), register ? dealTable(register, found, context) : null, tippingCard(found, context)];
    const side = [alignmentCard(found), offersTable(found, context), lossCard(found), cautions(found)];
    return [h("div", { class: "country" }, h("div", { class: "stack" }, wide), h("div", { class: "stack" }, side)), sourceList(found.sources), readOff(state, found, study.members)];
  }

  function finding(found, name) {
    const [side, p] = Object.entries(found.alignment).sort((a, b) => b[1] - a[1])[0];
    const start = series(found, "share_us")[0].mean;
    const end = series(found, "share_us").at(-1).mean;
    if (side === "mixed" || side === "own" || p < 0.55) return t("country.finding.open", { name, horizon: month(found.horizon) });
    const own = side === "us" ? end - start : series(found, "share_cn").at(-1).mean - series(found, "share_cn")[0].mean;
    const trend = own < -0.01 ? "shrinking" : own > 0.01 ? "growing" : "steady";
    const word = p >= 0.95 ? "certain" : p >= 0.8 ? "very" : "likely";
    return t(`country.finding.${trend}`, { name, word: t(`country.word.${word}`), stack: t(`stack.${side}`), horizon: month(found.horizon) });
  }

  function deck(found) {
    const told = (variable) => {
      const rows = series(found, variable);
      const last = rows.at(-1);
      return { from: percent(rows[0].mean), to: percent(last.mean), range: range(last.q05, last.q95) };
    };
    const [us, cn, own] = ["share_us", "share_cn", "share_own"].map(told);
    return t("country.deck", {
      p: percent(found.alignment.us), side: t("side.us"), month: month(found.horizon),
      us: `${us.from} → ${us.to}`, us_range: us.range, cn: `${cn.from} → ${cn.to}`, own: `${own.from} → ${own.to}`, flip: percent(found.flip.p),
    });
  }

  function facts(found, register) {
    const known = Object.fromEntries(found.covariates.map((c) => [c.id, c]));
    const last = [...found.observed].filter((o) => o.indicator === "ai_user_share_working_age").sort((a, b) => a.period_end.localeCompare(b.period_end)).at(-1);
    const card = (id) => found.sources.find((s) => s.id === id);
    const link = (id) => (card(id) ? h("a", { href: card(id).url, target: "_blank", rel: "noopener noreferrer" }, card(id).publisher) : null);
    const total = found.deals_total;
    const firm = ["us", "cn"].reduce((sum, s) => sum + (total[s]?.firm_mw ?? 0), 0);
    const running = ["us", "cn"].reduce((sum, s) => sum + (total[s]?.running_mw ?? 0), 0);
    const stated = ["us", "cn"].reduce((sum, s) => sum + (total[s]?.stated_mw ?? 0), 0);
    const regions = (register?.rows ?? []).length;
    const entries = [
      last ? [`${percent(last.value)}%`, t("country.fact.users", { period: month(last.period_end) }), link(last.source_id)] : null,
      found.people ? [count(found.people), t("country.fact.people"), link("wb_working_age_via_aei") ?? link("wb_population")] : null,
      known.gdp?.value ? [money(known.gdp.value), t("country.fact.gdp", { year: known.gdp.year }), link(known.gdp.source_id[0])] : null,
      stated > 0 ? [`${plainMw(running)} / ${plainMw(stated)} MW`, t("country.fact.power"), h("span", null, t("country.fact.firm", { mw: plainMw(firm) }))] : null,
      regions ? [t("country.fact.deals", { us: total.us?.counted ?? 0, cn: total.cn?.counted ?? 0 }), t("country.fact.deals_what"), null] : null,
    ].filter(Boolean);
    return h("div", { class: "card facts" }, entries.map(([value, what, source]) => h("div", null, h("p", { class: "fact" }, value), h("p", { class: "small" }, what), h("p", { class: "small muted" }, source))),
      found.imputed ? h("div", null, h("p", null, h("span", { class: "tag dashed" }, t("world.imputed"))), h("p", { class: "small" }, t("world.imputed.what"))) : null);
  }

  function plainMw(value) {
    return Math.round(value).toLocaleString("en");
  }

  function ends(found) {
    return [month(series(found, "adoption")[0].month), month(found.horizon)];
  }

  function sharesCard(found) {
    const panels = () => ["us", "cn", "own"].map((stack) => ({ title: t(`stack.${stack}`), hue: stack, rows: series(found, `share_${stack}`) }));
    const short = (w) => (w < 460 ? ["2025", "2027"] : ends(found));
    return h("div", { class: "card" }, figure({
      title: t("country.shares"), caption: t("country.shares.caption"), name: `${code}-shares`, source: t("views.model"),
      svg: fitted((width) => fans({ width, panels: panels(), today: found.as_of, ends: short(width), label: t("country.shares") })),
      reading: ["us", "cn", "own"].map((stack) => {
        const rows = series(found, `share_${stack}`);
        const last = rows.at(-1);
        return t("country.shares.reading", { stack: t(`stack.${stack}`), from: percent(rows[0].q50), to: percent(last.q50), low: percent(last.q05), high: percent(last.q95), horizon: month(found.horizon) });
      }).join(" "),
      data: () => table(found.series.filter((row) => row.variable.startsWith("share_"))),
    }));
  }

  function usersCard(found) {
    const rows = series(found, "adoption");
    const values = [...rows.map((r) => r.q95), ...rows.map((r) => r.q05)];
    const domain = [Math.max(0, Math.floor((Math.min(...values) - 0.05) * 5) / 5), Math.min(1, Math.ceil((Math.max(...values) + 0.02) * 5) / 5)];
    const marks = found.observed.filter((o) => o.indicator === "ai_user_share_working_age")
      .map((o) => {
        const outside = o.against === "above" || o.against === "below";
        const words = t(outside ? "country.users.surprise" : "country.users.point", { period: month(o.period_end), p: percent(o.value), source: found.sources.find((card) => card.id === o.source_id)?.publisher ?? o.source_id });
        return { month: o.period_end, value: o.value, outside, words };
      });
    return h("div", { class: "card" }, figure({
      title: t("country.users"), caption: t("country.users.caption"), name: `${code}-users`, source: t("views.model"),
      svg: fitted((width) => fans({ width, panels: [{ hue: "ink", rows, points: marks.filter((m) => m.month >= rows[0].month.slice(0, 7)) }], domain, today: found.as_of, ends: [month(rows[0].month), month(found.horizon)], label: t("country.users") })),
      reading: t("country.users.reading", { from: percent(rows[0].q50), to: percent(rows.at(-1).q50), low: percent(rows.at(-1).q05), high: percent(rows.at(-1).q95), horizon: month(found.horizon) }) + marks.map((m) => ` ${m.words}`).join(""),
      data: () => table(rows),
    }));
  }

  function table(rows) {
    return { columns: ["variable", "month", "mean", "q05", "q25", "q50", "q75", "q95"], rows: rows.map((r) => [r.variable, r.month, r.mean, r.q05, r.q25, r.q50, r.q75, r.q95]) };
  }

  function alignmentCard(found) {
    const shares = SIDES.map((side) => found.alignment[side]);
    const whole = points(shares);
    const text = (i) => (whole[i] === 0 && shares[i] > 0 ? "<1" : String(whole[i]));
    const draw = (width) => {
      let x = 0;
      const bars = SIDES.map((side, i) => {
        const size = shares[i] * width;
        const group = svg("g", null, svg("rect", { x, y: 0, width: Math.max(shares[i] > 0 ? 1.5 : 0, size - 1.5), height: 22, class: `f-${side}` }),
          size > 28 ? svg("text", { x: x + 7, y: 15.5, class: "label on" }, text(i)) : null);
        x += size;
        return group;
      });
      return frame(svg, width, 22, t("country.alignment"), bars);
    };
    return h("div", { class: "card first" }, figure({
      title: t("country.alignment", { month: month(found.horizon) }), caption: t("country.alignment.caption"), name: `${code}-alignment`, source: t("views.model"),
      svg: h("div", null, fitted(draw), key(SIDES.map((side, i) => [side, `${t(`side.short.${side}`)} ${text(i)}`]))),
      reading: t("country.alignment.reading", { list: SIDES.map((side, i) => `${t(`side.${side}`)} ${text(i)}`).join(t("views.semicolon")), flip: percent(found.flip.p), error: (found.flip.mc_se * 100).toFixed(1), months: found.flip.months }),
      data: () => ({ columns: ["side", "p", "mc_se"], rows: SIDES.map((side) => [side, found.alignment[side], found.alignment_se[side]]) }),
    }));
  }

  function lossCard(found) {
    const dependency = found.dependency;
    if (!dependency) return h("div", { class: "card" }, h("h2", null, t("country.loss")), h("p", { class: "note" }, t("country.loss.none")));
    const layers = dependency.layers.map((l) => t(`layer.${l}`)).join(t("views.and"));
    const curves = ["us", "cn"].map((side) => ({ name: t(`country.loss.${side}`), hue: side, loss: dependency[side].loss_by_week, low: dependency[side].loss_low, high: dependency[side].loss_high, dashed: side === "cn" }));
    const told = (side) => t("country.loss.reading", { side: t(`supplier.${side}`), layers, four: percent(dependency[side].loss_by_week[4]), low: percent(dependency[side].loss_low[4]), high: percent(dependency[side].loss_high[4]), year: percent(dependency[side].loss_by_week[52]), half: Math.round(dependency[side].weeks_to_half), cost: money(dependency[side].supplier_cost_usd), risk: money(dependency[side].gdp_at_risk_usd) });
    return h("div", { class: "card" }, figure({
      title: t("country.loss"), caption: t("country.loss.caption", { layers }), name: `${code}-switchoff`, source: t("views.model"),
      svg: fitted((width) => lossCurves({ width, curves, label: t("country.loss") })), reading: `${told("us")} ${told("cn")}`,
      data: () => ({ columns: ["supplier", "week", "loss", "q10", "q90"], rows: ["us", "cn"].flatMap((s) => dependency[s].loss_by_week.map((v, week) => [s, week, v, dependency[s].loss_low[week], dependency[s].loss_high[week]])) }),
    }), h("p", { class: "note" }, t("country.loss.cost", { us: money(dependency.us.supplier_cost_usd), cn: money(dependency.cn.supplier_cost_usd) })),
    h("p", null, h("a", { class: "button", href: state.address({ ...state.get(), view: "deal", iso3: null, q: { country: found.entity }, bad: [] }), onclick: (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      state.set({ view: "deal", iso3: null, q: { country: found.entity } });
    } }, t("country.to_deal"))));
  }

  function cautions(found) {
    const caveats = found.dependency?.caveats ?? [];
    return h("details", { class: "card" }, h("summary", null, t("country.cautions")), h("ul", { class: "plain-list" }, caveats.map((c) => h("li", null, both(c)))),
      h("p", { class: "small muted" }, t("country.ess", { ess: Math.round(found.ess), members: found.members, as_of: day(found.as_of) })));
  }

  page.load();
  let last = wanted(state.get());
  function wanted(now) {
    return part(now, "as_of", "lens", "dials", "levers", "evidence", "members", "seed");
  }
  return {
    update(now) {
      if (wanted(now) === last) return;
      last = wanted(now);
      page.load();
    },
    unmount: page.unmount,
  };
}
