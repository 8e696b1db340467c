import { freeTables } from "../../core/free-tables.js"
import type { QueryNode } from "../../core/query-node.js"
import type { Answer } from "./answer.js"
import type { Scope, TableRow, World } from "./scope.js"

/** Answers by the rows of the tables that a query reads and does not have itself, one table after the other. */
interface Answers {
  answer?: Answer
  readonly byRow: Map<TableRow | null | undefined, Answers>
}

interface Asked {
  readonly reads: ReadonlyArray<string>
  readonly answers: Answers
}

const noAnswers = (): Answers => ({ byRow: new Map() })

/** The row of the nearest table of the name. */
const rowAround = (scope: Scope | null, ref: string): TableRow | null | undefined =>
  scope === null || scope.tables.has(ref) ? scope?.tables.get(ref) : rowAround(scope.around, ref)

const orMade = <K, V>(map: { get: (key: K) => V | undefined; set: (key: K, value: V) => unknown }, key: K, make: () => V): V => {
  const known = map.get(key)
  const value = known ?? make()
  if (known === undefined) {
    map.set(key, value)
  }
  return value
}

/** A query has the same rows wherever it reads the same rows around it: it is evaluated once for them, as databases do. */
export const remembered = (answer: World["answer"]): World["answer"] => {
  const worlds = new WeakMap<World, Map<QueryNode, Asked>>()
  return (q, around) => {
    const asked = orMade(worlds, around.world, () => new Map<QueryNode, Asked>())
    const { answers, reads } = orMade(asked, q, () => ({ reads: [...freeTables(q)], answers: noAnswers() }))
    const here = reads.reduce((known, ref) => orMade(known.byRow, rowAround(around, ref), noAnswers), answers)
    return (here.answer ??= answer(q, around))
  }
}
