// To come: an honest empty place.

export const name = "evidence";
export const title = "place.evidence";

export async function mount(root, { t, h }) {
  root.append(h("h1", null, t(title)), h("p", { class: "note" }, t("empty.place")));
  return { update() {}, unmount() {} };
}
