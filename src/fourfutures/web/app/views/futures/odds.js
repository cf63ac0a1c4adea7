// The odds of each future in their frame, both readings side by side.

import { odds } from "../../charts/odds.js";
import { h, put } from "../../dom.js";
import { figure } from "../../figure.js";
import { STRICT, futureName, ofOdds, word } from "../../finding.js";
import { lifted } from "../../sheet.js";
import { t } from "../../words.js";

/** `page` is what stands on the first page. Returns {element, plot, draw(reading)}. */
export function oddsFigure(page) {
  const { study, ids } = page;
  const element = figure({
    title: t("odds.title"), name: "odds", svg: () => h("div", { class: "loading" }, t("state.loading")), reading: "",
    data: () => ({ columns: [t("data.reading"), t("data.future"), "p", t("data.low"), t("data.high"), t("data.change"), t("data.change_low"), t("data.change_high")], rows: page.view ? Object.entries(page.view.answer.futures).flatMap(rowsOf) : [] }),
    source: () => page.source(), spec: () => page.spec("odds"),
  });
  const plot = element.querySelector(".plot");

  function rowsOf([reading, futures]) {
    return ids.map((id) => {
      const { p, low, high, change } = futures[id];
      return [reading, id, p, low ?? null, high ?? null, change?.p ?? null, change?.low ?? null, change?.high ?? null];
    });
  }

  function draw(r) {
    const { futures } = page.view.answer;
    const comparing = page.comparing();
    const rows = ids.map((id) => {
      const [part, strict] = [futures[r][id], futures[STRICT][id]];
      const [own, other] = [word(study, part), word(study, strict)];
      return {
        future: id, name: futureName(study, id), words: lifted() ? "" : own === other ? own : t("odds.words", { own, strict: other }), // over the sheet there is room for numbers alone
        p: part.p, low: part.low ?? null, high: part.high ?? null, se: part.mc_se ?? null,
        strict: { p: strict.p, low: strict.low ?? null, high: strict.high ?? null, future: id },
        about: ofOdds(study, id, r, part), strict_about: ofOdds(study, id, STRICT, strict),
        before: comparing ? page.before(id, r) : null, strict_before: comparing ? page.before(id, STRICT) : null,
      };
    });
    put(plot, odds(page.width(plot, 300), rows, { comparing, say: { head: t("odds.head"), change_head: t("odds.change_head"), strict: t("odds.key_strict") } }));
  }

  return { element, plot, draw };
}

/** What the marks of the odds mean. */
export function legend() {
  return h("p", { class: "legend", "aria-hidden": "true" },
    [["solid", "source"], ["hollow", "strict"], ["range", "range"], ["mc", "mc"]].map(([mark, words]) => h("span", null, h("i", { class: `key-${mark}` }), t(`odds.key_${words}`))));
}
