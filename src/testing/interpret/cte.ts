import { isCommand } from "../../core/command-node.js"
import type { CteNode, QueryNode } from "../../core/query-node.js"
import { flatRow, layoutOf, sameTree } from "./layout.js"
import { EvaluationError } from "./meaning.js"
import { emptyScope, type TableRow, type World } from "./scope.js"

/** More rounds than this are taken for a recursion without end. */
const MOST_ROUNDS = 10_000

const rowsOf = (q: QueryNode, world: World): ReadonlyArray<TableRow> => {
  const layout = layoutOf(q)
  return world.answer(q, emptyScope(world)).rows.map((row) => flatRow(layout, row))
}

/**
 * The rows of a common table expression. A recursive one has those of its base, and then, round by round, those that its step
 * makes of the rows that the round before added; with `union` without those that were there before.
 */
export const cteRows = (cte: CteNode, world: World): ReadonlyArray<TableRow> => {
  const { query, step } = cte
  const round = world.rounds.get(cte)
  if (round !== undefined) {
    return round
  }
  if (isCommand(query)) {
    throw new EvaluationError({ message: `The CTE "${cte.name}" is a command, which a query does not run`, reason: "Unsupported" })
  }
  if (cte.search !== null || cte.cycle !== null) {
    throw new EvaluationError({ message: `The order and the circles of the walk "${cte.name}" are known to a database only`, reason: "Unsupported" })
  }
  if (step === null) {
    return rowsOf(query, world)
  }
  const same = sameTree(layoutOf(query))
  const unseen = (rows: ReadonlyArray<TableRow>, before: ReadonlyArray<TableRow>): ReadonlyArray<TableRow> =>
    step.op === "union all"
      ? rows
      : rows.filter((row, i) => ![...before, ...rows.slice(0, i)].some((other) => same(other, row)))
  let added = unseen(rowsOf(query, world), [])
  let all = added
  for (let rounds = 0; added.length > 0; rounds++) {
    if (rounds > MOST_ROUNDS) {
      throw new EvaluationError({ message: `The recursive "${cte.name}" does not end after ${MOST_ROUNDS} rounds`, reason: "DataError" })
    }
    added = unseen(rowsOf(step.query, { ...world, rounds: new Map([...world.rounds, [cte, added]]) }), all)
    all = [...all, ...added]
  }
  return all
}
