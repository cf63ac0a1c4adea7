// One figure of a place for a page elsewhere: its title, plot, reading and source, and nothing to press.

import { h, put } from "./dom.js";
import { address } from "./state.js";
import { shown } from "./setting.js";
import { t } from "./words.js";

/** Leave of a mounted place only the figure that the address asks for; say what there is where it asks for none. */
export function alone(main, now) {
  document.body.classList.add("embedded");
  const figures = [...main.querySelectorAll("figure.figure")];
  const wanted = figures.find((one) => one.id === now.embed);
  if (!wanted) {
    put(main, h("p", { class: "error", role: "alert" }, t("embed.none", { name: now.embed, names: figures.map((one) => one.id).join(", ") })));
    return;
  }
  const rest = h("div", { class: "aside", inert: true }); // what the place goes on drawing
  rest.append(...main.childNodes);
  put(main, wanted, rest);
  for (const button of wanted.querySelectorAll(".foot button")) button.remove();
  const link = h("a", { href: address({ ...now, embed: null }), target: "_blank", rel: "noopener" }, "fourfutures");
  const run = shown()?.run_id;
  wanted.append(h("p", { class: "caption embed-from" }, link, run ? ` · ${t("embed.run", { run })}` : ""));
}
