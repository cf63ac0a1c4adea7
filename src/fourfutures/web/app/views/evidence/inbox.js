// The inbox: documents of the desk, what waits in each, what a careful reader would question.

import { h } from "../../dom.js";
import { day } from "../../numbers.js";
import { t } from "../../words.js";

export const IMPORTED = "-"; // stands for items that came without a document

export function inboxPane({ found, documents, at, choose }) {
  const open = ({ proposed = 0, waiting = 0 }) => proposed + waiting;
  const waiting = found.counts.proposed + found.counts.waiting;
  const row = (id, name, more, count, lang = null) =>
    h("li", null, h("button", { type: "button", class: "queued document", "data-doc": id ?? "", "aria-current": id === at ? "true" : null, onclick: () => choose(id) },
      h("strong", { lang }, name), more, count ? h("span", { class: "tag" }, t("evidence.to_decide", { n: count })) : null));
  return h("section", { class: "card inbox", "aria-labelledby": "inbox" },
    h("h2", { id: "inbox" }, t("evidence.inbox")),
    h("ul", { class: "queue" },
      row(null, t("evidence.all_documents", { n: documents.rows.length }), null, waiting),
      documents.rows.map((one) => row(one.id, one.title ?? one.source ?? one.id, [
        h("span", { class: "quote" }, [one.publisher, one.published ? day(one.published) : t("evidence.no_date")].filter(Boolean).join(" · ")),
        one.defects.length ? h("span", { class: "tag dashed" }, t("evidence.defects", { n: one.defects.length })) : null,
        one.same_as ? h("span", { class: "tag dashed" }, t("evidence.copy")) : null,
      ], open(one.items), one.lang === "zh" ? "zh-Hans" : one.lang)),
      documents.imported ? row(IMPORTED, t("evidence.imported"), h("span", { class: "quote" }, t("evidence.no_document")), null) : null));
}
