// One economy: who serves it, how many use AI, its alignment, the two offers, deals, what a withdrawal would cost, what would tip it.

import { h, marked } from "../../dom.js";
import { day } from "../../numbers.js";
import { looked } from "../marks/asked.js";
import { readOff, sourceList } from "../marks/foot.js";
import { screen } from "../marks/screen.js";
import { asking } from "./asking.js";
import { alignmentCard, lossCard, sharesCard, usersCard } from "./cards.js";
import { dealTable } from "./deals.js";
import { deck, facts, finding } from "./facts.js";
import { offersTable } from "./offers.js";
import { comparePicker } from "./pair.js";
import { tippingCard } from "./tipping.js";

export async function mountPage(root, context, code) {
  const { state, api, t, study, shown, both } = context;
  const crumbs = h("nav", { class: "crumbs", "aria-label": t("country.crumbs") });
  const head = h("header");
  const entity = study.economies.find((e) => e.code.toUpperCase() === code);
  root.append(crumbs, head, h("div", { class: "toolbar" }, entity?.kind === "partner" ? comparePicker(context, code) : null));
  const page = screen(root, {
    words: () => t("country.loading", { n: looked(state.get()).members.toLocaleString("en") }),
    async ask() {
      const now = state.get();
      const [found, register] = await Promise.all([
        api.get(`country/${encodeURIComponent(code)}`, looked(now)),
        api.get("deals", { economy: code, as_of: now.as_of }).catch(() => null),
      ]);
      return { found, register };
    },
    draw({ found, register }) {
      shown({ run_id: found.run_id, seed: found.seed, members: looked(state.get()).members, as_of: found.as_of, data_vintage: found.data_vintage });
      document.title = `${both(found.name)} · fourfutures`;
      return drawPage(found, register);
    },
  });

  function up(iso3) {
    return { href: state.address({ ...state.get(), iso3, q: {}, bad: [] }), onclick: (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      state.set({ iso3 });
    } };
  }

  function drawPage(found, register) {
    const name = both(found.name);
    const group = Object.values(study.groups.group).find((g) => g.regions.length === 1 && g.regions[0] === entity?.region && g.members.length === 0 && g.without.length === 0);
    crumbs.replaceChildren(h("a", up(null), t("place.countries")), " / ", ...(group ? [h("a", up(group.id.toUpperCase()), both(group.name)), " / "] : []), h("span", null, name, t("views.range", { range: found.entity })));
    head.replaceChildren(h("h1", null, finding(found, name, context)), h("p", { class: "deck" }, marked(deck(found, name, context))));
    const wide = [facts(found, register, context), h("div", { class: "row two-one" }, sharesCard(found, context), usersCard(found, context)), register ? dealTable(register, found, context) : null, tippingCard(found, context)];
    const side = [alignmentCard(found, context), offersTable(found, context), lossCard(found, context), cautions(found)];
    return [h("div", { class: "country" }, h("div", { class: "stack" }, wide), h("div", { class: "stack" }, side)), sourceList(found.sources), readOff(state, found, study.members)];
  }

  function cautions(found) {
    const caveats = found.dependency?.caveats ?? [];
    return h("details", { class: "card" }, h("summary", null, t("country.cautions")), h("ul", { class: "plain-list" }, caveats.map((c) => h("li", null, both(c)))),
      h("p", { class: "small muted" }, t("country.ess", { ess: Math.round(found.ess), members: found.members, as_of: day(found.as_of) })));
  }

  return asking(page, state);
}
