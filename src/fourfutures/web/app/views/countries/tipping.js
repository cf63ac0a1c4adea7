// What moves an economy's lead most, as a tornado, and how far each thing would have to go to level the choices.

import { h, svg } from "../../dom.js";
import { door, doorway } from "../../door.js";
import { figure } from "../../figure.js";
import { month, percent, plain, range, signed } from "../../numbers.js";
import { fitted, frame } from "../marks/fitted.js";
import { linear, ticks } from "../marks/scale.js";

export function tippingCard(found, { t, both }) {
  const tipping = found.tipping;
  if (!tipping) return null;
  const effects = tipping.effects.filter((e) => e.effect !== null).sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
  const still = tipping.effects.filter((e) => e.effect === null).map((e) => t(`factor.${e.factor}`));
  const draw = (width) => {
    const left = Math.min(190, width * 0.42);
    const most = Math.max(0.02, ...effects.flatMap((e) => [Math.abs(e.low), Math.abs(e.high)]));
    const least = Math.min(0, ...effects.map((e) => e.low));
    const x = linear([least < -0.005 ? -most : 0, most], [left + 8, width - 46]);
    const tall = 24;
    const height = effects.length * tall + 24;
    const marks = ticks(least < -0.005 ? -most : 0, most, 4);
    return frame(svg, width, height, { label: t("country.tipping", { month: month(found.horizon) }), pressed: true },
      marks.map((m) => [svg("line", { x1: x(m), x2: x(m), y1: 0, y2: height - 20, class: m === 0 ? "axis" : "grid" }), svg("text", { x: x(m), y: height - 6, class: "tick mid" }, `${m < 0 ? "−" : ""}${Math.abs(Math.round(m * 100))}`)]),
      effects.map((e, i) => {
        const y = i * tall + 4;
        return [svg("text", { x: 0, y: y + 12, class: "label plain" }, t(`factor.${e.factor}`)),
          svg("rect", { x: Math.min(x(0), x(e.effect)), y, width: Math.abs(x(e.effect) - x(0)), height: 14, class: "f-ink-2" }),
          svg("path", { d: `M${x(e.low)} ${y + 7}H${x(e.high)}M${x(e.low)} ${y + 3}v8M${x(e.high)} ${y + 3}v8`, class: "whisker" }),
          doorway(svg("text", { x: width, y: y + 12, class: "label end" }, signed(e.effect)), ofEffect(e), { label: `${t(`factor.${e.factor}`)}: ${signed(e.effect)}` })];
      }));
  };
  const closing = tipping.closing ?? [];
  return h("div", { class: "card" }, figure({
    title: t("country.tipping", { month: month(found.horizon) }), caption: t("country.tipping.caption", { explained: percent(tipping.explained) }), name: `${found.entity}-tipping`, source: t("views.model"),
    svg: fitted(draw),
    reading: `${effects.slice(0, 3).map((e) => t("country.tipping.reading", { factor: t(`factor.${e.factor}`), effect: signed(e.effect), low: signed(e.low), high: signed(e.high) })).join(t("views.semicolon"))}${t("views.stop")}`,
    data: () => ({ columns: ["factor", "effect", "low", "high", "lead_lowest_third", "lead_highest_third"], rows: effects.map((e) => [e.factor, e.effect, e.low, e.high, e.lowest_third?.mean, e.highest_third?.mean]) }),
  }), still.length ? h("p", { class: "small muted" }, t("country.tipping.still", { list: still.join(t("views.comma")) })) : null,
  closing.length ? h("details", null, h("summary", null, t("country.closing")), h("table", { class: "table" },
    h("thead", null, h("tr", null, ["factor", "now", "needed", "as_far"].map((c, i) => h("th", { scope: "col", class: i ? "n" : null }, t(`country.closing.${c}`))))),
    h("tbody", null, closing.map((c) => h("tr", null, h("th", { scope: "row" }, t(`factor.${c.factor}`), c.side ? ` (${t(`stack.short.${c.side}`)})` : "", h("br"), h("span", { class: "small muted" }, t(`unit.${c.unit}`))),
      h("td", { class: "n" }, spread(c, "level")), h("td", { class: "n" }, spread(c, "needed")), h("td", { class: "n" }, door(percent(c.as_far), of(c, "as_far", { unit: () => t("about.in_100") }))))))), h("p", { class: "small muted" }, t("country.closing.note"))) : null,
  tipping.renewal ? h("p", { class: "note" }, t("country.renewal", { afresh: percent(tipping.renewal.chosen_afresh.mean), span: range(tipping.renewal.chosen_afresh.q05, tipping.renewal.chosen_afresh.q95), stack: t(`stack.${tipping.renewal.all_to}`), lead: signed(tipping.renewal.lead_then.mean), p: percent(tipping.renewal.p_turns) })) : null);

  function ofEffect(e) {
    return () => ({ name: t("about.tips", { place: both(found.name), factor: t(`factor.${e.factor}`) }), unit: t("about.points"), range: t("about.between", { low: signed(e.low), high: signed(e.high) }), note: t("country.tipping.caption", { explained: percent(tipping.explained) }) });
  }
  function of(c, what, rest) {
    return () => ({ name: t("about.closing", { place: both(found.name), factor: t(`factor.${c.factor}`), what: t(`country.closing.${what === "level" ? "now" : what}`) }), note: t("country.closing.note"), ...Object.fromEntries(Object.entries(rest).map(([k, give]) => [k, give()])) });
  }
  function spread(c, what) {
    const s = c[what];
    if (!s) return t("number.unknown");
    return door(`${far(s.q50)} (${far(s.q05)} – ${far(s.q95)})`, of(c, what, { value: () => far(s.q50), unit: () => t(`unit.${c.unit}`), range: () => `${far(s.q05)} – ${far(s.q95)}`, range_is: () => "members90" }));
  }
  function far(v) {
    if (!Number.isFinite(v)) return t("number.unknown");
    if (Math.abs(v) > 1e6) return ">1,000,000";
    return Math.abs(v) < 0.001 && v !== 0 ? `<0.001` : plain(v, 2);
  }
}
