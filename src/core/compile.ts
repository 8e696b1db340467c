import { type Either, left, right } from "fp-ts/lib/Either.js"
import type { CommandNode, WithNode } from "./command-node.js"
import type { Compiled } from "./compiled.js"
import type { Dialect } from "./dialect.js"
import { CompileError, type ValidationError } from "./errors.js"
import type { StatementNode } from "./ddl-node.js"
import type { QueryNode } from "./query-node.js"
import { printAggregate } from "./print/aggregate.js"
import { printCommand } from "./print/command.js"
import { noteCommand, printWith } from "./print/cte.js"
import { printDdl } from "./print/ddl.js"
import { isRefusal, type Parts, printer, type Printer, refuse } from "./print/printer.js"
import { printGroupingSets } from "./print/grouping-sets.js"
import { printNested } from "./print/nested.js"
import { printOrder } from "./print/order.js"
import { printQuery } from "./print/query.js"
import { printWindow } from "./print/window.js"
import { commandOutput, queryOutput } from "./selection.js"
import type { Shape } from "./shape.js"
import type { LeafShape } from "./shape.js"
import { writes } from "./writes.js"

/** A statement could not be printed: see {@link CompileError} and {@link ValidationError}. */
export type Uncompiled = CompileError | ValidationError

const parts: Parts = {
  query: printQuery,
  command: printCommand,
  nested: printNested,
  aggregate: printAggregate,
  window: printWindow,
  groupingSets: printGroupingSets,
  order: printOrder,
}

/** A statement without the commands that run with it. */
const bodyOf = (node: StatementNode): Body => (node._tag === "With" ? node.body : node)
type Body = Exclude<StatementNode, WithNode>

const printStatement = (p: Printer, node: Body): void => {
  switch (node._tag) {
    case "Select":
    case "Set":
    case "RawQuery":
      return printQuery(p, node)
    case "Insert":
    case "Update":
    case "Delete":
      return printCommand(p, node)
    default:
      return printDdl(p, node)
  }
}

/** Prints a statement; with its CTEs in front, which are known only once it has been printed. */
const printWhole = (dialect: Dialect, inline: boolean, statement: StatementNode): Printer => {
  const node = bodyOf(statement)
  const commands = statement._tag === "With" ? statement.commands : []
  const first = printer(dialect, parts, inline)
  commands.forEach((command) => noteCommand(first, command))
  printStatement(first, node)
  const clash = first.underscores >= first.prefix.length
  if (first.ctes.length === 0 && commands.length === 0 && !clash) {
    return first
  }
  const second: Printer = {
    ...printer(dialect, parts, inline),
    prefix: "_".repeat(first.underscores + 1),
    ctes: first.ctes,
    tables: first.tables,
  }
  if ((first.ctes.length > 0 || commands.length > 0) && isPrefixed(second, node)) {
    printWith(second, first.ctes, commands)
  }
  printStatement(second, node)
  return second
}

/** Do CTEs stand in front of the whole statement? */
const isPrefixed = (p: Printer, node: Body): boolean => {
  if ((node._tag !== "Insert" && node._tag !== "Update" && node._tag !== "Delete") || p.dialect.command.with.has(node._tag)) {
    return true
  }
  return node._tag === "Insert" && node.source._tag === "Query"
    ? false
    : refuse(p, `${p.dialect.name} has no CTE in this ${node._tag.toLowerCase()}`, "use a derived table, made by as")
}

const isWide = (shape: Shape): boolean => {
  switch (shape._tag) {
    case "Leaf":
      return wideLeaf(shape)
    case "Record":
      return shape.fields.some(([, field]) => isWide(field))
    case "Optional":
      return isWide(shape.shape)
    default:
      // Inside JSON, 64-bit integers are text.
      return false
  }
}
/** How many columns a row has: one more than the greatest index. */
const columnsOf = (shape: Shape): number => {
  switch (shape._tag) {
    case "Record":
      return shape.fields.reduce((n, [, field]) => Math.max(n, columnsOf(field)), 0)
    case "Optional":
      return Math.max(shape.index + 1, columnsOf(shape.shape))
    default:
      return shape.index + 1
  }
}

const wideLeaf = ({ type }: LeafShape): boolean => type.family === "bigint" || type.family === "unknown"

const shapeOf = (node: Body): Shape | null => {
  switch (node._tag) {
    case "Select":
    case "Set":
      return queryOutput(node).shape
    case "RawQuery": {
      const { leaves, shape } = queryOutput(node)
      return leaves.length === 0 ? null : shape
    }
    case "Insert":
    case "Update":
    case "Delete":
      return node.returning === null ? null : commandOutput(node).shape
    default:
      return null
  }
}

