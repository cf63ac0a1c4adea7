// The server's token: asked for where a link did not bring it.

import { token } from "./api.js";
import { h } from "./dom.js";
import { t } from "./words.js";

/** A form that keeps the token while the tab is open, then calls `again`. */
export function admission(again) {
  const field = h("input", { type: "password", id: "token", autocomplete: "off", size: 32 });
  const go = (event) => {
    event.preventDefault();
    token(field.value.trim());
    again();
  };
  return h("form", { class: "card", onsubmit: go }, h("h1", null, t("token.ask")), h("div", { class: "toolbar" }, h("label", { for: "token" }, t("token.label")), field, h("button", { type: "submit", class: "primary" }, t("token.go"))));
}
