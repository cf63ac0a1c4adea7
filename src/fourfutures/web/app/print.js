// What stands at the head of every printed page: the finding, the other reading, the setting in words, the run, the address.

import { put, h } from "./dom.js";
import { count, day } from "./numbers.js";
import { read, shown } from "./setting.js";
import * as state from "./state.js";
import { both, t } from "./words.js";

const head = document.getElementById("print-head");

/** Write the head anew whenever the page is printed. */
export function writeHeads(study) {
  addEventListener("beforeprint", () => put(head, h("div", null,
    h("p", { class: "print-finding" }, text("main h1")), text("main .deck") ? h("p", null, text("main .deck")) : null,
    h("p", { class: "print-setting" }, setting(study)), h("p", { class: "print-setting" }, location.href))));
}

function text(selector) {
  return document.querySelector(selector)?.textContent ?? "";
}

/** The whole setting in words. */
function setting(study) {
  const now = state.get();
  const run = shown();
  const { preset, own } = read(now.dials);
  const levers = (of) => Object.entries(of).map(([name, value]) => `${name} ${String(value).replace("-", "−")}`).join(", ") || t("setting.today");
  return [
    `${t("setting.as_of")} ${day(now.as_of ?? study.assembled)}`,
    `${t("setting.lens")} ${t(`lens.${now.lens}`)}`,
    `${both(study.frame.presets[preset]?.name) || preset}${Object.keys(own).length ? ` (${t("setting.own")})` : ""}`,
    `${t("setting.evidence")} ${t(now.evidence ? "setting.evidence_on" : "setting.evidence_off")}`,
    `${t("setting.members")} ${count(run?.members ?? now.members ?? study.members)}`,
    now.base ? `A ${levers(now.base)} · B ${levers(now.levers)}` : levers(now.levers),
    run?.run_id ? t("setting.run", { run: run.run_id, seed: run.seed, data: day(run.data_vintage) }) : null,
  ].filter(Boolean).join(" · ");
}
