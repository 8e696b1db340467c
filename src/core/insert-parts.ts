import { assemble } from "./assemble.js"
import { type InsertNode, isCommand } from "./command-node.js"
import type { Compiled } from "./compiled.js"
import type { StatementNode } from "./ddl-node.js"
import { type Printer, refuse, type RowRange } from "./print/printer.js"
import { printWhole } from "./print/whole.js"

/** Is it an insert of rows, which may go in several statements? Not with commands, which are to run once. */
export const isDivisible = (p: Printer, node: StatementNode): node is InsertNode =>
  node._tag === "Insert" && node.source._tag === "Rows" && !p.ctes.some((cte) => isCommand(cte.query))

/**
 * The rows of an insert that has been printed whole, in parts as large as the number of parameters allows, and of rows
 * that may be `together`.
 */
export const divide = (
  p: Printer,
  together: (row: number, first: number) => boolean = () => true,
): ReadonlyArray<RowRange> => {
  const { ends } = p
  const rows = ends.length - 1
  const most = p.dialect.maxParameters
  const outside = p.params.length - ends[rows]! + ends[0]!
  const parts: Array<RowRange> = []
  let from = 0
  for (let i = 0; i < rows; i++) {
    const alone = outside + ends[i + 1]! - ends[i]!
    if (alone > most) {
      refuse(
        p,
        `row ${i} of the insert has ${alone} parameters by itself, and ${p.dialect.name} takes ${most}`,
        "compute its values from fewer of them",
      )
    }
    if (i > from && (outside + ends[i + 1]! - ends[from]! > most || !together(i, from))) {
      parts.push({ from, to: i })
      from = i
    }
  }
  return [...parts, { from, to: rows }]
}

/** An insert that has been printed whole, and has too many parameters for one statement, as several. */
export const compileParts = (p: Printer, node: InsertNode): Compiled => {
  const parts = divide(p).map((range) => ({
    statement: assemble(printWhole(p.dialect, false, node, { made: p.made, range }), node),
    readBack: null,
  }))
  return Object.freeze({ ...parts[0]!.statement, parts })
}
