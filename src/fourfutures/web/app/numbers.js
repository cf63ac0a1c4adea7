// Numbers as the page writes them, by language; ends and signs as the design has them.

import { language, t } from "./words.js";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MINUS = "−";

/** A probability in whole points of 100: `24`, `<1`, `>99`; not known: the words for it. */
export function percent(p) {
  if (!Number.isFinite(p)) return t("number.unknown");
  const points = p * 100;
  if (points < 0.5) return p <= 0 ? "0" : "<1";
  if (points > 99.5) return p >= 1 ? "100" : ">99";
  return String(Math.round(points));
}

/** Shares that sum to one as whole points that sum to 100, by the largest remainder; tiny ones read `<1`. */
export function points(shares) {
  const exact = shares.map((p) => p * 100);
  const whole = exact.map(Math.floor);
  const order = exact.map((x, i) => [x - whole[i], i]).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  let left = Math.round(exact.reduce((a, b) => a + b, 0)) - whole.reduce((a, b) => a + b, 0);
  for (const [, i] of order) if (left-- > 0) whole[i] += 1;
  return whole;
}

/** Differences that sum to zero, in points of 100, rounded so that they still do. */
export function differences(deltas) {
  const exact = deltas.map((p) => p * 100);
  const whole = exact.map(Math.floor);
  const order = exact.map((x, i) => [x - whole[i], i]).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  let left = Math.round(exact.reduce((a, b) => a + b, 0)) - whole.reduce((a, b) => a + b, 0);
  for (const [, i] of order) if (left-- > 0) whole[i] += 1;
  return whole;
}

/** A range of probabilities: `49–70`, or one number where both ends read alike. */
export function range(low, high) {
  const [a, b] = [percent(low), percent(high)];
  return a === b || (a === "0" && b === "<1") ? b : `${a}–${b}`;
}

/** A signed number of points: `+2`, `−6`, `0`; below half a point `<1`. */
export function signed(delta, digits = 0) {
  const x = delta * 100;
  if (!Number.isFinite(x)) return t("number.unknown");
  const text = Math.abs(x).toFixed(digits);
  if (Number(text) === 0) return Math.abs(x) > 1e-9 ? `<${digits ? (0.1).toFixed(digits) : 1}` : "0";
  return (x > 0 ? "+" : MINUS) + text;
}

/** A number that is a whole count of points already. */
export function signedWhole(n) {
  return n > 0 ? `+${n}` : n < 0 ? `${MINUS}${-n}` : "0";
}

/** A lever's value with its sign: `+0.5`, `−1`, `0`. */
export function signs(x) {
  return `${x > 0 ? "+" : ""}${x}`.replace("-", MINUS);
}

/** A plain number with some significant figures, thousands set apart. */
export function plain(x, figures = 3) {
  if (!Number.isFinite(x)) return t("number.unknown");
  if (x === 0) return "0";
  const big = Math.abs(x) >= 1000;
  const text = big ? Math.round(Number(x.toPrecision(Math.max(figures, 4)))).toLocaleString("en") : String(Number(x.toPrecision(figures)));
  return text.replace("-", MINUS);
}

/** A count: 20,000; in Chinese 690万. */
export function count(n) {
  if (!Number.isFinite(n)) return t("number.unknown");
  if (language() === "zh" && n >= 1e5) return n >= 1e8 ? `${plain(n / 1e8, 3)}亿` : `${plain(n / 1e4, 3)}万`;
  return Math.round(n).toLocaleString("en");
}

/** US dollars at two significant figures: `$1.1 bn`, `11亿美元`. */
export function money(usd) {
  if (!Number.isFinite(usd)) return t("number.unknown");
  const sign = usd < 0 ? MINUS : "";
  const x = Math.abs(usd);
  const two = (y) => plain(Number(y.toPrecision(2)), 3);
  if (language() === "zh") {
    if (x >= 1e8) return `${sign}${two(x / 1e8)}亿美元`;
    if (x >= 1e4) return `${sign}${two(x / 1e4)}万美元`;
    return `${sign}${two(x)}美元`;
  }
  for (const [size, unit] of [[1e12, "tn"], [1e9, "bn"], [1e6, "m"]]) if (x >= size) return `${sign}$${two(x / size)} ${unit}`;
  return `${sign}$${two(x)}`;
}

/** A ratio: `10:1`. */
export function ratio(x) {
  return x >= 1 ? `${plain(x, 2)}:1` : `1:${plain(1 / x, 2)}`;
}

/** A day: `22 Nov 2026`, `2026年11月22日`. */
export function day(text) {
  if (!text) return t("number.unknown");
  const [y, m, d] = text.split("-").map(Number);
  if (!d) return month(text);
  return language() === "zh" ? `${y}年${m}月${d}日` : `${d} ${MONTHS[m - 1]} ${y}`;
}

/** A month: `Dec 2027`, `2027年12月`. */
export function month(text) {
  if (!text) return t("number.unknown");
  const [y, m] = text.split("-").map(Number);
  if (!m) return String(y);
  return language() === "zh" ? `${y}年${m}月` : `${MONTHS[m - 1]} ${y}`;
}

/** The last day of a month, given as `2026-02` or as a day in it. */
export function monthEnd(text) {
  const [y, m] = text.split("-").map(Number);
  return new Date(Date.UTC(y, m, 0)).toISOString().slice(0, 10);
}

/** A month on an axis: `Dec 2027`, `2027-12`. */
export function shortMonth(text) {
  return language() === "zh" ? text.slice(0, 7) : month(text.slice(0, 7));
}
