import { isCommand, type WithNode } from "../../core/command-node.js"
import type { StatementNode } from "../../core/ddl-node.js"
import type { AnyExpr } from "../../core/expr.js"
import { isExprNode } from "../../core/expr-node.js"
import type { AnyQuery } from "../../core/query-types.js"
import { type AnyTable, tableData } from "../../core/table.js"
import type { TableData } from "../../core/table-data.js"
import type { Memory } from "../memory.js"
import { type Doc, importsOf, layOut, listDoc } from "./code.js"
import { commandDoc } from "./command.js"
import { ddlDoc } from "./ddl.js"
import { exprCode } from "./expr.js"
import { memoryDoc } from "./memory.js"
import { reserved } from "./name.js"
import { orderCode } from "./order.js"
import { queryDoc } from "./query.js"
import { withShared } from "./share.js"
import { selectionDoc } from "./selection.js"
import type { Shower, ShowOptions } from "./shower.js"
import { sourceDoc, tableDoc } from "./table.js"
import { callDoc, pipeDoc } from "./vocabulary.js"
import { windowCode } from "./window.js"

const shower = (options: ShowOptions, defines: boolean, listed: ReadonlyArray<TableData>): Shower => {
  const s: Shower = {
    options,
    taken: new Set([...reserved, ...Object.keys(options.tables ?? {})]),
    blocks: [{ self: null, lines: [], constants: [], seen: new Map() }],
    definitions: [],
    defines: defines || options.standalone === true,
    listed,
    defined: [],
    scope: [],
    standIns: [],
    sets: [],
    expr: (e) => exprCode(s, e),
    query: (q) => queryDoc(s, q),
    command: (c) => commandDoc(s, c),
    selection: (x) => selectionDoc(s, x),
    order: (o) => orderCode(s, o),
    window: (w) => windowCode(s, w),
    table: (t) => tableDoc(s, t),
    source: (t) => sourceDoc(s, t),
  }
  return s
}

const withDoc = (s: Shower, { body, commands }: WithNode): Doc =>
  pipeDoc(
    isCommand(body) ? s.command(body) : s.query(body),
    commands.map((c) => callDoc("alongside", s.command(c))),
  )

const statementDoc = (s: Shower, node: StatementNode): Doc => {
  switch (node._tag) {
    case "Select":
    case "Set":
    case "RawQuery":
      return s.query(node)
    case "Insert":
    case "Update":
    case "Delete":
    case "Merge":
      return s.command(node)
    case "With":
      return withDoc(s, node)
    default: {
      const doc = ddlDoc(s, node)
      if (doc === null) {
        throw new Error(`A statement of "${node._tag}" cannot be shown: no function makes it alone; show what createStatements is given`)
      }
      return doc
    }
  }
}

const isMemory = (of: object): of is Memory => "tables" in of && !("_tag" in of)

type Tables = ReadonlyArray<AnyTable>

const isTables = (of: object): of is Tables => Array.isArray(of)

const importLines = (docs: ReadonlyArray<Doc>): ReadonlyArray<string> =>
  [...importsOf(docs)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([module, names]) =>
      module === "io-ts"
        ? `import * as t from "io-ts"\n`
        : `import ${layOut({ _tag: "Brackets", open: "{", items: [...names].toSorted().map((n) => (n === "AnyColumn" ? `type ${n}` : n)), close: "}" })} from ${JSON.stringify(module)}\n`,
    )

/**
 * A query, a command, an expression, a list of tables or a database in memory as the code that builds it: what `fast-check`
 * found can be pasted into a test. Aliases, derived tables, CTEs, windows and grouping sets are constants before it, each
 * once, and so are the tables of a list.
 *
 * The code builds an equal tree, which every dialect prints alike. What only a function knows it does not say: the codec
 * of `refine`, and the value that `defaultWith` makes. A type without a name of its own is one that is printed alike.
 *
 * @example
 * ```ts
 * import { desc, from, gt, integer, limit, orderBy, primaryKey, table, text, where } from "fulmar"
 * import { show } from "fulmar/testing"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey), name: text })
 * const newest = pipe(from(Cake), where(gt(Cake.id, 3)), orderBy(desc(Cake.id)), limit(2))
 * show(newest) // => "pipe(from(Cake), where(gt(Cake.id, 3)), orderBy(desc(Cake.id)), limit(2))"
 * ```
 *
 * @since 0.1.0
 */
export const show = (of: AnyQuery | AnyExpr | Memory | ReadonlyArray<AnyTable>, options: ShowOptions = {}): string => {
  const s = shower(options, isTables(of), isTables(of) ? of.map(tableData) : isMemory(of) ? of.tables.map((held) => held.table) : [])
  const shown: Doc = isTables(of)
    ? listDoc(of.map((table) => s.table(tableData(table))))
    : isMemory(of)
      ? memoryDoc(s, of)
      : isExprNode(of)
        ? exprCode(s, of).doc
        : statementDoc(s, of as unknown as StatementNode)
  const { doc, lines } = withShared(s, [...s.definitions, ...s.blocks[0]!.lines], shown)
  const head = (line: Doc): string => `${layOut(line)}\n`
  if (options.standalone !== true) {
    return [...lines.map(head), ...(lines.length === 0 ? [] : ["\n"]), layOut(doc)].join("")
  }
  const name = isTables(of) ? "tables" : isMemory(of) ? "db" : isExprNode(of) ? "expr" : "statement"
  const last: Doc = [`export const ${name} = `, doc]
  return [...importLines([...lines, last]), "\n", ...lines.map(head), ...(lines.length === 0 ? [] : ["\n"]), head(last)].join("")
}
