import { numberCases } from "../../src/conformance/vocabulary/number.js"
import { Kinds } from "../core/bakery.js"

/** The cases of the conformance suite, on the table that the golden tests print. */
export const numbers = numberCases(Kinds as never)
