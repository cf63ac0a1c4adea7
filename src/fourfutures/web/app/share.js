// A link that reopens to the same numbers, with the run it was made from.

import { h } from "./dom.js";
import * as state from "./state.js";
import { language, t } from "./words.js";

/** Where the page stands, in full: day, members and seed are written out, so that later defaults change nothing. */
export function link(run, study = null) {
  const now = state.get();
  const full = { ...now, bad: [], run: run?.run_id ?? now.run };
  if (run) Object.assign(full, { as_of: run.as_of, members: run.members, seed: run.seed });
  return new URL(state.address(full), location.origin).href;
}

export function shareDialog(run) {
  const href = link(run);
  const done = h("p", { role: "status" });
  const field = h("input", { type: "text", readonly: true, value: href, "aria-label": t("share.link"), id: "share-link", onfocus: (event) => event.target.select() });
  const dialog = h("dialog", { "aria-labelledby": "share-title", class: "wide", onclose: () => dialog.remove() },
    h("h2", { id: "share-title" }, t("share.title")),
    h("p", null, run ? t("share.same", { run: run.run_id }) : t("share.plain")),
    field,
    embedding(run),
    h("div", { class: "toolbar" },
      h("button", { type: "button", onclick: async () => {
        field.select();
        try {
          await navigator.clipboard.writeText(href);
          done.textContent = t("share.copied");
        } catch {
          done.textContent = t("share.select");
        }
      } }, t("share.copy")),
      h("button", { type: "button", onclick: () => dialog.close() }, t("shell.close")),
    ),
    done,
  );
  document.body.append(dialog);
  dialog.showModal();
}

/** One figure of the page as lines for another page: which one, and the lines to copy. */
function embedding(run) {
  const figures = [...document.querySelectorAll("main figure.figure")].filter((one) => one.id);
  if (figures.length === 0) return null;
  const names = new Map(figures.map((one) => [one.id, one.querySelector("figcaption").firstChild.textContent]));
  const lines = h("textarea", { readonly: true, rows: 3, id: "embed-lines", "aria-label": t("embed.lines"), onfocus: (event) => event.target.select() });
  const choose = h("select", { id: "embed-figure", "aria-label": t("embed.copy"), onchange: fill }, [...names].map(([id, title]) => h("option", { value: id }, title)));
  function fill() {
    const url = new URL(link(run));
    url.searchParams.set("embed", choose.value);
    url.searchParams.set("lang", language());
    const frame = h("iframe", { src: url.href, title: names.get(choose.value), width: "100%", height: "520", loading: "lazy" });
    lines.value = frame.outerHTML;
  }
  fill();
  return h("details", null, h("summary", null, t("embed.copy")), h("p", null, t("embed.reach")), h("div", { class: "toolbar" }, choose), lines);
}
