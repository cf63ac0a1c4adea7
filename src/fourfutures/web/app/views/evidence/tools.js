// What is done with the desk as a whole, one at a time: documents added, odds by language, a digest, files, reviewers, ledger.

import { h, put } from "../../dom.js";
import { both, t } from "../../words.js";
import { digestPart } from "./digest.js";
import { exchangePart } from "./exchange.js";
import { languagesPart } from "./languages.js";
import { ledgerPart, reviewersPart } from "./ledger.js";

const TOOLS = { languages: languagesPart, digest: digestPart, exchange: exchangePart, reviewers: reviewersPart, ledger: ledgerPart };

/** `intake`: the part that adds documents; kept as it is, so that its report stays. Returns {element, open(name)}. */
export function toolsPart(context, intake) {
  const { desk, state } = context;
  const box = h("div");
  const names = [...(desk.writes ? ["add"] : []), ...Object.keys(TOOLS)];
  const buttons = Object.fromEntries(names.map((name) => [name, h("button", { type: "button", id: `ev-tool-${name}`, "aria-expanded": "false", onclick: () => state.set({ q: { tool: state.get().q.tool === name ? null : name } }, { replace: true }) }, t(`evidence.tool.${name}`))]));
  const element = h("div", { class: "desk-tools" }, desk.writes ? null : h("p", { class: "note" }, t("evidence.read_only", { why: both(desk.why) })), h("div", { class: "toolbar" }, Object.values(buttons)), box);
  return { element, open };

  function open(name) {
    for (const [each, button] of Object.entries(buttons)) button.setAttribute("aria-expanded", String(each === name));
    if (!names.includes(name)) return put(box);
    return put(box, h("section", { class: "card", "aria-labelledby": "ev-tool" }, h("h2", { id: "ev-tool" }, t(`evidence.tool.${name}`)), name === "add" ? intake.element : TOOLS[name](context)));
  }
}
