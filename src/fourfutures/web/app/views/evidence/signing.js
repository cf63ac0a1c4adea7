// A form that is signed: who decides and why, with fields of its own before them; what the server refuses stands beside it.

import { h, put } from "../../dom.js";
import { busy, trouble } from "../../trouble.js";
import { t } from "../../words.js";

const KEPT = "fourfutures-reviewer";

/**
 * `kind` names the words of the form. `fields`: [{id, label, field}], where `missing()` says whether one is still to be filled
 * in, and one that is `elsewhere` on the page is only looked at. `send({by, reason})` gives a promise; `done` is told what it gave, `back` that nobody wants the form.
 */
export function signedForm({ kind, title, text = null, fields = [], send, done, back }) {
  const by = h("input", { type: "text", id: "ev-by", maxlength: 100, autocomplete: "name", value: sessionStorage.getItem(KEPT) ?? "" });
  const reason = h("input", { type: "text", id: "ev-reason", maxlength: 2000, autocomplete: "off" });
  const told = h("div", { class: "wide" });
  const button = h("button", { type: "submit", id: "ev-send", class: "primary" }, t(`evidence.${kind}_now`));
  const all = [...fields, { id: "ev-by", label: t("evidence.by"), field: by }, { id: "ev-reason", label: t("evidence.reason"), field: reason }];
  const empty = ({ field, missing }) => (missing ? missing() : !field.value.trim());
  const element = h("form", { class: "decision", novalidate: true, onsubmit: sign, onkeydown: (event) => event.key === "Escape" && back(), "aria-labelledby": "ev-form" },
    h("h3", { id: "ev-form", class: "wide" }, title),
    text ? h("p", { class: "caption wide" }, text) : null,
    all.filter(({ elsewhere }) => !elsewhere).map(({ id, label, field, wide }) => (wide ? h("div", { class: "wide" }, field) : [h("label", { for: id }, label), field])),
    h("div", { class: "toolbar wide" }, button, h("button", { type: "button", onclick: back }, t("evidence.cancel"))),
    told);
  return { element, focus: () => reach(all.find(({ elsewhere }) => !elsewhere)) };

  async function sign(event) {
    event.preventDefault();
    const missing = all.filter(empty);
    if (missing.length) {
      put(told, h("p", { class: "error", role: "alert" }, t("evidence.missing", { list: missing.map(({ label }) => label).join(t("views.comma")) })));
      reach(missing[0]);
      return;
    }
    sessionStorage.setItem(KEPT, by.value);
    const over = busy(t("evidence.deciding"));
    button.disabled = true;
    put(told);
    try {
      await done(await send({ by: by.value, reason: reason.value }));
    } catch (error) {
      put(told, trouble(error));
      button.disabled = false;
    } finally {
      over();
    }
  }
}

function reach({ field }) {
  (field.querySelector("input, textarea, select") ?? field).focus();
}
