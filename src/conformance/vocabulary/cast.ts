/** Casts: to the nearest, halves away from zero. */
import {
  bigint, boolean, bytes, date, decimal, double, integer, numeric, text, timestamptz,
} from "../../codec/index.js"
import { cast, literal } from "../../expr/index.js"
import { k, dec, dbl, exactly, type Vocabulary } from "./operands.js"

export const casts: Vocabulary = {
  "cast to text": [cast(k.n, text), "7", "-7"],
  "cast of a truth": [cast(k.flag, text), "true", null],
  "cast to a whole number": [cast(dbl(2.5), integer), 3, 3],
  "cast of a text": [cast(literal("42"), integer), 42, 42],
  "cast to a fraction": [cast(k.n, double), 7, -7],
  "cast to a decimal": [cast(k.n, decimal()), exactly("7"), exactly("-7")],
  "cast to a short decimal": [cast(dec("1.005"), numeric(10, 2)), exactly("1.01"), exactly("1.01")],
  "cast of a decimal": [cast(dec("2.5"), integer), 3, 3],
  "cast to a truth": [cast(k.n, boolean), true, true],
  "cast to a bigint": [cast(k.n, bigint), 7n, -7n],
  "cast to a day": [cast(k.at, date), "2024-02-29", null],
  "cast to a moment": [cast(k.day, timestamptz), new Date("2024-02-29T00:00:00.000Z"), null],
  "cast to bytes": [cast(literal("é"), bytes), Uint8Array.of(195, 169), Uint8Array.of(195, 169)],
}
