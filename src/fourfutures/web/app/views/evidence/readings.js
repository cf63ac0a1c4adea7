// The reading that stands beside the one asked for: `strict` beside every other, `source` beside `strict`.

import { t } from "../../words.js";

export function beside(reading) {
  return reading === "strict" ? "source" : "strict";
}

/** A column's head with the reading that it is on. */
export function on(reading, column) {
  return t("evidence.on", { column: t(`evidence.column.${column}`), reading: t(`evidence.reading.${reading}`) });
}
