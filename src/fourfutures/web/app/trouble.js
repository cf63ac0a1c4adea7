// Errors as the page shows them, and the sentence that is said aloud.

import { ApiError } from "./api.js";
import { h } from "./dom.js";
import { t } from "./words.js";

/** An error with where, what and remedy; `again`: what the button Retry does. */
export function trouble(error, again = null) {
  const told = error instanceof ApiError ? error : { where: t("error.page"), what: t("error.fault"), remedy: t("error.reload") };
  return h("div", { class: "error", role: "alert" },
    h("p", null, t("error.sentence", { where: told.where, what: told.what })),
    h("p", null, told.remedy),
    h("div", { class: "toolbar" },
      again ? h("button", { type: "button", onclick: again }, t("error.retry")) : null,
      h("button", { type: "button", onclick: () => navigator.clipboard?.writeText(`${told.where}: ${told.what}\n${told.remedy}\n${location.href}`) }, t("error.copy")),
    ),
  );
}

let last = 0;
let waiting = null;

/** Say a sentence to a screen reader, one at most each 800 ms, the newest. */
export function say(sentence) {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    last = performance.now();
    document.getElementById("said").textContent = sentence;
  }, Math.max(0, 800 - (performance.now() - last)));
}

let thinking = 0;

/** Whether anything is being worked out, told to whoever looks from outside. */
export function stand() {
  document.body.dataset.state = thinking ? "working" : "rest";
}

let line = null;

/** Show that something is worked out, after 150 ms; call what it returns once it is done. */
export function busy(words) {
  const progress = document.getElementById("progress");
  thinking += 1;
  stand();
  clearTimeout(line);
  line = setTimeout(() => {
    progress.hidden = false;
    progress.textContent = words;
  }, 150);
  let over = false;
  return () => {
    if (over) return;
    over = true;
    thinking -= 1;
    stand();
    if (thinking) return;
    clearTimeout(line);
    progress.hidden = true;
  };
}
