// Documents onto the desk: dropped, chosen or pasted; what is wrong with one is said of that one alone.

import { h, put } from "../../dom.js";
import { busy, trouble } from "../../trouble.js";
import { both, t } from "../../words.js";

const MOST = 8_000_000; // bytes of one file
const FIRST = 2; // defects told at once
const GO = 10_000_000; // bytes sent in one go
const ENDINGS = ".md,.markdown,.html,.htm,.xhtml,.xml,.rss,.atom,.txt,.csv,.json,.jsonl,.ndjson";

/** {element, take(files)}. `taken` is told once anything came onto the desk. */
export function intakePart({ api, desk, taken }) {
  const files = h("input", { type: "file", id: "ev-files", multiple: true, accept: ENDINGS, class: "unseen", onchange: () => take([...files.files]) });
  const text = h("textarea", { id: "ev-paste", rows: 4, maxlength: MOST });
  const told = h("div", { role: "status", class: "taken" });
  const zone = h("div", { class: "drop" }, h("p", null, t("evidence.drop")), h("p", null, files, h("label", { for: "ev-files", class: "button" }, t("evidence.choose"))), h("p", { class: "small muted" }, t("evidence.formats")));
  const missing = Object.entries(desk.reads).filter(([, there]) => !there).map(([form]) => t(`evidence.format.${form}`));
  const element = h("div", { class: "intake" },
    missing.length ? h("p", { class: "note" }, t("evidence.cannot_read", { list: missing.join(t("views.comma")) }), " ", h("code", null, "pip install 'fourfutures[evidence]'")) : null,
    h("div", { class: "intake-ways" }, zone,
      h("form", { class: "paste", onsubmit: paste }, h("label", { for: "ev-paste" }, t("evidence.paste")), text, h("div", { class: "toolbar" }, h("button", { type: "submit", id: "ev-paste-send" }, t("evidence.paste_send"))))),
    told);
  return { element, take };

  function paste(event) {
    event.preventDefault();
    if (text.value.trim()) send([{ name: t("evidence.pasted"), text: text.value, size: text.value.length }]).then((there) => there && (text.value = ""));
  }

  async function take(list) {
    files.value = "";
    const large = list.filter((file) => file.size > MOST);
    const fit = await Promise.all(list.filter((file) => file.size <= MOST).map(async (file) => ({ name: file.name, base64: coded(await file.arrayBuffer()), size: file.size })));
    await send(fit, large.map((file) => ({ where: file.name, what: t("evidence.too_large"), remedy: t("evidence.too_large_remedy") })));
  }

  /** Send documents in goes that the server takes; true where any came onto the desk. */
  async function send(documents, problems = []) {
    const goes = [];
    let size = GO;
    for (const one of documents) {
      if (size + one.size > GO) [size] = [0, goes.push([])];
      goes.at(-1).push(one);
      size += one.size;
    }
    const over = busy(t("evidence.reading"));
    const found = { documents: [], proposals: 0, known: 0, problems };
    const failed = [];
    try {
      for (const go of goes) {
        try {
          const answer = await api.post("evidence/add", { documents: go.map(({ size: _, ...one }) => one) }, { kind: null });
          found.documents.push(...answer.documents);
          found.proposals += answer.added?.proposals ?? 0;
          found.known += answer.added?.known ?? 0;
          found.problems.push(...answer.problems);
        } catch (error) {
          failed.push(trouble(error));
        }
      }
      if (found.documents.length) await taken();
    } finally {
      over();
    }
    put(told, failed, report(found));
    return found.documents.length > 0;
  }

  function report({ documents, proposals, known, problems }) {
    return [
      documents.length ? h("p", null, t("evidence.taken", { n: documents.length, p: proposals }), known ? ` ${t("evidence.known", { n: known })}` : null) : null,
      documents.length ? h("ul", { class: "plain-list small" }, documents.map((one) => h("li", null, h("b", null, one.title ?? one.source), one.defects.length ? ` · ${questions(one.defects)}` : null))) : null,
      problems.length ? h("div", { class: "error" }, h("p", null, t("evidence.not_taken", { n: problems.length })), h("ul", { class: "plain-list" }, problems.map(({ where, what, remedy }) => h("li", null, h("b", null, where), `: ${what}${t("evidence.semicolon")}${remedy}`)))) : null,
    ];
  }
}

/** The first of what a careful reader would question, and how many more there are. */
function questions(defects) {
  const first = defects.slice(0, FIRST).map((fault) => both(fault));
  return [...first, ...(defects.length > FIRST ? [t("evidence.more", { n: defects.length - FIRST })] : [])].join(t("evidence.semicolon"));
}

/** Bytes in base64, in pieces that a call can carry. */
function coded(buffer) {
  const bytes = new Uint8Array(buffer);
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
