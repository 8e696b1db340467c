import { textParts } from "../../src/conformance/vocabulary/text-part.js"
import { Kinds } from "../core/bakery.js"

/** The cases of the conformance suite, on the table that the golden tests print. */
export const texts = textParts(Kinds as never)
