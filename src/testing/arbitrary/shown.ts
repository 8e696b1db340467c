import * as fc from "fast-check"
import type { AnyExpr } from "../../core/expr.js"
import type { AnyQuery } from "../../core/query-types.js"
import type { Memory } from "../memory.js"
import { show } from "../show/index.js"

/** The code that builds it; where there is none, why. */
const codeOf = (drawn: object): string => {
  try {
    return show(drawn as AnyQuery | AnyExpr | Memory)
  } catch (error) {
    return `(${(error as Error).message})`
  }
}

/** What is drawn, such that fast-check prints the code that builds it where a property fails. */
export const shown = <A extends object>(drawn: A): A =>
  Object.freeze(Object.defineProperty({ ...drawn }, fc.toStringMethod, { value: () => codeOf(drawn) }))
