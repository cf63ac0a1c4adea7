// What the page says, in the language of the page.

const words = { en: {}, zh: {} };
const loaded = new Map();
let lang = "en";

export function language() {
  return lang;
}

/** Speak a language from here on; its words and those of `view` are there once the promise is kept. */
export async function speak(wanted, view = null) {
  lang = wanted === "zh" ? "zh" : "en";
  document.documentElement.lang = lang === "zh" ? "zh-Hans" : "en";
  await Promise.all([load(lang), view ? load(`${view}.${lang}`) : null]);
}

/** Merge `words/<name>.json`; a view that has no words of its own is no error. */
export function load(name) {
  if (!loaded.has(name)) {
    const at = name.endsWith("zh") ? "zh" : "en";
    const address = new URL(`words/${name}.json`, import.meta.url);
    loaded.set(
      name,
      fetch(address)
        .then((reply) => (reply.ok ? reply.json() : {}))
        .then((found) => Object.assign(words[at], found))
        .catch(() => loaded.delete(name)),
    );
  }
  return loaded.get(name);
}

/** The words under a key, with `{name}` filled in. A key that nobody wrote shows itself. */
export function t(key, params = {}) {
  const text = words[lang][key];
  if (text === undefined) return key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in params ? String(params[name]) : whole));
}

/** The same as parts of a sentence: words, and between them what is filled in as it is, so that a number may be an element. */
export function parts(key, params = {}) {
  return (words[lang][key] ?? key).split(/\{(\w+)\}/).map((part, i) => (i % 2 === 0 ? part : part in params ? params[part] : `{${part}}`));
}

/** The words under a key in both languages, as far as they are loaded. */
export function inBoth(key) {
  return { en: words.en[key] ?? key, zh: words.zh[key] ?? key };
}

export function has(key) {
  return key in words[lang];
}

/** A text of the study or of an answer, `{en, zh}`, in the language of the page. */
export function both(text) {
  if (text === null || text === undefined) return "";
  return typeof text === "string" ? text : (text[lang] ?? text.en ?? "");
}
