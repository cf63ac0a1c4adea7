// Decisions: accept, reject, undo, each with a name and a reason; what the server refuses stands beside the form.

import { put } from "../../dom.js";
import { busy, trouble } from "../../trouble.js";

const KEPT = "fourfutures-reviewer";
const DONE = { accept: "accepted", reject: "rejected", undo: "undone" };

/** {element, open}. `decided(kind, id)` is told once a decision stands. */
export function decisionForms({ h, t, api, item, ratio, decided }) {
  const decidable = item.status === "proposed" || item.status === "waiting";
  const allowed = [...(decidable ? ["accept", "reject"] : []), ...(item.decisions.some((mark) => mark.undone_by === null && mark.kind !== "undone") ? ["undo"] : [])];
  const box = h("div");
  const buttons = Object.fromEntries(allowed.map((form) => [form, h("button", { type: "button", id: `ev-${form}`, "aria-expanded": "false", onclick: () => open(form) }, t(`evidence.${form}`))]));
  return { element: [h("div", { class: "toolbar" }, Object.values(buttons)), box], open };

  function shut() {
    for (const button of Object.values(buttons)) button.setAttribute("aria-expanded", "false");
    put(box);
  }

  function open(form) {
    if (!allowed.includes(form)) return;
    shut();
    buttons[form].setAttribute("aria-expanded", "true");
    const by = h("input", { type: "text", id: "ev-by", maxlength: 100, autocomplete: "name", value: sessionStorage.getItem(KEPT) ?? "" });
    const reason = h("textarea", { id: "ev-reason", rows: 2, maxlength: 2000 });
    const expires = form === "accept" ? h("input", { type: "date", id: "ev-expires" }) : null;
    const told = h("div");
    const send = h("button", { type: "submit", id: "ev-send", class: "primary" }, t(`evidence.${form}_now`));
    const decide = async (event) => {
      event.preventDefault();
      const missing = [[by, "by"], [reason, "reason"]].filter(([field]) => !field.value.trim());
      if (missing.length) {
        put(told, h("p", { class: "error", role: "alert" }, t("evidence.missing", { list: missing.map(([, word]) => t(`evidence.${word}`)).join(t("views.comma")) })));
        missing[0][0].focus();
        return;
      }
      sessionStorage.setItem(KEPT, by.value);
      const body = { ...(form === "accept" ? ratio.body() : { item: item.id }), by: by.value, reason: reason.value };
      if (expires?.value) body.expires = expires.value;
      const done = busy(t("evidence.deciding"));
      send.disabled = true;
      put(told);
      try {
        await api.post(`evidence/${form}`, body, { kind: null });
        await decided(DONE[form], item.id);
      } catch (error) {
        put(told, trouble(error));
        send.disabled = false;
      } finally {
        done();
      }
    };
    const back = () => {
      shut();
      buttons[form].focus();
    };
    put(box, h("form", { class: "decision", novalidate: true, onsubmit: decide, onkeydown: (event) => event.key === "Escape" && back(), "aria-labelledby": "ev-form" },
      h("h3", { id: "ev-form", class: "wide" }, t(`evidence.${form}_title`)),
      form === "accept" ? h("p", { class: "caption wide" }, t("evidence.accept_text")) : form === "undo" ? h("p", { class: "caption wide" }, t("evidence.undo_text")) : null,
      h("label", { for: "ev-by" }, t("evidence.by")), by,
      h("label", { for: "ev-reason" }, t("evidence.reason")), reason,
      expires ? [h("label", { for: "ev-expires" }, t("evidence.expires")), expires] : null,
      h("div", { class: "toolbar wide" }, send, h("button", { type: "button", onclick: back }, t("evidence.cancel"))),
      h("div", { class: "wide" }, told)));
    by.focus();
  }
}
