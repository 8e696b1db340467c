import { pipe } from "effect"
import { json } from "../../codec/index.js"
import { from, select, where } from "../../core/index.js"
import type { Expr } from "../../core/expr.js"
import { all } from "../../driver/operations/index.js"
import { eq, jsonConcat, jsonContains, jsonMergePatch, jsonPathQueryArray, value } from "../../expr/index.js"
import { Left } from "../tables.js"
import { probe, type Probe } from "./probe.js"

const part = value(json(), { a: 1 })
const ofOne = <A, R, N>(expr: Expr<A, R, N>) => pipe(from(Left), where(eq(Left.id, 1)), select(expr))

export const jsonProbes: Readonly<Record<string, Probe>> = {
  jsonConcat: probe(all(ofOne(jsonConcat(part, { b: 2 }))), [{ a: 1, b: 2 }]),
  jsonContains: probe(all(ofOne(jsonContains(part, { a: 1 }))), [true]),
  jsonMergePatch: probe(all(ofOne(jsonMergePatch(part, { a: null, b: 2 }))), [{ b: 2 }]),
  jsonPath: probe(all(ofOne(jsonPathQueryArray(part, "$.a"))), [[1]]),
}
