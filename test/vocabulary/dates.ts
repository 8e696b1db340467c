import { dateCases } from "../../src/conformance/vocabulary/date.js"
import { Kinds } from "../core/bakery.js"

/** The cases of the conformance suite, on the table that the golden tests print. */
export const dates = dateCases(Kinds as never)
