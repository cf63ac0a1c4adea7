// To come: an honest empty place.

export const name = "method";
export const title = "place.method";

export async function mount(root, { t, h }) {
  root.append(h("h1", null, t(title)), h("p", { class: "note" }, t("empty.place")));
  return { update() {}, unmount() {} };
}
