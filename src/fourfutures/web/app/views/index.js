// The places of the app, in the order of the bar. A place whose module is missing says so itself.

export const PLACES = ["futures", "why", "watch", "countries", "deal", "evidence", "scores", "method", "workshop"];

/** The module of a place, or null where there is none. */
export async function view(name) {
  try {
    return await import(`./${name}.js`);
  } catch (error) {
    console.warn(name, error);
    return null;
  }
}
