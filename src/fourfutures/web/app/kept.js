// What the browser keeps for a reader between visits. Where it keeps nothing, as in a private window, nothing is asked of it.

const PREFIX = "fourfutures-";

/** What was kept under a name: null where nothing was, undefined where the browser keeps nothing. */
export function kept(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return undefined;
  }
}

export function keep(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // The reader's browser refuses; the page goes on with what it would do without.
  }
}
