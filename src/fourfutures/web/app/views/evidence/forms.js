// Decisions about one item: accept or confirm, reject, split, put into one event, undo.

import { h, put } from "../../dom.js";
import { day } from "../../numbers.js";
import { both, t } from "../../words.js";
import { signedForm } from "./signing.js";
import { saying } from "./terms.js";

const DONE = { accept: "accepted", confirm: "confirmed", reject: "rejected", split: "split", merge: "merged", undo: "undone" };
const MOST = 60; // other items offered for one event

/** {element, open}. `decided(kind, id)` is told once a decision stands; `rows` are all items of the desk. */
export function decisionForms({ api, item, terms, rows, writes, decided }) {
  const [proposed, waiting] = [item.status === "proposed", item.status === "waiting"];
  const undoable = item.decisions.some((mark) => mark.undone_by === null && mark.kind !== "undone");
  const allowed = {
    accept: proposed, confirm: waiting, reject: proposed || waiting, split: proposed, merge: proposed || waiting || item.status === "accepted", undo: undoable,
  };
  const names = writes ? Object.keys(allowed).filter((name) => allowed[name]) : [];
  const post = (form, body) => api.post(`evidence/${form}`, body, { kind: null });
  const made = { accept, confirm, reject: plainly("reject"), split, merge, undo: plainly("undo") };
  const box = h("div");
  const buttons = Object.fromEntries(names.map((form) => [form, h("button", { type: "button", id: `ev-${form}`, "aria-expanded": "false", onclick: () => open(form) }, t(`evidence.${form}`))]));
  return { element: [h("div", { class: "toolbar decisions" }, Object.values(buttons)), box], open };

  function shut() {
    for (const button of Object.values(buttons)) button.setAttribute("aria-expanded", "false");
    put(box);
  }

  /** Open a form; `accept` opens the confirmation of an item that waits for one. */
  function open(asked) {
    const form = asked === "accept" && waiting ? "confirm" : asked;
    if (!names.includes(form)) return;
    shut();
    buttons[form].setAttribute("aria-expanded", "true");
    const drawn = signedForm({
      kind: form, title: t(`evidence.${form}_title`), ...made[form](),
      done: () => decided(DONE[form], item.id),
      back: () => {
        shut();
        buttons[form].focus();
      },
    });
    put(box, drawn.element);
    drawn.focus();
  }

  function accept() {
    const expires = h("input", { type: "date", id: "ev-expires" });
    return {
      text: t("evidence.accept_text"),
      fields: [{ id: "ev-dated", label: t("evidence.dated"), field: terms.dated, elsewhere: true }, { id: "ev-expires", label: t("evidence.expires"), field: expires }],
      send: (signed) => post("accept", { ...terms.body(), ...signed, expires: expires.value }),
    };
  }

  function confirm() {
    const { by, expires, on } = item.acceptance;
    return {
      text: [t("evidence.confirm_text", { by: by.join(t("views.comma")), on: day(on), expires: day(expires) }), " ", saying(item.acceptance)],
      send: (signed) => post("accept", { item: item.id, ...signed }),
    };
  }

  function plainly(form) {
    return () => ({ text: form === "undo" ? t("evidence.undo_text") : null, send: (signed) => post(form, { item: item.id, ...signed }) });
  }

  function split() {
    const parts = h("textarea", { id: "ev-parts", rows: 4, lang: item.lang === "zh" ? "zh-Hans" : item.lang });
    parts.value = item.sentence.split(/(?<=[,;，；])\s*/).join("\n");
    const lines = () => parts.value.split("\n").map((line) => line.trim()).filter(Boolean);
    return {
      text: t("evidence.split_text"),
      fields: [{ id: "ev-parts", label: t("evidence.parts"), field: parts }],
      send: (signed) => post("split", { item: item.id, parts: lines(), ...signed }),
    };
  }

  function merge() {
    const open = rows.filter((row) => row.id !== item.id && row.cluster !== item.cluster && ["proposed", "waiting", "accepted"].includes(row.status));
    const near = [...open.filter((row) => row.indicator === item.indicator), ...open.filter((row) => row.indicator !== item.indicator)].slice(0, MOST);
    const list = h("fieldset", { class: "others" }, h("legend", null, t("evidence.others")),
      near.length ? near.map((row) => h("label", null, h("input", { type: "checkbox", value: row.id }), h("span", null, h("strong", null, both(row.name) || row.indicator), " ", h("span", { lang: row.lang === "zh" ? "zh-Hans" : row.lang }, row.sentence)))) : h("p", { class: "note" }, t("evidence.no_others")));
    const chosen = () => [...list.querySelectorAll("input:checked")].map((box) => box.value);
    return {
      text: t("evidence.merge_text"),
      fields: [{ id: "ev-others", label: t("evidence.others"), field: list, wide: true, missing: () => chosen().length === 0 }],
      send: (signed) => post("merge", { items: [item.id, ...chosen()], ...signed }),
    };
  }
}
