// Items and whole ledgers out of the desk and onto it, as JSON Lines.

import { h, put } from "../../dom.js";
import { save } from "../../figure.js";
import { busy, trouble } from "../../trouble.js";
import { t } from "../../words.js";

const OUT = [["accepted", {}], ["open", { all: true }], ["whole", { whole: true }]];

/** `taken` is told once anything came onto the desk. */
export function exchangePart({ api, desk, taken }) {
  const told = h("div", { role: "status" });
  const file = h("input", { type: "file", id: "ev-import", accept: ".jsonl,.json,.ndjson,.txt,.toml", class: "unseen", onchange: bring });
  const whole = h("input", { type: "checkbox", id: "ev-whole" });
  return h("div", null,
    h("h3", null, t("evidence.export")), h("p", { class: "caption" }, t("evidence.export_text")),
    h("div", { class: "toolbar" }, OUT.map(([name, params]) => h("button", { type: "button", id: `ev-export-${name}`, onclick: () => give(params) }, t(`evidence.export.${name}`)))),
    desk.writes ? [h("h3", null, t("evidence.import")), h("p", { class: "caption" }, t("evidence.import_text")),
      h("div", { class: "toolbar" }, file, h("label", { for: "ev-import", class: "button" }, t("evidence.import_choose")), h("label", { for: "ev-whole" }, whole, " ", t("evidence.import_whole")))] : null,
    told);

  async function give(params) {
    put(told);
    try {
      const { content, name } = await api.file("evidence/export", params);
      save(name, content.type, content);
      if (content.size === 0) put(told, h("p", { class: "note" }, t("evidence.export_none")));
    } catch (error) {
      put(told, trouble(error));
    }
  }

  async function bring() {
    const [given] = file.files;
    const over = busy(t("evidence.deciding"));
    try {
      const found = await api.post("evidence/import", { name: given.name, text: await given.text(), whole: whole.checked }, { kind: null });
      await taken();
      put(told, h("p", null, t(whole.checked ? "evidence.import_whole_done" : "evidence.import_done", { n: found.added.length }), found.known.length ? ` ${t("evidence.known", { n: found.known.length })}` : null));
    } catch (error) {
      put(told, trouble(error));
    } finally {
      file.value = "";
      over();
    }
  }
}
