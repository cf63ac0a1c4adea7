// How good were past forecasts, against simple baselines, and what of the log has come due.

import { h, put } from "../dom.js";
import { door } from "../door.js";
import { day } from "../numbers.js";
import { language, load, parts } from "../words.js";
import { sourceList } from "./marks/foot.js";
import { screen } from "./marks/screen.js";
import { coverageFigure, pitFigure, reliabilityFigure } from "./scores/calibration.js";
import { logCard } from "./scores/log.js";
import { skillTable } from "./scores/skill.js";
import { targetCard } from "./scores/target.js";

export const name = "scores";
export const title = "place.scores";

export async function mount(root, context) {
  const { state, api, t, both, study, shown } = context;
  await load(`views.${language()}`);
  shown(null);
  const head = h("header", null, h("h1", null, t("place.scores")));
  const box = h("div", { class: "scoring" });
  root.append(head, box);
  let held = null;
  const page = screen(box, {
    words: () => t("scores.loading"),
    async ask() {
      // Hindcasts depend on the study alone, so a view of another target asks for nothing.
      held ??= await api.get("scores");
      return { found: held, log: await api.get("forecasts", { as_of: state.get().as_of }).catch((error) => ({ error })) };
    },
    draw({ found, log }) {
      const chosen = found.targets.find((target) => target.target === state.get().q.target) ?? null;
      const claimed = found.targets.filter((target) => target.claim === "better").length;
      const persistence = found.targets.filter((target) => target.baselines.persistence?.claim === "better").length;
      const scored = () => ({ kind: "scored", run: { members: found.members, seed: found.seed }, date: t("drawer.as_of_plain", { as_of: day(found.as_of) }), method: "m-seen" });
      const counted = (n, name) => door(String(n), () => ({ ...scored(), name: t(name), unit: t("about.targets"), note: both(found.verdicts) }));
      const windows = found.targets.map((target) => target.n_effective);
      const independent = (n) => door(String(n), () => ({ ...scored(), name: t("about.windows", { list: found.targets.filter((one) => one.n_effective === n).map((one) => both(one.name)).join(t("views.comma")) }), unit: t("about.forecasts") }));
      put(head, h("h1", null, parts("scores.finding", { n: counted(claimed, "about.claimed"), m: counted(found.targets.length, "about.tried"), persistence: counted(persistence, "about.claimed_persistence") })),
        h("p", { class: "deck" }, parts("scores.deck", { low: independent(Math.min(...windows)), high: independent(Math.max(...windows)) })));
      const cited = new Set(found.targets.flatMap((target) => target.sources));
      return [
        h("div", { class: "card" }, h("h2", null, t("scores.skill")), h("p", { class: "caption" }, t("scores.skill.caption")), skillTable(found, chosen, context, choose),
          h("p", { class: "note" }, both(found.verdicts)), h("p", { class: "small muted" }, t("scores.vintage", { members: found.members.toLocaleString("en"), seed: found.seed, as_of: day(found.as_of) }))),
        chosen ? targetCard(chosen, context, () => choose(null)) : null,
        h("div", { class: "row three" }, h("div", { class: "card" }, reliabilityFigure(found, context)), h("div", { class: "card" }, coverageFigure(found, context)), h("div", { class: "card" }, pitFigure(found, chosen, context))),
        logCard(log, context),
        sourceNote(cited),
      ];
    },
  });

  function sourceNote(cited) {
    const box = h("div");
    api.get("method").then((method) => box.append(sourceList([...cited].filter((id) => method.sources[id]).map((id) => method.sources[id])))).catch(() => box.append(h("p", { class: "small muted" }, [...cited].join(t("views.comma")))));
    return h("div", { class: "read-off" }, h("p", { class: "small muted" }, t("scores.read_off", { study: study.study })), box);
  }

  function choose(target) {
    state.set({ q: { target } });
  }

  page.load();
  const wanted = (s) => JSON.stringify([s.q, s.as_of]);
  let last = wanted(state.get());
  return {
    async update(s) {
      if (wanted(s) === last) return;
      last = wanted(s);
      await page.load();
      if (s.q.target) document.getElementById("target")?.scrollIntoView({ block: "nearest" });
    },
    unmount: page.unmount,
  };
}

