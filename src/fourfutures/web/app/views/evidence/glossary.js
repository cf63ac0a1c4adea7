// What evidence may be about: the study's indicators by area, named in both languages.

import { h } from "../../dom.js";
import { t } from "../../words.js";

const AREAS = [1, 2, 3];

export function glossary(desk) {
  const all = Object.values(desk.indicators);
  const dialog = h("dialog", { class: "wide", "aria-labelledby": "ev-glossary-title", onclose: () => dialog.remove() },
    h("h2", { id: "ev-glossary-title" }, t("evidence.glossary")),
    AREAS.map((area) => [h("h3", null, t(`evidence.area.${area}`)), h("table", { class: "table small" }, h("tbody", null, all.filter((one) => one.area === area).map((one) =>
      h("tr", null, h("th", { scope: "row", lang: "en" }, one.name.en), h("td", { lang: "zh-Hans" }, one.name.zh)))))]),
    h("div", { class: "toolbar" }, h("button", { type: "button", onclick: () => dialog.close() }, t("shell.close"))));
  document.body.append(dialog);
  dialog.showModal();
}