const operation = (node: Body): string => {
  switch (node._tag) {
    case "Select":
    case "Set":
      return "SELECT"
    case "RawQuery":
      return "RAW"
    case "Insert":
      return node.verb === "replace" ? "REPLACE" : "INSERT"
    case "Update":
    case "Delete":
      return node._tag.toUpperCase()
    default:
      return node._tag.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toUpperCase()
  }
}

const guarded = <A>(dialect: Dialect, make: () => A): Either<Uncompiled, A> => {
  try {
    return right(make())
  } catch (u) {
    if (isRefusal(u)) {
      return left(u.refused as Uncompiled)
    }
    if (u instanceof RangeError) {
      return left(
        new CompileError({
          message: "the statement is nested too deeply",
          dialect: dialect.name,
          remedy: "build it flatter: and(…), or(…) and isIn take any number of operands",
        }),
      )
    }
    throw u
  }
}

const readsOnly = (node: StatementNode): (() => boolean) => {
  let known: boolean | null = null
  return () => (known ??= !writes(node))
}

/** A compiled statement, and whether it holds values that the program made for this one run. */
interface Made {
  readonly compiled: Either<Uncompiled, Compiled>
  readonly volatile: boolean
}

const compileNode = (dialect: Dialect, node: StatementNode): Made => {
  let volatile = false
  const compiled = guarded(dialect, () => {
    const p = printWhole(dialect, false, node)
    volatile = p.volatile
    if (p.params.length > dialect.maxParameters) {
      refuse(
        p,
        `the statement has ${p.params.length} parameters, and ${dialect.name} takes ${dialect.maxParameters}`,
        `${dialect.quantified.array ? "compare with anyOf of a list, which is one, or " : ""}run it in several parts, in one transaction`,
      )
    }
    const body = bodyOf(node)
    const shape = shapeOf(body)
    return Object.freeze({
      sql: p.sql,
      params: Object.freeze(p.params),
      named: p.named,
      shape,
      columns: shape === null ? 0 : columnsOf(shape),
      wide: shape !== null && isWide(shape),
      operation: operation(body),
      collection: ("table" in body ? body.table?.name : p.tables.values().next().value) ?? null,
      reads: readsOnly(node),
      cell: { decode: null },
    })
  })
  // The value that does not fit may be one that the program made.
  return { compiled, volatile: volatile || (compiled._tag === "Left" && compiled.left._tag === "ValidationError") }
}

/** What one dialect made of the trees seen so far. */
interface Memo {
  readonly known: WeakMap<StatementNode, Either<Uncompiled, Compiled>>
  /** The last few trees, round and round. */
  readonly recent: Array<StatementNode | null>
  readonly results: Array<Either<Uncompiled, Compiled> | null>
  next: number
}

const RECENT = 8
const memos = new WeakMap<Dialect, Memo>()

const memoOf = (dialect: Dialect): Memo => {
  const found = memos.get(dialect)
  if (found !== undefined) {
    return found
  }
  const made: Memo = {
    known: new WeakMap(),
    recent: Array.from({ length: RECENT }, () => null),
    results: Array.from({ length: RECENT }, () => null),
    next: 0,
  }
  memos.set(dialect, made)
  return made
}

/**
 * {@link compile} on a node. Remembered by the identity of the tree, for good once it has come a second time: an entry in
 * a WeakMap costs the garbage collector more than printing does, and most trees that are built anew come once.
 */
export const compileStatement = (dialect: Dialect, node: StatementNode): Either<Uncompiled, Compiled> => {
  const memo = memoOf(dialect)
  const place = memo.recent.indexOf(node)
  if (place >= 0) {
    const seen = memo.results[place]!
    memo.known.set(node, seen)
    return seen
  }
  const hit = memo.known.get(node)
  if (hit !== undefined) {
    return hit
  }
  const { compiled, volatile } = compileNode(dialect, node)
  if (!volatile) {
    memo.recent[memo.next] = node
    memo.results[memo.next] = compiled
    memo.next = (memo.next + 1) % RECENT
  }
  return compiled
}

/** {@link toSql} on a node. */
export const printNode = (dialect: Dialect, node: QueryNode | CommandNode | StatementNode): Either<Uncompiled, string> =>
  guarded(dialect, () => printWhole(dialect, true, node).sql)
