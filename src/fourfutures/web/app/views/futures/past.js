// The odds by as-of date: the line is a slider of days.

import { QUICK, fewer, past as ask } from "../../answers.js";
import { superseded } from "../../api.js";
import { past } from "../../charts/past.js";
import { h, put } from "../../dom.js";
import { figure } from "../../figure.js";
import { futureName, ofOdds } from "../../finding.js";
import { count, day, percent, shortMonth } from "../../numbers.js";
import { trouble } from "../../trouble.js";
import { t } from "../../words.js";

const TALL = 96;

/**
 * `page` is what stands on the first page; `rested(as_of)` hears a day that was chosen, null for the newest. Returns
 * {element, plot, draw(), load(state, current), stand(as_of), step(by)}.
 */
export function pastFigure(page, rested) {
  const { study, ids } = page;
  let history = null;
  const slider = h("input", { type: "range", id: "as-of-slider", min: 0, max: 1, step: 1, value: 1, disabled: true, "aria-label": t("past.slider"), oninput: () => draw(), onchange: () => choose() });
  const element = figure({
    title: t("past.title"), name: "past", caption: t("past.caption"), svg: () => h("div", { class: "loading" }, t("state.loading")), reading: "",
    data: () => ({ columns: [t("data.as_of"), t("data.reading"), ...ids], rows: (history?.days ?? []).flatMap((d) => Object.entries(d.readings).map(([r, f]) => [d.as_of, r, ...ids.map((id) => f[id])])) }),
    source: () => t("past.source", { n: count(fewer(page.now(), study, QUICK)) }),
  });
  const plot = element.querySelector(".plot");
  plot.after(slider);

  function draw() {
    if (!history) return;
    const days = history.days.map((d) => ({ as_of: d.as_of, odds: d.readings[page.preset()] }));
    const at = Number(slider.value);
    const about = (id) => {
      const own = ofOdds(study, id, page.preset(), { p: days[at].odds[id] });
      return () => ({ ...own(), run: { members: fewer(page.now(), study, QUICK), as_of: days[at].as_of, seed: history.seed } });
    };
    const names = Object.fromEntries(ids.map((id) => [id, t(`short.${id}`)]));
    const svg = past(page.width(plot, 300), TALL, { days, at, names, futures: ids, say: { month: shortMonth }, about });
    const spoken = t("past.reading", { from: day(days[0].as_of), to: day(days[at].as_of), list: ids.map((id) => t("past.one", { future: futureName(study, id), a: percent(days[0].odds[id]), b: percent(days[at].odds[id]) })).join(t("reading.join")) });
    svg.setAttribute("aria-label", spoken);
    element.redraw({ svg, reading: spoken });
    slider.setAttribute("aria-valuetext", day(days[at].as_of));
  }

  /** Ask for the past of a setting, and draw it if `current()` still holds when it comes. */
  async function load(state, current) {
    try {
      const found = await ask(state, study);
      if (!current()) return;
      history = found;
      slider.max = found.days.length - 1;
      slider.disabled = false;
      stand(state.as_of);
    } catch (error) {
      if (!superseded(error) && current()) put(plot, trouble(error, () => load(state, current)));
    }
  }

  /** Put the slider on a day, null for the newest. */
  function stand(asOf) {
    if (!history) return;
    const at = asOf ? history.days.findIndex((d) => d.as_of >= asOf) : -1;
    slider.value = at < 0 ? history.days.length - 1 : at;
    draw();
  }

  function choose() {
    const asOf = history.days[Number(slider.value)].as_of;
    rested(asOf === study.assembled ? null : asOf);
  }

  function step(by) {
    if (!history) return;
    slider.value = Math.max(0, Math.min(history.days.length - 1, Number(slider.value) + by));
    draw();
    choose();
  }

  return { element, plot, draw, load, stand, step, known: () => history !== null };
}
