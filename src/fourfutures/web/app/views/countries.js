// Who is served by whom, and who might switch: the world, one economy, or a group of economies.

import { load, language } from "../words.js";
import { mountGroup } from "./countries/group.js";
import { mountPage } from "./countries/page.js";
import { mountWorld } from "./countries/world.js";

export const name = "countries";
export const title = "place.countries";

export async function mount(root, context) {
  await load(`views.${language()}`);
  const { iso3 } = context.state.get();
  if (iso3 === null) return mountWorld(root, context);
  const group = Object.keys(context.study.groups.group).find((id) => id.toUpperCase() === iso3);
  return group ? mountGroup(root, context, group) : mountPage(root, context, iso3);
}
