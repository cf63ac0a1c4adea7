// What a stop of supply would take, with and without the offer, and what it costs who stops.

import { h } from "../../dom.js";
import { figure } from "../../figure.js";
import { money, percent } from "../../numbers.js";
import { lossCurves } from "../marks/curves.js";
import { fitted } from "../marks/fitted.js";
import { segmented } from "../marks/foot.js";

const LAYERS = ["chips", "cloud", "weights", "updates"];

/** The test that an address asks for: by whom, of which layers. */
export function stopped(state, stack) {
  const layers = (state.q.layers ?? "cloud,weights").split(",").filter((l) => LAYERS.includes(l));
  const supplier = ["US", "CN"].includes(state.q.supplier) ? state.q.supplier : stack === "cn" ? "CN" : "US";
  return { supplier, layers: layers.length ? layers : ["cloud", "weights"] };
}

export function stopCard(loss, stop, deal, { state, t, both }, spec) {
  const before = loss.countries[deal.offer.country];
  const after = loss.offer.with_offer;
  const side = stop.supplier.toLowerCase();
  const curves = [
    { name: t("deal.stop.without"), hue: "mixed", loss: before.loss_by_week, low: before.loss_low, high: before.loss_high, dashed: true },
    { name: t("deal.this"), hue: side, loss: after.loss_by_week, low: after.loss_low, high: after.loss_high },
  ];
  const cost = loss.supplier_cost.withdrawal_usd;
  const change = loss.offer.change.dependency_index;
  const toggle = (layer) => (event) => {
    const next = LAYERS.filter((l) => (l === layer ? event.target.checked : stop.layers.includes(l)));
    if (next.length === 0) event.target.checked = true;
    else state.set({ q: { layers: next.join(",") } });
  };
  const words = stop.layers.map((l) => t(`layer.${l}`)).join(t("views.comma"));
  const box = figure({
    title: t("deal.stop", { supplier: t(`supplier.${side}`) }), caption: t("country.loss.caption", { layers: words }), name: "deal-switchoff", source: t("views.model"), spec,
    svg: fitted((width) => lossCurves({ width, curves, label: t("deal.stop", { supplier: t(`supplier.${side}`) }) })),
    reading: t("deal.stop.reading", { layers: words, with: percent(after.loss_by_week[4]), without: percent(before.loss_by_week[4]), low: percent(after.loss_low[4]), high: percent(after.loss_high[4]), half: Math.round(after.weeks_to_half), index: percent(after.dependency_index), was: percent(before.dependency_index) }),
    data: () => ({ columns: ["week", "without", "without_q10", "without_q90", "with", "with_q10", "with_q90"], rows: before.loss_by_week.map((v, w) => [w, v, before.loss_low[w], before.loss_high[w], after.loss_by_week[w], after.loss_low[w], after.loss_high[w]]) }),
  });
  box.querySelector("figcaption").after(h("div", { class: "toolbar" },
    segmented(t("deal.supplier"), [["US", t("side.short.us")], ["CN", t("side.short.cn")]], stop.supplier, (v) => state.set({ q: { supplier: v } })),
    h("fieldset", { class: "layers" }, h("legend", { class: "unseen" }, t("deal.layers")), LAYERS.map((l) => h("label", null, h("input", { type: "checkbox", id: `layer-${l}`, checked: stop.layers.includes(l), onchange: toggle(l) }), " ", t(`layer.${l}`))))));
  return h("div", { class: "card" }, box,
    h("p", { class: "note" }, t("deal.stop.cost", { cost: money(cost.mean), low: money(cost.q10), high: money(cost.q90) })),
    h("dl", { class: "pairs" }, h("dt", null, t("deal.stop.index")), h("dd", null, `${percent(before.dependency_index)} → ${percent(after.dependency_index)} (${signedPoints(change.q10)} ${t("views.to")} ${signedPoints(change.q90)})`),
      h("dt", null, t("deal.stop.sovereignty")), h("dd", null, h("span", null, `${percent(loss.offer.sovereignty.score)} ${t("deal.of_100")} `), h("span", { class: "tag dashed" }, t("deal.origin.judgement")))),
    h("details", null, h("summary", null, t("deal.stop.parts")), h("ul", { class: "plain-list" }, loss.offer.sovereignty.parts.map((p) => h("li", null, `${both(p.name)}${t("views.colon")}${percent(p.value)}`)))));
}

function signedPoints(x) {
  const points = Math.round(x * 100);
  return points === 0 ? (x === 0 ? "0" : "<1") : points > 0 ? `+${points}` : `−${-points}`;
}
