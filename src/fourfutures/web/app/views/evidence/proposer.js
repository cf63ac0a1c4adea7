// Whose proposal an item is, where a language model had a part in it.

/** A tag for a heading or a row; null for what the rules alone proposed, and for a model's once somebody has decided on it. */
export function modelTag(h, t, item) {
  if (!item.model || (item.status !== "proposed" && item.status !== "waiting")) return null;
  return [" ", h("span", { class: "tag" }, t(item.proposed_by.includes("rules") ? "evidence.by_both" : "evidence.by_model"))];
}
