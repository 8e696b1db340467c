import type { ExprNode } from "../../core/expr-node.js"
import type { CteNode, QueryNode, SelectNode } from "../../core/query-node.js"
import type { Memory } from "../memory.js"
import type { Value } from "./meaning.js"
import type { Answer, Tree } from "./answer.js"

/** A row of a table, its values by key. */
export type TableRow = Readonly<Record<string, Value>>

/** What is the same for all parts of a statement. */
export interface World {
  readonly db: Memory
  /** The values of named parameters. */
  readonly given: Readonly<Record<string, unknown>>
  /** The rows that recursive tables have in this round: those that the last round added. */
  readonly rounds: ReadonlyMap<CteNode, ReadonlyArray<TableRow>>
  /** The value of an expression: see `expression.ts`. */
  readonly value: (e: ExprNode, scope: Scope) => Value
  /** The rows of a query: see `query.ts`. */
  readonly answer: (q: QueryNode, around: Scope) => Answer
  /** The rows of a block, for the block that stands on it: see `select.ts`. */
  readonly rows: (q: SelectNode, around: Scope) => ReadonlyArray<Scope>
}

/** Where an expression has a value: a row of a block. Expressions are evaluated in it by name. */
export interface Scope {
  readonly world: World
  /** A row of each table by its name in the query; `null` where an outer join found none. */
  readonly tables: ReadonlyMap<string, TableRow | null>
  /** The group that the row is, if the rows of the block are groups. */
  readonly group: Group | null
  /** Expressions that have their value already: window functions, and what further clauses see of closed blocks. */
  readonly known: ReadonlyArray<readonly [ExprNode, Value]>
  /** The row of a set operation, which is selected as it is. */
  readonly whole: { readonly tree: Tree } | null
  /** The row of the query around. */
  readonly around: Scope | null
}

/** The rows that aggregates are made of. */
export interface Group {
  readonly rows: ReadonlyArray<Scope>
  /** The keys of grouping sets that it is of. */
  readonly keys: ReadonlyArray<ExprNode>
  /** Whether an outer join found no group, so that all that groups have is NULL. */
  readonly absent: boolean
}

/** A scope without tables. */
export const emptyScope = (world: World, around: Scope | null = null): Scope => ({
  world,
  tables: new Map(),
  group: null,
  known: [],
  whole: null,
  around,
})

/** The scope of one row of one table. */
export const rowScope = (around: Scope, ref: string, row: TableRow | null): Scope => ({
  ...emptyScope(around.world, around),
  tables: new Map([[ref, row]]),
})

/** The value of an expression in a scope. */
export const valueIn = (scope: Scope, e: ExprNode): Value => scope.world.value(e, scope)

/** Is a condition true? It is not where it is false, nor where it is NULL. */
export const isTrue = (scope: Scope, condition: ExprNode): boolean => valueIn(scope, condition) === true

/** All that expressions can see of a row: rows of which it is alike are interchangeable. */
export const visible = (row: Scope): unknown => [
  row.tables,
  row.known.map(([, value]) => value),
  row.whole,
  row.group?.rows.map((x) => x.tables),
]
