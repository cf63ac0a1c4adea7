// A group of economies: shares of use by month, sides, its members with the most users.

import { h } from "../../dom.js";
import { door } from "../../door.js";
import { figure } from "../../figure.js";
import { count, money, month, percent, range } from "../../numbers.js";
import { parts } from "../../words.js";
import { looked } from "../marks/asked.js";
import { fans } from "../marks/fan.js";
import { fitted } from "../marks/fitted.js";
import { readOff, segmented, sourceList } from "../marks/foot.js";
import { screen } from "../marks/screen.js";
import { shareBar } from "../marks/shares.js";
import { asking } from "./asking.js";
import { ofLast } from "./cards.js";

export async function mountGroup(root, { state, api, t, both, study, shown }, id) {
  const crumbs = h("nav", { class: "crumbs", "aria-label": t("country.crumbs") });
  const head = h("header");
  root.append(crumbs, head);
  const follow = (iso3) => ({ href: state.address({ ...state.get(), iso3, q: {}, bad: [] }), onclick: (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    state.set({ iso3, q: { weigh: null } });
  } });
  const page = screen(root, {
    ask: () => api.get(`country/${encodeURIComponent(id)}`, looked(state.get())),
    draw(found) {
      shown({ run_id: found.run_id, seed: found.seed, members: looked(state.get()).members, as_of: found.as_of, data_vintage: found.data_vintage });
      const name = both(found.name);
      document.title = `${name} · fourfutures`;
      const weighing = state.get().q.weigh === "gdp" ? "gdp" : "people";
      const rows = (variable) => found.series.filter((r) => r.weighing === weighing && r.variable === variable);
      const last = (variable) => rows(variable).at(-1);
      const share = (stack) => {
        const { mean, q05, q95 } = last(`share_${stack}`);
        return door(percent(mean), () => ({ name: t("about.share", { place: name, stack: t(`stack.${stack}`), month: month(found.horizon) }), unit: t("about.percent"), range: range(q05, q95), range_is: "members90", note: t(`group.weigh.${weighing}`) }));
      };
      crumbs.replaceChildren(h("a", follow(null), t("place.countries")), " / ", h("span", null, name));
      head.replaceChildren(h("h1", null, parts("group.finding", { name, us: share("us"), cn: share("cn"), own: share("own"), month: month(found.horizon) })),
        h("p", { class: "deck" }, both(found.note), " ", t("group.deck", { n: found.coverage.economies, people: count(found.people), gdp: money(found.gdp_usd), low: percent(found.between.us.lowest), high: percent(found.between.us.highest) })));
      const ends = [month(rows("adoption")[0].month), month(found.horizon)];
      const short = (width) => (width < 460 ? ["2025", "2027"] : ends);
      const data = () => ({ columns: ["weighing", "variable", "month", "mean", "q05", "q25", "q50", "q75", "q95"], rows: found.series.map((r) => [r.weighing, r.variable, r.month, r.mean, r.q05, r.q25, r.q50, r.q75, r.q95]) });
      const read = ["us", "cn", "own"].map((s) => t("country.shares.reading", { stack: t(`stack.${s}`), from: percent(rows(`share_${s}`)[0].q50), to: percent(last(`share_${s}`).q50), low: percent(last(`share_${s}`).q05), high: percent(last(`share_${s}`).q95), horizon: month(found.horizon) })).join(" ");
      const weigh = segmented(t("group.weigh"), ["people", "gdp"].map((w) => [w, t(`group.weigh.${w}`)]), weighing, (w) => state.set({ q: { weigh: w === "people" ? null : w } }));
      return [h("div", { class: "country" }, h("div", { class: "stack" },
        h("div", { class: "card" }, h("div", { class: "toolbar" }, weigh), figure({ title: t("country.shares"), caption: t("country.shares.caption"), name: `${id}-shares`, source: t("views.model"), reading: read, data,
          svg: fitted((width) => fans({ width, panels: ["us", "cn", "own"].map((s) => ({ title: t(`stack.${s}`), hue: s, rows: rows(`share_${s}`), about: ofLast(() => t("about.share", { place: name, stack: t(`stack.${s}`), month: month(found.horizon) }), rows(`share_${s}`), t) })), today: found.as_of, ends: short(width), label: t("country.shares") })) })),
        h("div", { class: "card" }, figure({ title: t("country.users"), caption: t("country.users.caption"), name: `${id}-users`, source: t("views.model"), data,
          reading: t("country.users.reading", { from: percent(rows("adoption")[0].q50), to: percent(last("adoption").q50), low: percent(last("adoption").q05), high: percent(last("adoption").q95), horizon: month(found.horizon) }),
          svg: fitted((width) => fans({ width, panels: [{ hue: "ink", rows: rows("adoption"), about: ofLast(() => t("about.adoption", { place: name }), rows("adoption"), t) }], today: found.as_of, ends, label: t("country.users") })) }))),
      h("div", { class: "stack" }, h("div", { class: "card" }, h("h2", null, t("group.members")), h("p", { class: "caption" }, t("group.members.caption")),
        h("div", { class: "scroller tall", tabindex: "0", role: "region", "aria-label": t("group.members") }, h("table", { class: "table economies" },
          h("thead", null, h("tr", null, h("th", { scope: "col" }, t("world.economy")), h("th", { scope: "col" }, t("world.shares")), h("th", { scope: "col", class: "n" }, t("world.column.users")))),
          h("tbody", null, found.economies.map((e) => h("tr", null, h("th", { scope: "row" }, h("a", follow(e.entity.toUpperCase()), both(e.name))),
            h("td", { class: "shares" }, shareBar({ us: e.share_us, own: e.share_own, cn: e.share_cn }), h("span", { class: "unseen" }, [e.share_us, e.share_own, e.share_cn].map(percent).join(" · "))),
            h("td", { class: "n" }, e.users === null ? t("number.unknown") : count(e.users)))))))),
      h("div", { class: "card" }, h("h2", null, t("group.sides", { month: month(found.horizon) })), h("ul", { class: "plain-list" }, ["us", "cn", "own", "mixed"].map((s) => h("li", null, t("group.side", { side: t(`side.${s}`), n: found.alignment[s].economies.mean.toFixed(1), people: percent(found.alignment[s].people.mean), range: range(found.alignment[s].people.q05, found.alignment[s].people.q95) }))))))),
      sourceList(found.sources), readOff(state, found, study.members)];
    },
  });
  return asking(page, state, "q");
}
