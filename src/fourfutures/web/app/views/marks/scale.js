// Scales, ticks and paths: numbers to places on a drawing.

/** From [a, b] to [c, d], straight. */
export function linear([a, b], [c, d]) {
  const size = b - a || 1;
  return (x) => c + ((x - a) / size) * (d - c);
}

/** Round values from low to high, about n of them. */
export function ticks(low, high, n = 4) {
  const rough = (high - low) / Math.max(1, n) || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((s) => s >= rough * 0.999);
  const found = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i += 1) found.push(Number((i * step).toPrecision(12)));
  return found;
}

const near = (x) => Number(x.toFixed(1));

/** A line through points [x, y] that are there. */
export function line(points) {
  return points.map(([x, y], i) => `${i ? "L" : "M"}${near(x)} ${near(y)}`).join("");
}

/** The area between two lines over the same places. */
export function area(xs, lows, highs) {
  return `${line(xs.map((x, i) => [x, highs[i]]))}L${line(xs.map((x, i) => [x, lows[i]]).reverse()).slice(1)}Z`;
}

/** Months since year 0 of `2026-11` or a day in it. */
export function monthNumber(text) {
  const [y, m] = text.split("-").map(Number);
  return y * 12 + (m - 1);
}
