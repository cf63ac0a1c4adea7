// Lines around the densest 50, 80 and 95 of 100 dots: a smoothed count on a grid, cut at the height that holds the share.

const CELLS = 48;

/** Paths in grid units of the box [-xr, xr] x [-yr, yr], for each share: {share: [[[x, y], ...], ...]}. */
export function contours(xs, ys, xr, yr, shares) {
  const n = CELLS;
  const grid = new Float64Array(n * n);
  for (let k = 0; k < xs.length; k += 1) {
    const i = Math.floor(((xs[k] + xr) / (2 * xr)) * n);
    const j = Math.floor(((ys[k] + yr) / (2 * yr)) * n);
    if (i >= 0 && i < n && j >= 0 && j < n) grid[j * n + i] += 1;
  }
  const smooth = blurred(blurred(grid, n, 1), n, n);
  const order = smooth.slice().sort().reverse();
  const total = order.reduce((a, b) => a + b, 0);
  const found = {};
  for (const share of shares) {
    let sum = 0;
    let level = 0;
    for (const value of order) {
      sum += value;
      if (sum >= share * total) {
        level = value;
        break;
      }
    }
    found[share] = level > 0 ? chained(smooth, n, level).map((path) => path.map(([i, j]) => [((i + 0.5) / n) * 2 * xr - xr, ((j + 0.5) / n) * 2 * yr - yr])) : [];
  }
  return found;
}

// A bell of two cells, along rows (step 1) or columns (step n).
const BELL = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5].map((k) => Math.exp((-k * k) / (2 * 1.9 * 1.9)));
const WEIGHT = BELL.reduce((a, b) => a + b, 0);

function blurred(grid, n, step) {
  const out = new Float64Array(n * n);
  for (let a = 0; a < n; a += 1) {
    for (let b = 0; b < n; b += 1) {
      const at = step === 1 ? a * n + b : b * n + a;
      let sum = 0;
      for (let k = -5; k <= 5; k += 1) if (b + k >= 0 && b + k < n) sum += grid[at + k * step] * BELL[k + 5];
      out[at] = sum / WEIGHT;
    }
  }
  return out;
}

/** Marching squares; pieces are chained so that dashes run on. The edge of the grid counts as empty. */
function chained(grid, n, level) {
  const at = (i, j) => (i < 0 || j < 0 || i >= n || j >= n ? 0 : grid[j * n + i]);
  const next = new Map();
  const edge = (i, j, side) => (side === 0 ? `${i},${j},h` : side === 1 ? `${i + 1},${j},v` : side === 2 ? `${i},${j + 1},h` : `${i},${j},v`);
  const TABLE = { 1: [[3, 0]], 2: [[0, 1]], 3: [[3, 1]], 4: [[1, 2]], 5: [[3, 2], [1, 0]], 6: [[0, 2]], 7: [[3, 2]], 8: [[2, 3]], 9: [[2, 0]], 10: [[0, 3], [2, 1]], 11: [[2, 1]], 12: [[1, 3]], 13: [[1, 0]], 14: [[0, 3]] };
  for (let j = -1; j < n; j += 1) {
    for (let i = -1; i < n; i += 1) {
      const kind = (at(i, j) >= level ? 1 : 0) | (at(i + 1, j) >= level ? 2 : 0) | (at(i + 1, j + 1) >= level ? 4 : 0) | (at(i, j + 1) >= level ? 8 : 0);
      for (const [a, b] of TABLE[kind] ?? []) next.set(edge(i, j, a), edge(i, j, b));
    }
  }
  const point = (name) => {
    const [a, b, kind] = name.split(",");
    const i = Number(a);
    const j = Number(b);
    const [u, v] = kind === "h" ? [at(i, j), at(i + 1, j)] : [at(i, j), at(i, j + 1)];
    const t = v === u ? 0.5 : (level - u) / (v - u);
    return kind === "h" ? [i + t, j] : [i, j + t];
  };
  const paths = [];
  while (next.size) {
    const first = next.keys().next().value;
    const path = [];
    let here = first;
    while (next.has(here)) {
      path.push(point(here));
      const to = next.get(here);
      next.delete(here);
      here = to;
    }
    path.push(point(here));
    if (path.length > 5) paths.push(path);
  }
  return paths;
}
