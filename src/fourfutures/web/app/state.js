// The address is the store: what is asked, where, in which language.

export const VIEWS = ["futures", "why", "watch", "countries", "deal", "evidence", "scores", "method", "workshop"];
export const SOURCE = "source";
const OWN = new Set(["lang", "asof", "lens", "dials", "n", "seed", "focus", "evidence", "from", "to", "offer", "compare", "run", "embed"]);
const listeners = new Set();
let now = null;

const EMPTY = {
  lang: null, // null: the reader's own
  view: "futures",
  as_of: null, // null: the newest day of the study
  lens: "neutral",
  dials: SOURCE, // as the API takes it: PRESET[,NAME=VALUE...]
  levers: {}, // "NAME" or "NAME@YYYY-MM" -> value
  base: null, // the levers of a pinned setting, null: none is pinned
  evidence: true,
  members: null,
  seed: null,
  focus: "americas_century",
  iso3: null,
  offer: null,
  from: null,
  to: null,
  run: null, // the run a link was made from
  embed: null,
  q: {}, // what a view keeps of its own, as text
};

/** The state that an address stands for. What cannot be read is left out and named in `bad`. */
export function read(address) {
  const url = new URL(address, location.origin);
  const state = { ...EMPTY, levers: {}, q: {}, bad: [] };
  const [place = "", rest = null, more = null] = url.pathname.split("/").filter(Boolean).map(decodeURIComponent);
  if (place === "" || place === "futures") state.view = "futures";
  else if (VIEWS.includes(place)) state.view = place;
  else state.bad.push(place);
  if (rest && state.view === "countries" && more === null) state.iso3 = rest.toUpperCase();
  else if (rest) state.bad.push(rest);
  for (const [name, text] of url.searchParams) readOne(state, name, text);
  if (state.base === null && url.searchParams.has("compare")) state.base = {};
  return state;
}

function readOne(state, name, text) {
  if (name === "lang") state.lang = text === "zh" ? "zh" : text === "en" ? "en" : null;
  else if (name === "asof") dated(state, "as_of", name, text);
  else if (name === "from" || name === "to") dated(state, name, name, text);
  else if (name === "lens" || name === "dials" || name === "focus" || name === "offer" || name === "run" || name === "embed") state[name] = text.slice(0, 100);
  else if (name === "evidence") state.evidence = text !== "off";
  else if (name === "n") whole(state, "members", name, text, 100, 20000);
  else if (name === "seed") whole(state, "seed", name, text, 0, Number.MAX_SAFE_INTEGER);
  else if (name.startsWith("l.")) pulled(state, state.levers, name, text);
  else if (name.startsWith("b.l.")) pulled(state, (state.base ??= {}), name, text);
  else if (!OWN.has(name)) state.q[name] = text;
}

function dated(state, field, name, text) {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) state[field] = text;
  else state.bad.push(`${name}=${text}`);
}

function whole(state, field, name, text, low, high) {
  const value = Number(text);
  if (Number.isInteger(value) && value >= low && value <= high) state[field] = value;
  else state.bad.push(`${name}=${text}`);
}

function pulled(state, levers, name, text) {
  const [value, month] = text.split("@");
  const key = name.slice(name.indexOf("l.") + 2);
  if (value === "" || !Number.isFinite(Number(value))) state.bad.push(`${name}=${text}`);
  else levers[month ? `${key}@${month}` : key] = Number(value);
}

/** The address of a state, path and query. */
export function address(state) {
  const part = state.view === "futures" ? "/" : `/${state.view}`;
  const path = state.view === "countries" && state.iso3 ? `${part}/${encodeURIComponent(state.iso3)}` : part;
  const q = new URLSearchParams();
  const plain = { lang: state.lang, asof: state.as_of, n: state.members, seed: state.seed, from: state.from, to: state.to, offer: state.offer, run: state.run, embed: state.embed };
  if (state.lens !== EMPTY.lens) plain.lens = state.lens;
  if (state.dials !== EMPTY.dials) plain.dials = state.dials;
  if (state.focus !== EMPTY.focus) plain.focus = state.focus;
  if (!state.evidence) plain.evidence = "off";
  for (const [name, value] of Object.entries(plain)) if (value !== null && value !== undefined) q.set(name, value);
  write(q, "l.", state.levers);
  if (state.base) {
    if (Object.keys(state.base).length === 0) q.set("compare", "today");
    write(q, "b.l.", state.base);
  }
  for (const [name, value] of Object.entries(state.q)) if (value !== null && value !== undefined) q.set(name, value);
  const text = q.toString().replaceAll("%40", "@").replaceAll("%3A", ":").replaceAll("%2C", ",").replaceAll("%3D", "=");
  return text ? `${path}?${text}` : path;
}

function write(q, prefix, levers) {
  for (const [key, value] of Object.entries(levers).sort()) {
    const [name, month] = key.split("@");
    q.set(prefix + name, month ? `${value}@${month}` : String(value));
  }
}

/** The state now; never change it in place. */
export function get() {
  return (now ??= read(location.href));
}

/**
 * Change some of the state, and the address with it. `q` is merged, a null in it drops the key. With `replace` no step is
 * added to the history. Listeners get (state, old).
 */
export function set(patch, { replace = false, quiet = false } = {}) {
  const old = get();
  const q = patch.q ? Object.fromEntries(Object.entries({ ...old.q, ...patch.q }).filter(([, v]) => v !== null && v !== undefined)) : old.q;
  // A link made from a run says so only until something is changed.
  now = { ...old, run: null, bad: [], ...patch, q };
  const to = address(now);
  if (to !== location.pathname + location.search) history[replace ? "replaceState" : "pushState"](null, "", to);
  if (!quiet) for (const fn of [...listeners]) fn(now, old);
  return now;
}

/** Call `fn(state, old)` after every change; returns what ends that. */
export function subscribe(fn) {
  listeners.add(fn);
  return () => listeners.delete(fn);
}

addEventListener("popstate", () => {
  const old = get();
  now = read(location.href);
  for (const fn of [...listeners]) fn(now, old);
});

/** What GET requests of a run take: lens, dials, as_of, evidence, members, seed, as far as they are not the defaults. */
export function question(state = get()) {
  const asked = {};
  if (state.lens !== EMPTY.lens) asked.lens = state.lens;
  if (state.dials !== EMPTY.dials) asked.dials = state.dials;
  if (state.as_of) asked.as_of = state.as_of;
  if (!state.evidence) asked.no_evidence = true;
  if (state.members) asked.members = state.members;
  if (state.seed !== null) asked.seed = state.seed;
  return asked;
}
