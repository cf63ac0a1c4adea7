// All economies: a map without borders, and the ranked list that is its keyboard form.

import { h } from "../../dom.js";
import { door } from "../../door.js";
import { figure } from "../../figure.js";
import { percent, range } from "../../numbers.js";
import { ofRun } from "../../specs.js";
import { parts } from "../../words.js";
import { looked, weighed } from "../marks/asked.js";
import { readOff, segmented } from "../marks/foot.js";
import { fitted } from "../marks/fitted.js";
import { screen } from "../marks/screen.js";
import { key } from "../marks/shares.js";
import { asking } from "./asking.js";
import { economyTable } from "./listing.js";
import { drawMap, ringed } from "./map.js";

export const MEASURES = ["alignment", "users", "dependency", "deals"];
const FORMS = ["circles", "filled", "table"];
const SORTS = {
  alignment: (a, b) => b.flip.p - a.flip.p,
  users: (a, b) => (b.users ?? -1) - (a.users ?? -1),
  dependency: (a, b) => (b.dependency ?? -1) - (a.dependency ?? -1),
  deals: (a, b) => onRecord(b) - onRecord(a) || b.flip.p - a.flip.p,
};

export function onRecord(economy) {
  return Object.values(economy.deals).reduce((sum, one) => sum + one.counted, 0);
}

