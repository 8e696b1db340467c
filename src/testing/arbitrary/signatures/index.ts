import type { Chapter } from "../signature.js"
import { arraySignatures, rangeSignatures } from "./collection.js"
import { conditionalSignatures } from "./conditional.js"
import { datetimeSignatures } from "./datetime.js"
import { jsonSignatures } from "./json.js"
import { leafSignatures } from "./leaf.js"
import { logicSignatures } from "./logic.js"
import { numberSignatures } from "./number.js"
import { rawSignatures } from "./raw.js"
import { searchSignatures } from "./search.js"
import { textSignatures } from "./text.js"

export { aggregateSignatures } from "./aggregate.js"
export { frameSignatures, rankingSignatures } from "./window.js"

/** What may stand wherever an expression does. */
export const signatures: Chapter = [
  ...leafSignatures,
  ...logicSignatures,
  ...conditionalSignatures,
  ...textSignatures,
  ...numberSignatures,
  ...datetimeSignatures,
  ...jsonSignatures,
  ...arraySignatures,
  ...rangeSignatures,
  ...searchSignatures,
  ...rawSignatures,
]
