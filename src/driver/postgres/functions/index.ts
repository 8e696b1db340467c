import type { Template } from "../../../core/dialect.js"
import { arithmetic } from "./arithmetic.js"
import { array } from "./array.js"
import { conditional } from "./conditional.js"
import { datetime } from "./datetime.js"
import { json } from "./json.js"
import { range } from "./range.js"
import { regex } from "./regex.js"
import { merge } from "./merge.js"
import { textSearch } from "./text-search.js"
import { text } from "./text.js"
import { vector } from "./vector.js"
import { windowFunctions } from "./window.js"

export { aggregates } from "./aggregate.js"
export { tableFunction } from "./table.js"

/** How each function of the vocabulary is printed, one file for each of its chapters. */
export const functions: Readonly<Record<string, Template>> = {
  ...arithmetic,
  ...array,
  ...conditional,
  ...datetime,
  ...json,
  ...range,
  ...regex,
  ...merge,
  ...text,
  ...textSearch,
  ...vector,
  ...windowFunctions,
}
