// What is published about the drivers, beside what members say of it: one small fan a series, each point with source and day.

import { QUICK, fewer, published } from "../../answers.js";
import { superseded } from "../../api.js";
import { fan } from "../../charts/fan.js";
import { h, put } from "../../dom.js";
import { day, plain } from "../../numbers.js";
import { trouble } from "../../trouble.js";
import { both, has, t } from "../../words.js";
import { ticks } from "../marks/scale.js";

const AXES = ["compute", "adoption"];
const TALL = 112;
const WIDE = 300;

/** `page` is what stands on the first page. Returns {element, refresh()}: asked for once it is opened. */
export function publishedFans(page) {
  const box = h("div", { class: "published" });
  const element = h("details", { class: "card published-card", ontoggle: () => element.open && refresh() }, h("summary", null, h("h2", null, t("published.title"))), box);
  let turn = 0;

  async function refresh() {
    if (!element.open) return;
    const mine = ++turn;
    try {
      const found = await published(page.now(), fewer(page.now(), page.study, QUICK));
      if (mine !== turn) return;
      put(box, h("p", { class: "caption" }, t("published.caption")), AXES.map((axis) => [h("h3", null, t(`published.${axis}`)), h("div", { class: "small-fans" }, found.series.filter((one) => one.driver === axis).map((one) => drawn(one, found)))]));
    } catch (error) {
      if (mine === turn && !superseded(error)) put(box, trouble(error, refresh));
    }
  }

  return { element, refresh };
}

function drawn(series, found) {
  const to = series.log ? Math.log : (v) => v;
  const months = series.months.map((row) => ({ month: row.month, ...Object.fromEntries(["q05", "q25", "q50", "q75", "q95"].map((q) => [q, to(row[q])])) }));
  const all = [...series.months.flatMap((row) => [row.q05, row.q95]), ...series.points.map((p) => p.value)];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const marks = series.log ? [low, Math.sqrt(low * high), high] : ticks(low, high, 3);
  const told = (p) => t(p.surprise ? "published.surprise_point" : "published.point", { day: day(p.period_end), value: plain(p.value, 3) });
  const chart = fan(WIDE, TALL, {
    months, ticks: marks.map((v) => [to(v), plain(v, 2)]), today: found.as_of, say: { end: t("fan.end"), surprise: t("published.surprise") },
    points: series.points.map((p) => ({ month: p.month, value: to(p.value), words: told(p), surprise: p.surprise })),
  });
  const last = series.months.at(-1);
  chart.setAttribute("aria-label", t("published.reading", { name: both(series.name), low: plain(last.q05, 3), high: plain(last.q95, 3), points: series.points.map(told).join(t("reading.join")) }));
  const cards = [...new Set(series.points.map((p) => p.source_id))].map((id) => found.sources[id]).filter(Boolean);
  return h("figure", { class: "small-fan" },
    h("figcaption", null, h("strong", null, both(series.name)), h("span", { class: "caption" }, [has(`entity.${series.entity}`) ? t(`entity.${series.entity}`) : null, both(series.unit)].filter(Boolean).join(" · "))),
    chart,
    h("ul", { class: "plain-list small" }, series.points.map((p) => h("li", null, told(p)))),
    h("p", { class: "caption" }, cards.map((card, i) => [i ? " · " : "", card.url ? h("a", { href: card.url, rel: "noreferrer", target: "_blank" }, card.publisher || card.title) : card.publisher || card.title, card.published ? ` ${card.published}` : ""])));
}
