// Odds by the language of the sources, and the items that set the languages apart.

import { h, put } from "../../dom.js";
import { day, plain, signed } from "../../numbers.js";
import { question } from "../../state.js";
import { busy, trouble } from "../../trouble.js";
import { both, t } from "../../words.js";
import { futureNames } from "../marks/futures.js";
import { FUTURES, glyph } from "../marks/glyph.js";
import { beside } from "./readings.js";

const SETS = ["none", "en", "zh", "all"];
const MOST = 12; // items shown

export function languagesPart({ api, study }) {
  const box = h("div", { role: "status" });
  const names = futureNames(study);
  ask();
  return h("div", null, h("p", { class: "caption" }, t("evidence.languages_text")), box);

  async function ask() {
    const asked = question();
    delete asked.no_evidence; // what each language says is the question
    const over = busy(t("evidence.previewing"));
    put(box, h("p", { class: "loading" }, t("evidence.previewing")));
    try {
      put(box, drawn(await api.get("evidence/languages", asked)));
    } catch (error) {
      put(box, trouble(error, ask));
    } finally {
      over();
    }
  }

  function drawn(found) {
    const { reading } = found;
    if (found.counts.all === 0) return h("p", { class: "note" }, t("evidence.languages_none", { day: day(found.as_of) }));
    const sets = SETS.filter((set) => set === "none" || set === "all" || found.counts[set] > 0);
    const two = found.counts.en > 0 && found.counts.zh > 0;
    const tenth = (p) => (p * 100).toFixed(1);
    return [
      two ? h("p", null, t("evidence.widest", { future: both(names[found.widest.future]), gap: signed(found.widest.gap, 1), reading: t(`evidence.reading.${found.widest.reading}`) })) : h("p", { class: "note" }, t("evidence.one_language")),
      h("div", { class: "scroller plain readings", tabindex: "0", role: "region", "aria-label": t("evidence.languages_table") }, [reading, beside(reading)].map((each) => h("table", { class: "table effects" },
        h("caption", { class: "caption" }, h("b", null, t("evidence.reading_of", { reading: t(`evidence.reading.${each}`) })), " ", t("evidence.odds_of", { day: day(found.as_of), n: found.members.toLocaleString("en") })),
        h("thead", null, h("tr", null, h("th", { scope: "col" }, t("evidence.column.future")), sets.map((set) => h("th", { scope: "col", class: "n" }, t(`evidence.set.${set}`, { n: found.counts[set] ?? 0 }))), two ? h("th", { scope: "col", class: "n" }, t("evidence.column.gap")) : null)),
        h("tbody", null, FUTURES.map((id) => h("tr", null, h("th", { scope: "row" }, glyph(id), both(names[id])), sets.map((set) => h("td", { class: "n" }, tenth(found.odds[set][each][id]))), two ? h("td", { class: "n" }, h("b", null, signed(found.gap[each][id], 1))) : null)))))),
      found.counts.unknown ? h("p", { class: "note" }, t("evidence.language_unknown", { n: found.counts.unknown })) : null,
      two ? [h("h3", null, t("evidence.splitting")), h("ol", { class: "plain-list small" }, found.items.slice(0, MOST).map((item) =>
        h("li", null, h("b", null, signed(item.gap[found.widest.reading][found.widest.future], 1)), " ", h("span", { class: "tag" }, t(`evidence.lang.${item.lang}`)), " ", both(item.name), ` · ${t("evidence.ratio_now", { ratio: plain(item.likelihood_ratio, 3) })}`, h("span", { class: "quote", lang: item.lang === "zh" ? "zh-Hans" : "en" }, item.text))))] : null,
    ];
  }
}
