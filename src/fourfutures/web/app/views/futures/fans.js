// The fans of both drivers in their frames.

import { fan } from "../../charts/fan.js";
import { h } from "../../dom.js";
import { figure } from "../../figure.js";
import { month } from "../../numbers.js";
import { t } from "../../words.js";

const AXES = ["compute", "adoption"];
const QUANTILES = ["mean", "q05", "q25", "q50", "q75", "q95"];
const TALL = 112;

/** `page` is what stands on the first page. Returns {elements, plots, draw(), light(path)}. */
export function fanFigures(page) {
  const elements = AXES.map((axis) => figure({
    title: t(`fan.${axis}`), name: `fan-${axis}`, svg: () => h("div", { class: "loading" }, t("state.loading")), reading: "",
    data: () => ({ columns: [t("data.month"), ...QUANTILES], rows: page.view ? page.view.answer.path.map((p) => [p.month, ...QUANTILES.map((q) => p[axis][q])]) : [] }),
    source: () => page.source(), spec: () => page.spec(`fan-${axis}`),
  }));
  let lit = null; // the way of one member, month by month
  const plots = elements.map((element) => element.querySelector(".plot"));

  function draw() {
    AXES.forEach((axis, i) => {
      const { answer, base } = page.view;
      const months = answer.path.map((p) => ({ month: p.month, ...p[axis] }));
      const [lowest, highest] = [Math.min(...months.map((m) => m.q05)), Math.max(...months.map((m) => m.q95))];
      const ticks = [[-Math.log(8), 8], [0, 1], [Math.log(8), 8]].filter(([v]) => v === 0 || (v > lowest - 0.5 && v < highest + 0.5));
      const end = months.at(-1);
      const svg = fan(page.width(plots[i], 200), TALL, {
        months, base: page.comparing() ? base.path.map((p) => ({ month: p.month, ...p[axis] })) : null,
        ticks: ticks.map(([v, n]) => [v, n === 1 ? t("map.even") : t("map.times", { n })]),
        lit: lit?.map((p) => p[axis]) ?? null, today: answer.as_of, line_at: 0, say: { end: t("fan.end") }, end: { words: short(end.q50), label: `${t(`fan.${axis}`)}, ${month(end.month)}: ${times(end.q50)}`, about: ofEnd(axis, end) },
      });
      const words = t("fan.reading", { name: t(`fan.${axis}`), month: month(end.month), mid: times(end.q50), low: times(end.q05), high: times(end.q95) });
      svg.setAttribute("aria-label", words);
      elements[i].redraw({ svg, reading: words, caption: t(`fan.${axis}_caption`) });
    });
  }

  function light(path) {
    if (path === lit) return;
    lit = path;
    if (page.view) draw();
  }

  return { elements, plots, draw, light };
}

/** What is known of the last median of an index, for the drawer. */
function ofEnd(axis, end) {
  return () => ({ name: t("about.index", { index: t(`fan.${axis}`), month: month(end.month) }), value: times(end.q50), range: `${times(end.q05)} – ${times(end.q95)}`, range_is: "members90", unit: t("about.ratio"), note: t("about.median") });
}

/** How many times even, without the side: that is where it stands. */
function short(v) {
  const n = Math.exp(Math.abs(v));
  return n < 1.05 ? t("map.even") : t("map.times", { n: n < 10 ? n.toFixed(1) : Math.round(n) });
}

function times(v) {
  const n = Math.exp(Math.abs(v));
  return n < 1.05 ? t("map.even") : t(v > 0 ? "fan.us" : "fan.cn", { n: n < 10 ? n.toFixed(1) : String(Math.round(n)) });
}
