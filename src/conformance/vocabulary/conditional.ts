/** Truth in three values, choices and what stands for NULL. */
import { and, caseWhen, coalesce, eq, gt, isNull, not, nullif, or } from "../../expr/index.js"
import { k, nulls, type Vocabulary } from "./operands.js"

export const conditional: Vocabulary = {
  "and": [and(eq(k.n, 7), k.flag), true, false],
  "or": [or(eq(k.n, 7), k.flag), true, null],
  "not": [not(eq(k.n, 7)), false, true],
  "flag": [k.flag, true, null],
  "choices": [caseWhen([[gt(k.n, 5), "big"], [isNull(k.m), "none"]], "small"), "big", "none"],
  "choices of numbers": [caseWhen([[gt(k.n, 5), 1]], 2.5), 1, 2.5],
  "choices or NULL": [caseWhen([[gt(k.n, 5), k.name]], null), "Ünï 100%_a\\b", null],
  "coalesce": [coalesce(k.m, 0), 3, 0],
  "coalesce to a column": [coalesce(k.m, k.n), 3, -7],
  "coalesce texts": [coalesce(k.name, "none"), "Ünï 100%_a\\b", "none"],
  "coalesce of NULLs": [coalesce(nulls.int, k.m), 3, null],
  "nullif": [nullif(k.n, 7), null, -7],
  "nullif of texts": [nullif(k.name, "x"), "Ünï 100%_a\\b", null],
  "NULL": [nulls.text, null, null],
}
