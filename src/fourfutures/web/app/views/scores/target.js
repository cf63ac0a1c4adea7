// One target: each forecast with its intervals and what came.

import { h, svg } from "../../dom.js";
import { figure } from "../../figure.js";
import { month, plain } from "../../numbers.js";
import { fitted, frame } from "../marks/fitted.js";
import { linear, ticks } from "../marks/scale.js";
import { percentSkill } from "./skill.js";

const MOST = 80;

export function targetCard(target, { t, both }, close) {
  const all = [...target.forecasts].sort((a, b) => a.target_month.localeCompare(b.target_month) || a.entity.localeCompare(b.entity) || a.horizon - b.horizon);
  const shown = all.slice(-MOST);
  const draw = (width) => {
    const ends = shown.flatMap((f) => [f.q05, f.q95, f.observed]);
    const y = linear([Math.min(...ends), Math.max(...ends)], [190, 12]);
    const x = linear([-0.5, shown.length - 0.5], [48, width - 8]);
    const step = x(1) - x(0);
    let told = "";
    return frame(svg, width, 224, both(target.name), ticks(Math.min(...ends), Math.max(...ends), 5).map((v) => [svg("line", { x1: 48, x2: width - 8, y1: y(v), y2: y(v), class: "grid" }), svg("text", { x: 43, y: y(v) + 4, class: "tick end" }, plain(v, 3))]),
      shown.map((f, i) => {
        const year = f.target_month.slice(0, 4);
        const mark = year === told ? null : svg("text", { x: x(i), y: 212, class: "tick" }, year);
        told = year;
        return [mark, svg("line", { x1: x(i), x2: x(i), y1: y(f.q05), y2: y(f.q95), class: "axis" }), svg("rect", { x: x(i) - Math.min(4, step / 3), width: Math.min(8, (2 * step) / 3), y: y(f.q75), height: Math.max(1, y(f.q25) - y(f.q75)), class: "f-mixed" }),
          svg("circle", { cx: x(i), cy: y(f.observed), r: Math.min(3, step / 2.5), class: f.observed < f.q05 || f.observed > f.q95 ? "point out" : "point" })];
      }));
  };
  const missed = all.filter((f) => f.observed < f.q05 || f.observed > f.q95).length;
  const best = Object.entries(target.baselines).filter(([, b]) => Number.isFinite(b.skill)).sort((a, b) => a[1].skill - b[1].skill)[0];
  return h("section", { class: "card", id: "target" }, figure({
    title: both(target.name), caption: t("scores.target.caption", { scale: both(target.scale), n: all.length, shown: shown.length }), name: `target-${target.target}`, source: t("scores.source"), svg: fitted(draw),
    reading: `${t("scores.target.reading", { missed, all: all.length })}${best ? ` ${t("scores.target.best", { rival: t(`scores.rival.${best[0]}`), skill: percentSkill(best[1].skill) })}` : ""}`,
    data: () => ({ columns: ["entity", "origin", "horizon", "target_month", "tested", "q05", "q25", "q50", "q75", "q95", "observed", "pit", "source"], rows: all.map((f) => [f.entity, f.origin, f.horizon, f.target_month, String(f.tested), f.q05, f.q25, f.q50, f.q75, f.q95, f.observed, f.pit, f.source_id]) }),
  }), h("p", { class: "note" }, both(target.verdict)), target.note ? h("p", { class: "small muted" }, both(target.note)) : null,
  h("p", { class: "small muted" }, t("scores.target.span", { from: month(all[0].origin), to: month(all.at(-1).target_month) })), h("div", { class: "toolbar" }, h("button", { type: "button", onclick: close }, t("shell.close"))));
}