export async function mountWorld(root, { state, api, t, both, study, shown }) {
  let land = null;
  let borders = null;
  const head = h("header");
  root.append(head);
  const page = screen(root, {
    words: () => t("state.loading"),
    async ask() {
      const now = state.get();
      const [found, shape, losses, cut] = await Promise.all([
        api.get("countries", looked(now)),
        land ?? shapes("land"),
        now.q.measure === "dependency" ? withheld(now) : null,
        now.q.form === "filled" ? (borders ?? shapes("borders")) : null,
      ]);
      land = shape;
      borders = cut ?? borders;
      for (const economy of losses ? found.economies : []) economy.dependency = losses.countries[economy.entity]?.dependency_index;
      return found;
    },
    draw(found) {
      const now = state.get();
      shown({ run_id: found.run_id, seed: found.seed, members: looked(now).members, as_of: found.as_of, data_vintage: found.data_vintage });
      return drawWorld(found, now);
    },
  });

  async function shapes(of) {
    const address = { land: new URL("./land.json", import.meta.url), borders: new URL("./borders.json", import.meta.url) }[of];
    return (await fetch(address)).json();
  }

  async function withheld(now) {
    return api.post("switchoff", { ...weighed(now), supplier: now.q.supplier ?? "US", layers: ["cloud", "weights"] }, { kind: "world-switchoff" });
  }

  function drawWorld(found, now) {
    const measure = MEASURES.includes(now.q.measure) ? now.q.measure : "alignment";
    const region = now.q.region ?? "";
    const rows = [...found.economies].sort(SORTS[measure]).filter((e) => !region || e.region === region);
    const all = found.economies.length;
    const form = FORMS.includes(now.q.form) ? now.q.form : FORMS[0];
    const cut = form === "filled" ? borders : null;
    head.replaceChildren(h("h1", null, finding(found)), h("p", { class: "deck" }, deck(found, all, { say: parts, open: door })));
    const tools = h("div", { class: "toolbar" },
      segmented(t("world.view"), FORMS.map((one) => [one, t(`world.${one}`)]), form, (v) => state.set({ q: { form: v === FORMS[0] ? null : v } })),
      segmented(t("world.measure"), MEASURES.map((m) => [m, t(`world.measure.${m}`)]), measure, (v) => state.set({ q: { measure: v === "alignment" ? null : v } })),
      measure === "dependency" ? segmented(t("world.supplier"), ["US", "CN"].map((s) => [s, t(`world.supplier.${s}`)]), now.q.supplier ?? "US", (v) => state.set({ q: { supplier: v === "US" ? null : v } })) : null,
    );
    const regions = [...new Set(found.economies.map((e) => e.region))].sort();
    const chosen = h("label", { class: "chip" }, h("span", null, t("world.region")),
      h("select", { id: "world-region", value: region, onchange: (event) => state.set({ q: { region: event.target.value || null } }) },
        h("option", { value: "" }, t("world.everywhere")), regions.map((r) => h("option", { value: r }, regionName(r)))));
    const data = () => ({
      columns: ["entity", "name", "region", "likeliest", "p_us", "p_cn", "p_own", "p_mixed", "p_change", "share_us", "share_cn", "share_own", "adoption", "users", "deals", "imputed"],
      rows: rows.map((e) => [e.entity, both(e.name), e.region, e.likeliest, e.alignment.us, e.alignment.cn, e.alignment.own, e.alignment.mixed, e.flip.p, e.shares.us, e.shares.cn, e.shares.own, e.adoption, e.users, onRecord(e), String(e.imputed)]),
    });
    const map = fitted((width) => drawMap({ width, land, borders: cut, rows, measure, both, t, open }));
    const drawn = h("div", { class: "card world-map" }, figure({
      title: t("world.map"), caption: t(`world.caption.${cut ? "filled" : measure}`), svg: map, reading: reading(found), data, source: t("world.source"), name: "countries",
      spec: (cut || measure === "alignment") && !region ? () => ofRun(found.run_id, "map") : null, // the brief draws sides, of all
    }));
    drawn.querySelector("figcaption").after(h("div", { class: "toolbar" }, tools.children.length ? [...tools.children] : null, chosen));
    drawn.querySelector(".plot").after(key([["us", t("side.us")], ["cn", t("side.cn")], ["own", t("side.own")], ["mixed", t("side.mixed")], [ringed(), t("world.may_change")]]),
      h("p", { class: "small muted" }, t(cut ? "world.cut" : "world.uncut"), " ", t("world.rest", { n: found.economies.filter((e) => e.kind !== "partner").length })));
    if (form === "table") {
      const table = h("div", { class: "card" }, h("h2", null, t("world.all", { n: rows.length })), h("div", { class: "toolbar" }, [...drawn.querySelector(".toolbar").children]),
        economyTable(rows, { both, t, open, href, full: true }));
      return [table, groups(), readOff(state, found, study.members)];
    }
    const ranked = h("div", { class: "card world-list" }, h("h2", null, t(`world.list.${measure}`)), h("p", { class: "caption" }, t("world.list.caption")),
      economyTable(rows.slice(0, 13), { both, t, open, href, measure }),
      h("p", null, h("button", { type: "button", class: "plain", onclick: () => state.set({ q: { form: "table" } }) }, t("world.see_all", { n: rows.length }))));
    return [h("div", { class: "world" }, drawn, ranked), groups(), readOff(state, found, study.members)];
  }

  function regionName(id) {
    return t(`region.${id}`);
  }

  function groups() {
    return h("nav", { class: "card groups", "aria-label": t("world.groups") }, h("h2", null, t("world.groups")), h("p", { class: "caption" }, t("world.groups.caption")),
      h("ul", null, Object.values(study.groups.group).map((g) => h("li", null, h("a", { href: href(g.id), onclick: follow(g.id) }, both(g.name))))));
  }

  function href(id) {
    return state.address({ ...state.get(), iso3: id.toUpperCase(), q: {}, bad: [] });
  }

  function open(id) {
    state.set({ iso3: id.toUpperCase(), q: Object.fromEntries(Object.keys(state.get().q).map((k) => [k, null])) });
  }

  function follow(id) {
    return (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      open(id);
    };
  }

  function finding(found) {
    const { us, cn } = found.counts;
    const names = found.economies.filter((e) => e.kind === "partner").slice(0, 3).map((e) => both(e.name));
    const half = found.economies.length / 2;
    const which = us.economies.q05 > half ? "us" : cn.economies.q05 > half ? "cn" : "open";
    return t(`world.finding.${which}`, { a: names[0], b: names[1], c: names[2] });
  }

  /** The line under the finding: as text, or with `say` and `open` as parts whose numbers are doors. */
  function deck(found, all, { say = t, open = (text) => text } = {}) {
    const whole = (n) => String(Math.round(n));
    const told = (side) => {
      const { q05, q50, q95 } = found.counts[side].economies;
      return open(t("world.counted", { n: whole(q50), low: whole(q05), high: whole(q95) }), () => ({ name: t("about.counted", { side: t(`side.${side}`) }), value: whole(q50), unit: t("about.economies"), range: `${whole(q05)}–${whole(q95)}`, range_is: "members90" }));
    };
    const turns = found.economies.reduce((sum, e) => sum + e.flip.p, 0);
    return say("world.deck", { all, us: told("us"), cn: told("cn"), mixed: told("mixed"), own: told("own"), turns: open(turns < 10 ? turns.toFixed(1) : whole(turns), () => ({ name: t("about.turns"), unit: t("about.economies") })) });
  }

  function reading(found) {
    const first = found.economies.slice(0, 5).map((e) => t("world.reading.one", { name: both(e.name), p: percent(e.flip.p), us: percent(e.shares.us), own: percent(e.shares.own), cn: percent(e.shares.cn) }));
    const people = found.counts.us.people;
    return `${deck(found, found.economies.length)} ${t("world.reading.people", { mean: percent(people.mean), range: range(people.q05, people.q95) })} ${first.join(t("views.semicolon"))}${t("views.stop")}`;
  }

  return asking(page, state, "q");
}
