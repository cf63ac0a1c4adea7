// What to look at next, and what value would change my mind.

import { h, put, svg } from "../dom.js";
import { door, doorway } from "../door.js";
import { specButton } from "../figure.js";
import { day, percent, plain, signed } from "../numbers.js";
import { ofAnswer } from "../specs.js";
import { question } from "../state.js";
import { has, load, language, parts } from "../words.js";
import { members, part } from "./marks/asked.js";
import { readOff, segmented, sourceList } from "./marks/foot.js";
import { futureNames, sign, strip } from "./marks/futures.js";
import { FUTURES, glyph } from "./marks/glyph.js";
import { screen } from "./marks/screen.js";
import { key } from "./marks/shares.js";
import { besides } from "./watch/besides.js";
import { spark } from "./watch/spark.js";

export const name = "watch";
export const title = "place.watch";
const SORTS = {
  month: (a, b) => (b.voi_per_month ?? 0) - (a.voi_per_month ?? 0),
  voi: (a, b) => b.voi_bits - a.voi_bits,
  date: (a, b) => a.first_date.localeCompare(b.first_date),
};

export async function mount(root, { state, api, t, both, study, shown }) {
  await load(`views.${language()}`);
  const names = futureNames(study);
  const head = h("header", null, h("h1", null, t("place.watch")));
  const box = h("div", { class: "watching" });
  root.append(head, box);
  const page = screen(box, {
    words: () => t("watch.loading", { n: members(state.get()).toLocaleString("en") }),
    async ask() {
      const asked = { ...question(state.get()), members: members(state.get()) };
      return { found: await api.get("watch", asked), drawn: () => ofAnswer("watch", asked, "signposts") };
    },
    draw({ found, drawn }) {
      shown(null);
      const now = state.get();
      const order = Object.hasOwn(SORTS, now.q.sort) ? now.q.sort : "month";
      const area = found.areas.some((a) => a.id === now.q.area) ? now.q.area : null;
      const wanted = found.areas.filter((a) => !area || a.id === area);
      const best = found.signposts.filter((s) => s.voi_low > 0 && s.crossed === null).sort(SORTS.month)[0];
      put(head, h("h1", null, best ? parts("watch.finding", { name: both(best.name), date: door(day(best.first_date), ofDue(best, found)) }) : t("watch.finding.none")),
        h("p", { class: "deck" }, best ? parts("watch.deck.best", { line: door(line(best), ofLine(best)), moves: moves(best, found) }) : "", parts("watch.deck", {
          bits: door(found.entropy_bits.toFixed(2), () => ({ name: t("about.doubt"), unit: t("about.bits"), run: run(found), method: "m-seen" })),
          n: door(String(found.rows_in_force), () => ({ name: t("about.in_force"), kind: "published", date: t("drawer.as_of_plain", { as_of: day(found.as_of) }), sources: Object.values(found.sources), method: "m-seen" })),
        })));
      const most = Math.max(...found.signposts.map((s) => s.voi_bits), 0.01);
      return [
        found.notes.map((note) => h("p", { class: "note" }, both(note))),
        h("div", { class: "toolbar" }, segmented(t("watch.sort"), Object.keys(SORTS).map((s) => [s, t(`watch.sort.${s}`)]), order, (v) => state.set({ q: { sort: v === "month" ? null : v } })),
          segmented(t("watch.area"), [["", t("watch.area.all")], ...found.areas.map((a) => [a.id, both(a.name)])], area ?? "", (v) => state.set({ q: { area: v || null } }))),
        h("div", { class: "watch-grid" },
          h("div", { class: "stack" }, alarms(found, area),
            h("div", { class: "card" }, h("h2", null, t("watch.key")), key(FUTURES.map((f) => [sign(f), both(names[f])])), h("p", { class: "caption" }, t("watch.key.caption")), h("div", { class: "toolbar" }, specButton("watch", drawn, t("watch.spec")))),
            wanted.map((a) => signposts(found, a, found.signposts.filter((s) => s.area === a.id && s.crossed === null).sort(SORTS[order]), most))),
          h("div", { class: "stack" }, besides(found, { t, both, names, area, line, place }))),
        sourceList(Object.values(found.sources)), readOff(state, found, study.members),
      ];
    },
  });

  function place(post) {
    if (post.place) return both(post.place);
    return has(`watch.entity.${post.entity}`) ? t(`watch.entity.${post.entity}`) : "";
  }

  function figure(value, unit) {
    if (unit === "share") return `${plain(value * 100, 3)}%`;
    const times = has(`watch.factor.${unit}`) ? Number(t(`watch.factor.${unit}`)) : 1;
    return has(`watch.unit.${unit}`) ? t(`watch.unit.${unit}`, { x: plain(value * times, 3) }) : `${plain(value, 3)} ${unit}`;
  }

  function line(post) {
    return t(post.direction === "above" ? "watch.above" : "watch.below", { x: figure(post.threshold, post.unit) });
  }

  function named(post) {
    return `${both(post.name)}${place(post) ? ` · ${place(post)}` : ""}`;
  }

  function ofLast(post, found) {
    const { published } = post;
    const values = published.map((one) => one.value);
    const cited = [post.last, ...published].map((one) => found.sources[one.source_id] ?? one.source_id);
    return () => ({ name: named(post), value: figure(post.last.value, post.unit), unit: both(study.units[post.unit]) || post.unit, kind: "published", sources: cited, note: published.length < 2 ? null : t("about.series", { n: published.length, from: day(published[0].period_end), to: day(published.at(-1).period_end), low: figure(Math.min(...values), post.unit), high: figure(Math.max(...values), post.unit) }), date: t("about.period", { period: day(post.last.period_end), known: day(post.last.date) }), method: "m-seen" });
  }

  /** The latest value of a series, and the way it took. */
  function value(post, found) {
    if (!post.last) return null;
    const drawn = spark(post.published);
    return [door(figure(post.last.value, post.unit), ofLast(post, found)), drawn ? doorway(h("span", { class: "sparked" }, drawn), ofLast(post, found), { second: true }) : null];
  }

  /** A line is drawn by the study; the indicator has sources, its line has none. */
  function ofLine(post) {
    return () => ({ name: t("about.line", { name: named(post) }), unit: both(study.units[post.unit]) || post.unit, kind: "assumed", note: t("watch.alarms.note"), date: null, method: "m-seen" });
  }

  function run(found) {
    return { members: found.members, seed: found.seed, as_of: found.as_of };
  }

  function ofCrossing(post, found) {
    return () => ({ name: t("about.crossing", { name: named(post), line: line(post) }), unit: t("about.in_100"), judgement: post.judgement, note: post.judgement ? t("watch.judgement") : null, run: run(found), method: "m-seen" });
  }

  function ofShift(post, future, found) {
    return () => ({ name: t("about.mover", { item: named(post), future: both(names[future]) }), unit: t("about.points"), judgement: post.judgement, note: post.judgement ? t("watch.judgement") : null, run: run(found), method: "m-seen" });
  }

  function ofWorth(post, found) {
    return () => ({ name: t("about.worth", { name: named(post) }), value: post.voi_bits.toFixed(3), unit: t("about.bits"), range: t("about.least", { low: post.voi_low.toFixed(3) }), note: t("about.chance", { bits: post.voi_chance.toFixed(3) }), judgement: post.judgement, run: run(found), method: "m-seen" });
  }

  /** The odds of a future, should a line be crossed or not. */
  function ofGiven(post, future, crossed, found) {
    return () => ({ name: t(crossed ? "about.if_crossed" : "about.if_not", { name: named(post), line: line(post), future: both(names[future]) }), unit: t("about.in_100"), judgement: post.judgement, note: post.judgement ? t("watch.judgement") : null, run: run(found), method: "m-seen" });
  }

  function ofDue(post, found) {
    return () => ({ name: t("about.due", { name: named(post) }), kind: "assumed", sources: post.source_ids.map((id) => found.sources[id] ?? id), date: t("about.for_period", { period: day(post.period_end) }), method: "m-seen" });
  }

  function moves(post, found) {
    const changes = FUTURES.map((f) => [f, post.if_crossed[f] - post.if_not[f]]).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1])).slice(0, 2);
    return changes.map(([f], i) => [i ? t("views.comma") : "", parts("watch.move", { future: both(names[f]), not: door(percent(post.if_not[f]), ofGiven(post, f, false, found)), crossed: door(percent(post.if_crossed[f]), ofGiven(post, f, true, found)) })]);
  }

  function alarms(found, area) {
    const rows = found.alarms.filter((a) => !area || a.area === area);
    return h("section", { class: "card", "aria-labelledby": "alarms" }, h("h2", { id: "alarms" }, t("watch.alarms")), h("p", { class: "caption" }, t("watch.alarms.note")),
      rows.length === 0 ? h("p", { class: "note" }, t("watch.alarms.none")) : h("div", { class: "scroller tall", tabindex: "0", role: "region", "aria-label": t("views.table", { title: t("watch.alarms") }) }, h("table", { class: "table" },
        h("thead", null, h("tr", null, ["crossed", "what", "value", "line", "expected", "did"].map((c, i) => h("th", { scope: "col", class: i === 4 ? "n" : null }, t(`watch.column.${c}`))))),
        h("tbody", null, rows.map((a) => h("tr", null, h("td", { class: "nowrap" }, h("strong", null, day(a.crossed))), h("th", { scope: "row" }, both(a.name)), h("td", null, value(a, found) ?? t("number.unknown")), h("td", null, door(line(a), ofLine(a))), h("td", { class: "n" }, door(percent(a.p), ofCrossing(a, found))),
          h("td", null, a.tells ? FUTURES.filter((f) => Math.abs(a.shift[f]) >= 0.005).map((f) => [glyph(f), h("span", { class: "nowrap" }, `${both(names[f])} `, door(signed(a.shift[f]), ofShift(a, f, found)), " ")]) : h("span", { class: "muted" }, t("watch.tells_nothing")))))))));
  }

  function signposts(found, area, rows, most) {
    return h("section", { class: "card", "aria-labelledby": `area-${area.id}` }, h("h2", { id: `area-${area.id}` }, `${area.number}. ${both(area.name)}`),
      rows.length === 0 ? h("p", { class: "note" }, t("watch.none")) : h("div", { class: "scroller tall", tabindex: "0", role: "region", "aria-label": t("views.table", { title: both(area.name) }) }, h("table", { class: "table posts" },
        h("thead", null, h("tr", null, ["what", "value", "line", "date", "given", "voi"].map((c) => h("th", { scope: "col" }, t(`watch.column.${c}`))))),
        h("tbody", null, rows.map((post) => row(post, most, found))))));
  }

  function row(post, most, found) {
    const weak = post.voi_low <= 0;
    const said = FUTURES.map((f) => `${both(names[f])} ${percent(post.p_crossed[f])}`).join(t("views.comma"));
    return h("tr", { class: weak ? "weak" : null },
      h("th", { scope: "row" }, both(post.name), place(post) ? ` · ${place(post)}` : "", post.judgement ? [" ", h("span", { class: "tag dashed", title: t("watch.judgement") }, t("deal.origin.judgement"))] : null,
        h("details", { class: "small" }, h("summary", null, t("watch.would")), h("ul", { class: "plain-list" }, FUTURES.map((f) => h("li", null, glyph(f), t("watch.move", { future: both(names[f]), not: percent(post.if_not[f]), crossed: percent(post.if_crossed[f]) })))))),
      h("td", null, post.last ? [value(post, found), h("div", { class: "small muted" }, day(post.last.date))] : h("span", { class: "muted" }, t("watch.no_last"))),
      h("td", null, door(line(post), ofLine(post)), h("br"), h("span", { class: "small muted" }, parts("watch.p", { p: door(percent(post.p), ofCrossing(post, found)) }))),
      h("td", { class: "nowrap" }, day(post.first_date)),
      h("td", null, strip(post.p_crossed), h("span", { class: "unseen" }, said)),
      h("td", { class: "voi" }, bar(post, most), h("span", { class: weak ? "small muted" : "small" }, door(weak ? t("watch.weak", { bits: post.voi_bits.toFixed(3) }) : t("watch.bits", { bits: post.voi_bits.toFixed(3), low: post.voi_low.toFixed(3) }), ofWorth(post, found)))));
  }

  /** The value of knowing, with what chance alone would show shaded at its left. */
  function bar(post, most) {
    const x = (bits) => (bits / most) * 96;
    return svg("svg", { viewBox: "0 0 100 12", width: 100, height: 12, "aria-hidden": "true", focusable: "false" },
      svg("rect", { x: 0, y: 1, width: Math.max(1, x(post.voi_bits)), height: 10, class: post.voi_low > 0 ? "f-ink-2" : "f-mixed" }),
      svg("rect", { x: 0, y: 0, width: Math.min(96, x(post.voi_chance)), height: 12, class: "noise" }),
      post.voi_low > 0 ? svg("line", { x1: x(post.voi_low), x2: x(post.voi_low), y1: 0, y2: 12, class: "least" }) : null);
  }

  page.load();
  const wanted = (s) => part(s, "as_of", "lens", "dials", "evidence", "members", "seed", "q");
  let last = wanted(state.get());
  return {
    update(s) {
      if (wanted(s) === last) return;
      last = wanted(s);
      page.load();
    },
    unmount: page.unmount,
  };
}
