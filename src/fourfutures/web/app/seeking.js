// The way into the search. An input has the focus at once, so what is typed before the search is loaded is typed into it.

import { h } from "./dom.js";
import { t } from "./words.js";

let way = null; // that input, while the search is loaded

/** Open the search with what was typed meanwhile; Escape calls it off. */
export async function seek() {
  if (way) return;
  const from = document.activeElement;
  let whole = null; // until the letters of an input method are chosen
  way = h("input", {
    type: "text", class: "unseen", autocomplete: "off", "aria-label": t("shell.find"),
    onkeydown: (event) => event.key === "Escape" && !event.isComposing && leave(),
    oncompositionstart: () => { whole = new Promise((resolve) => way.addEventListener("compositionend", resolve, { once: true })); },
  });
  document.body.append(way);
  way.focus({ preventScroll: true });

  /** What was typed, null where the search was called off; the focus is where it was, for the dialog to give it back there. */
  async function typed() {
    await whole;
    const text = way?.value ?? null;
    leave();
    return text;
  }

  function leave() {
    if (!way) return;
    way.remove();
    way = null;
    from?.focus({ preventScroll: true });
  }

  try {
    const { find } = await import("./finder.js");
    await find(typed);
  } finally {
    leave();
  }
}
