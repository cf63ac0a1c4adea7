// Who is served by whom, and who might switch: the world, one economy, two side by side, or a group of economies.

import { put } from "../dom.js";
import { load, language } from "../words.js";
import { mountGroup } from "./countries/group.js";
import { mountPage } from "./countries/page.js";
import { mountPair } from "./countries/pair.js";
import { mountWorld } from "./countries/world.js";

export const name = "countries";
export const title = "place.countries";

export async function mount(root, context) {
  await load(`views.${language()}`);
  const { state, study } = context;
  const { iso3 } = state.get();
  if (iso3 === null) return mountWorld(root, context);
  const group = Object.keys(study.groups.group).find((id) => id.toUpperCase() === iso3);
  if (group) return mountGroup(root, context, group);
  const beside = () => {
    const vs = state.get().q.vs?.toUpperCase();
    return vs && vs !== iso3 && study.economies.some((one) => one.kind === "partner" && one.code.toUpperCase() === vs) ? vs : null;
  };
  const mountOne = (vs) => (vs ? mountPair(root, context, [iso3, vs]) : mountPage(root, context, iso3));
  let vs = beside();
  let place = await mountOne(vs);
  return {
    async update(now, old) {
      if (beside() === vs) return place.update(now, old);
      vs = beside();
      place.unmount();
      put(root);
      place = await mountOne(vs);
      document.getElementById("compare-with")?.focus({ preventScroll: true });
      return undefined;
    },
    unmount: () => place.unmount(),
  };
}
