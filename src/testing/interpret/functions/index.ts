import type { Meaning } from "../meaning.js"
import { arithmetic } from "./arithmetic.js"
import { array } from "./array.js"
import { conditional } from "./conditional.js"
import { datetime } from "./datetime.js"
import { json } from "./json.js"
import { range } from "./range.js"
import { regex } from "./regex.js"
import { text } from "./text.js"
import { silent } from "./unsaid.js"
import { vector } from "./vector.js"

export { aggregates } from "./aggregate.js"
export { takesNull } from "./array.js"
export { widened } from "./conditional.js"
export { unsaid } from "./unsaid.js"

/**
 * What each function of the vocabulary means, by the name of its node; one file for each chapter. Those of windows alone, and
 * `mergeAction`, are said where rows are.
 */
export const functions: Readonly<Record<string, Meaning>> = {
  ...arithmetic,
  ...array,
  ...conditional,
  ...datetime,
  ...json,
  ...range,
  ...regex,
  ...silent,
  ...text,
  ...vector,
}
