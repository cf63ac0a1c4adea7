// The map of futures in its frame: what it is drawn from, its note, its data.

import { quadrant } from "../../charts/quadrant.js";
import { h, put } from "../../dom.js";
import { figure } from "../../figure.js";
import { futureName, ofOdds } from "../../finding.js";
import { month, shortMonth } from "../../numbers.js";
import { both, t } from "../../words.js";
import { closer } from "./closer.js";

const ASIDE = 516; // px of a window that the rest of the first page needs, where three columns stand side by side
const REACH = [3.3, 2.4]; // logs: what the map shows on either side of even

/** `page` is what stands on the first page; `look` what `closer` takes. Returns {element, notes, plot, draw(reading), fresh()}. */
export function mapFigure(page, look) {
  const { study, ids } = page;
  let map = null;
  const note = h("p", { class: "note map-note" });
  const element = figure({
    title: t("map.title", { month: month(study.horizon) }), name: "map", svg: () => h("div", { class: "loading" }, t("state.loading")), reading: "",
    data: () => ({ columns: [t("data.compute"), t("data.adoption"), t("data.future")], rows: page.view ? page.view.answer.cloud.future.map((f, i) => [page.view.answer.cloud.compute[i] / 100, page.view.answer.cloud.adoption[i] / 100, ids[f]]) : [] }),
    source: () => page.source(), spec: () => page.spec("quadrant"),
  });
  const plot = element.querySelector(".plot");
  const near = closer(plot, look);

  function draw(r) {
    if (map?.reading !== r) {
      const width = page.width(plot, 280);
      const room = matchMedia("(min-width: 1280px)").matches ? Math.max(330, innerHeight - ASIDE) : Infinity;
      map = quadrant(width, Math.round(Math.min(width * 0.86, 430, room)), { say: words(r), band: Math.log(study.frame.band_ratio), reach: REACH });
      map.reading = r;
      put(plot, map.element);
    }
    const { view } = page;
    const comparing = page.comparing();
    const odds = Object.fromEntries(ids.map((id) => [id, view.answer.futures[r][id].p]));
    const base = comparing ? { cloud: view.base.cloud, path: view.base.path, odds: Object.fromEntries(ids.map((id) => [id, page.before(id, r)])) } : null;
    const about = Object.fromEntries(ids.map((id) => [id, ofOdds(study, id, r, view.answer.futures[r][id])]));
    const dots = map.cloud();
    map.update({ cloud: view.answer.cloud, path: view.answer.path, odds, today: view.answer.as_of, base, about });
    if (map.cloud() !== dots) near.over(map);
    element.redraw({ caption: t(base ? "map.caption_compare" : "map.caption", { reading: both(study.frame.presets[r]?.name) }) });
    const { tau, rho_c: rho } = view.run?.dials ?? study.frame.presets[r];
    note.textContent = t(tau > 0 ? "map.note" : "map.note_standing", { ratio: rho, years: tau });
  }

  function words(r) {
    const paced = study.frame.presets[r]?.tau > 0;
    return {
      name: Object.fromEntries(ids.map((id) => [id, futureName(study, id)])), even: t("map.even"), times: (n) => t("map.times", { n }),
      x_left: t(paced ? "map.x_left" : "map.x_left_standing"), x_right: t("map.x_right"), y_up: t("map.y_up"), y_down: t("map.y_down"),
      month: shortMonth, today: (m) => t("map.today", { month: shortMonth(m) }),
    };
  }

  return { element, notes: h("div", { class: "map-notes" }, note, near.note), plot, draw, fresh: () => { map = null; } };
}
