// The room beside the model: odds as bars, mean ballot as a tick, lowest to highest ballot as a line.

import { futureName } from "../../finding.js";
import { figure } from "../../figure.js";
import { percent, range, signed } from "../../numbers.js";
import { svg } from "../../dom.js";
import { fillOf, glyph, linear, patterns, texts, unique, wrapped } from "../../charts/scale.js";

const ROW = 52;

/** The card: odds of the workshop's setting after its moves, and the ballots. */
export async function revealCard({ h, t, api, study, now }) {
  const levers = Object.fromEntries(now.moves.map((move) => [move.lever, move.value]));
  const { members, seed, lens, dials, as_of } = now.setting;
  const live = await api.post("live", { members, seed, lens, dials, as_of, levers }, { kind: "workshop" });
  const futures = live.futures[live.reading];
  const ids = study.frame.ids;
  const all = now.ballots?.all;
  const rows = ids.map((id) => ({
    id, name: futureName(study, id), p: futures[id].p, change: futures[id].change,
    mean: all?.mean?.[id] ?? null, least: all?.least?.[id] ?? null, most: all?.most?.[id] ?? null,
  }));
  const votes = rows.filter((row) => row.mean !== null);
  const widest = votes.toSorted((a, b) => Math.abs(b.mean - b.p) - Math.abs(a.mean - a.p))[0];
  const reading = [
    ...rows.map((row) => t(row.mean === null ? "workshop.read_model" : "workshop.read_row", { future: row.name, p: percent(row.p), mean: percent(row.mean ?? 0), range: range(row.least ?? 0, row.most ?? 0) })),
  ].join(t("workshop.semicolon"));
  const finding = widest ? t("workshop.gap", { future: widest.name, mean: percent(widest.mean), p: percent(widest.p) }) : t("workshop.no_votes");
  const moved = now.moves.length ? h("p", null, t("workshop.moved"), rows.map((row, i) => [i ? t("workshop.comma") : "", t("workshop.moved_one", { future: row.name, change: signed(row.change.p, 1) })])) : null;
  const chart = figure({
    title: finding, caption: t("workshop.legend"), svg: bars(rows, finding), reading, name: "workshop",
    data: { columns: [t("workshop.future"), t("workshop.model"), t("workshop.mean"), t("workshop.least"), t("workshop.most")], rows: rows.map((row) => [row.name, row.p, row.mean, row.least, row.most]) },
  });
  return h("section", { class: "card workshop-reveal" }, chart, moved, all?.disagreement_bits ? h("p", { class: "caption" }, t("workshop.apart", { bits: all.disagreement_bits.toFixed(2) })) : null);
}

function bars(rows, words) {
  const width = Math.min(760, Math.max(320, document.documentElement.clientWidth - 64));
  const id = unique("w");
  const names = Math.min(200, width * 0.42);
  const x = linear(0, 1, names + 12, width - 60);
  return svg("svg", { viewBox: `0 0 ${width} ${24 + rows.length * ROW}`, role: "img", "aria-label": words }, patterns(id),
    [0, 0.25, 0.5, 0.75, 1].map((v) => [svg("path", { d: `M${x(v)} 20V${24 + rows.length * ROW}`, class: "grid" }), svg("text", { x: x(v), y: 13, "text-anchor": "middle", class: "tick" }, String(v * 100))]),
    rows.map((row, i) => {
      const top = 28 + i * ROW;
      const middle = top + 13;
      return svg("g", null, glyph(row.id, 0, top + 4), texts(wrapped(row.name, names - 30, 15, 3), 22, top + 14, 16, { class: "row-name" }),
        svg("rect", { x: x(0), y: top + 3, width: Math.max(0.8, x(row.p) - x(0)), height: 20, ...fillOf(id, row.id) }),
        row.mean === null ? null : [
          svg("path", { d: `M${x(row.least)} ${middle}H${x(row.most)}`, class: "whisker halo-line" }),
          svg("path", { d: `M${x(row.least)} ${middle}H${x(row.most)}M${x(row.least)} ${middle - 4}v8M${x(row.most)} ${middle - 4}v8M${x(row.mean)} ${top - 1}v28`, class: "whisker ballot" })],
        svg("text", { x: width - 52, y: middle + 5, class: "number-small" }, percent(row.p)));
    }));
}
