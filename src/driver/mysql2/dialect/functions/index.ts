import type { Template } from "../../../../core/dialect.js"
import { arithmetic } from "./arithmetic.js"
import { array } from "./array.js"
import { conditional } from "./conditional.js"
import { datetime } from "./datetime.js"
import { matchAgainst } from "./match-against.js"
import { text } from "./text.js"
import { windowFunctions } from "./window.js"

export { aggregates } from "./aggregate.js"
export { tableFunction } from "./table.js"
export { collated } from "./text.js"

/** How each function of the vocabulary is printed, one file for each of its chapters. */
export const functions: Readonly<Record<string, Template>> = {
  ...arithmetic,
  ...array,
  ...conditional,
  ...datetime,
  ...matchAgainst,
  ...text,
  ...windowFunctions,
}
