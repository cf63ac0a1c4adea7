// The server's answers: the newest of a kind wins, what is held already is not sent again, errors are told in words.

import { language, t } from "./words.js";

const held = new Map(); // address -> {tag, content}
const running = new Map(); // kind -> AbortController
const HELD = 60;
const session = crypto.getRandomValues(new Uint32Array(4)).join("-");

/** An error as every reply tells it: where, what, what to do; `status` 0 when nobody answered. */
export class ApiError extends Error {
  constructor({ where, what, remedy }, status = 0) {
    super(`${where}: ${what}`);
    Object.assign(this, { where, what, remedy, status });
  }
}

/** Whether a request was given up for a newer one; such an end is shown to nobody. */
export function superseded(error) {
  return error?.name === "AbortError" || error?.status === 409;
}

/** The server's token, kept while the tab is open; with a text, the one to keep from here on. */
export function token(text) {
  if (text === undefined) return sessionStorage.getItem("fourfutures-token");
  sessionStorage.setItem("fourfutures-token", text);
  return text;
}

/** Take the token from an address that ends in `#token=...`, and the address without it: a link hands it on once. */
export function admitted() {
  const [sign, given] = [location.hash.slice(0, 7), location.hash.slice(7)];
  if (sign !== "#token=") return;
  token(decodeURIComponent(given));
  history.replaceState(null, "", location.pathname + location.search);
}

/** A GET below /api. `kind`: a newer request of the same kind ends this one. Raises ApiError. */
export async function get(path, params = {}, { kind = null } = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== null && one !== undefined) query.append(name, one);
  }
  query.sort();
  const at = `${place(path)}${query.size ? `?${query}` : ""}`;
  const known = held.get(at);
  const { content, tag } = await ask(at, { headers: known ? { "If-None-Match": known.tag } : {} }, kind, known);
  if (tag) {
    held.delete(at);
    held.set(at, { tag, content });
    if (held.size > HELD) held.delete(held.keys().next().value);
  }
  return content;
}

/** A POST below /api; a newer one to the same place (and `kind`) ends this one. Raises ApiError. */
export async function post(path, body, { kind = path, session: own = kind } = {}) {
  const headers = { "Content-Type": "application/json", "Fourfutures-Session": `${session}-${own}`.slice(0, 100) };
  return (await ask(place(path), { method: "POST", headers, body: JSON.stringify(body) }, kind, null)).content;
}

/** A file below /api, as {content: Blob, name}. Raises ApiError. */
export async function file(path, params = {}) {
  const query = new URLSearchParams(params);
  return ask(`${place(path)}${query.size ? `?${query}` : ""}`, { headers: { Accept: "*/*" } }, null, null, async (reply) => ({
    content: await reply.blob(),
    name: reply.headers.get("content-disposition")?.match(/filename="([^"]+)"/)?.[1] ?? path.split("/").at(-1),
  }));
}

function place(path) {
  return path.startsWith("/") ? path : `/api/${path}`;
}

async function ask(at, options, kind, known, read = null) {
  const control = new AbortController();
  if (kind) {
    running.get(kind)?.abort();
    running.set(kind, control);
  }
  const headers = { Accept: "application/json", "Accept-Language": language(), ...options.headers };
  if (token()) headers.Authorization = `Bearer ${token()}`;
  try {
    const reply = await fetch(at, { ...options, headers, signal: control.signal, credentials: "same-origin" });
    if (reply.status === 304 && known) return { content: known.content, tag: known.tag };
    if (!reply.ok) throw await told(reply, at);
    if (read) return await read(reply);
    return { content: await reply.json(), tag: reply.headers.get("etag") };
  } catch (error) {
    if (error instanceof ApiError || error.name === "AbortError") throw error;
    throw new ApiError({ where: t("error.server"), what: t("error.silent"), remedy: t("error.start_again") });
  } finally {
    if (kind && running.get(kind) === control) running.delete(kind);
  }
}

async function told(reply, at) {
  let said = null;
  try {
    said = (await reply.json()).error;
  } catch {
    said = null; // no body of ours: a proxy, or a server of another kind
  }
  return new ApiError(
    said?.what ? said : { where: at.split("?")[0], what: t("error.status", { status: reply.status }), remedy: t("error.reload") },
    reply.status,
  );
}
