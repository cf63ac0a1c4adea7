// The shell: bar of places, setting bar, one place at a time.

import { admission } from "./admission.js";
import * as api from "./api.js";
import { h, put, svg } from "./dom.js";
import { openDoors } from "./door.js";
import { hear } from "./keys.js";
import { alone } from "./embed.js";
import { writeHeads } from "./print.js";
import { seek } from "./seeking.js";
import { banners, drawSetting, shown } from "./setting.js";
import { drawSheet } from "./sheet.js";
import * as state from "./state.js";
import { shareDialog } from "./share.js";
import { stand, trouble } from "./trouble.js";
import { both, language, load, speak, t } from "./words.js";
import { PLACES, view } from "./views/index.js";

const main = document.getElementById("main");
let study = null;
let place = null; // {name, view, update, unmount}
let turn = 0;

function preferred() {
  return document.documentElement.lang.startsWith("zh") ? "zh" : "en";
}

function drawTop() {
  const now = state.get();
  const link = (name) =>
    h("a", {
      href: state.address({ ...now, view: name, iso3: null, q: {}, bad: [] }),
      "aria-current": name === now.view ? "page" : null,
      onclick: (event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        document.body.classList.remove("open", "lifted");
        state.set({ view: name, iso3: null, q: cleared(state.get().q) });
      },
    }, t(`place.${name}`));
  const other = language() === "zh" ? "en" : "zh";
  put(document.getElementById("top"),
    h("a", { class: "mark", href: state.address({ ...now, view: "futures", q: {}, bad: [] }) }, "fourfutures", language() === "zh" ? h("span", null, t("shell.name")) : null),
    h("nav", { id: "places", "aria-label": t("shell.places") }, PLACES.map(link)),
    h("div", { class: "right" },
      h("button", { type: "button", id: "find", "aria-keyshortcuts": "/", onclick: seek }, t("shell.find")),
      h("button", { type: "button", id: "share", onclick: () => shareDialog(shown()) }, t("shell.share")),
      h("button", { type: "button", id: "lang", lang: other === "zh" ? "zh-Hans" : "en", onclick: () => state.set({ lang: other }, { replace: true }) }, t("shell.other")),
      h("button", { type: "button", class: "menu", "aria-expanded": String(document.body.classList.contains("open")), "aria-controls": "places", onclick: (event) => event.target.setAttribute("aria-expanded", String(document.body.classList.toggle("open"))) }, t("shell.menu")),
    ),
  );
  document.querySelector(".skip").textContent = t("shell.skip");
  drawSheet(study ?? undefined);
  put(document.getElementById("foot"), h("p", null, t("shell.local")), h("p", null, t("shell.interest")));
}

function cleared(q) {
  return Object.fromEntries(Object.keys(q).map((key) => [key, null]));
}

/** Show the place that the state names; what was there is told to go. */
async function show() {
  const mine = ++turn;
  document.body.dataset.state = "working";
  const name = state.get().view;
  if (place) place.unmount?.();
  place = null;
  put(main, h("p", { class: "loading" }, t("state.loading")));
  const [module] = await Promise.all([view(name), load(`${name}.${language()}`)]);
  if (mine !== turn) return;
  document.title = `${t(`place.${name}`)} · fourfutures`;
  main.className = `view-${name}`;
  put(main);
  if (!module) {
    put(main, h("h1", null, t(`place.${name}`)), h("p", { class: "note" }, t("empty.place")));
    return;
  }
  try {
    const mounted = await module.mount(main, { state, api, t, h, svg, both, study, shown });
    if (mine === turn) {
      place = { name, ...mounted };
      if (state.get().embed) alone(main, state.get());
    }
    else mounted?.unmount?.();
    stand();
  } catch (error) {
    console.error(error);
    if (mine === turn) put(main, trouble(error, show));
    stand();
  }
}

async function changed(now, old) {
  if ((now.lang ?? preferred()) !== language()) {
    const held = document.activeElement?.id;
    document.body.dataset.state = "working";
    await speak(now.lang ?? preferred());
    drawTop();
    drawSetting(study);
    await show();
    if (held) document.getElementById(held)?.focus();
    return;
  }
  drawTop();
  drawSetting(study);
  banners(now);
  if (now.view !== old.view || now.iso3 !== old.iso3 || !place) {
    await show();
    if (main.contains(document.activeElement) && document.activeElement !== main) return; // the place has gone to a part of itself
    scrollTo(0, 0);
    main.focus({ preventScroll: true });
  } else place.update?.(now, old);
}

async function begin() {
  api.admitted();
  await speak(state.get().lang ?? preferred());
  drawTop();
  state.subscribe(changed);
  hear();
  openDoors();
  try {
    study = await api.get("study");
  } catch (error) {
    put(main, error.status === 401 ? admission(begin) : trouble(error, begin));
    return;
  }
  drawSetting(study);
  drawSheet(study);
  writeHeads(study);
  banners(state.get());
  if (bare()) import("./first.js").then(({ greet }) => greet());
  await show();
}

/** Whether the address asks for nothing but the first place, in whatever language. */
function bare() {
  return location.pathname === "/" && [...new URLSearchParams(location.search).keys()].every((name) => name === "lang");
}

begin();
