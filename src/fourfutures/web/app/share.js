// A link that reopens to the same numbers, with the run it was made from.

import { h } from "./dom.js";
import * as state from "./state.js";
import { t } from "./words.js";

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
