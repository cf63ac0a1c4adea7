// To come: an honest empty place.

export const name = "countries";
export const title = "place.countries";

export async function mount(root, { t, h }) {
  root.append(h("h1", null, t(title)), h("p", { class: "note" }, t("empty.place")));
  return { update() {}, unmount() {} };
}
