import { tableData } from "../../src/core/table.js"
import type { Kind } from "./values.js"
import type { AnyExpr, AnyTable } from "./vocabulary.js"
import type { SchemaTable } from "./schema.js"

/** An expression, with what is known of its values. */
export interface Typed {
  readonly kind: Kind
  readonly expr: AnyExpr
  /** The greatest absolute value it can have, for integers: they must stay exact in JavaScript. */
  readonly bound: number
  /** It cannot be used in a subquery: an aggregate, or what stands for a column without being one. */
  readonly local?: boolean
}

/** A table in scope under a name, and its columns. */
export interface ScopeTable {
  readonly ref: string
  readonly table: AnyTable | null
  readonly columns: ReadonlyArray<Typed>
  /** What sorts its rows so that only equal rows tie. */
  readonly order: ReadonlyArray<Typed>
}

/** Names nobody has had: for aliases, derived tables and CTEs of one statement. */
export interface Names {
  next: number
}

/** What a recipe may use: the tables of its query, and of the queries around it. */
export interface Scope {
  readonly tables: ReadonlyArray<ScopeTable>
  readonly outer: Scope | null
  readonly names: Names
}

/**
 * How to make something of the tables that are in scope. Recipes, not trees, are what is random: so every tree is well
 * scoped, and shrinks without being drawn anew.
 */
export type Recipe<A> = (scope: Scope) => A

export const emptyScope = (): Scope => ({ tables: [], outer: null, names: { next: 1 } })

export const inside = (scope: Scope, tables: ReadonlyArray<ScopeTable>): Scope => ({ ...scope, tables })

/** The scope of a query inside an expression of this one. */
export const below = (scope: Scope): Scope => ({ tables: [], outer: scope, names: scope.names })

/** The scope of a query in FROM, which sees nothing around it. */
export const apart = (scope: Scope): Scope => ({ tables: [], outer: null, names: scope.names })

/** The columns of a kind that can be used, those of the nearest tables first. Aggregates belong to their own query. */
export const columnsOf = (scope: Scope, kind: Kind): ReadonlyArray<Typed> => {
  const own = scope.tables.flatMap((t) => t.columns).filter((c) => c.kind === kind)
  const around = scope.outer === null ? [] : columnsOf(scope.outer, kind).filter((c) => c.local !== true)
  return [...own, ...around]
}

export const isUsed = (scope: Scope, ref: string): boolean =>
  scope.tables.some((t) => t.ref === ref) || (scope.outer !== null && isUsed(scope.outer, ref))

export const fresh = (scope: Scope, prefix: string): string => `${prefix}${scope.names.next++}`

/** The greatest absolute value of an integer column. */
export const INT32 = 2 ** 31

/** A table of the schema, or an alias of one, in scope. */
export const schemaTable = (t: SchemaTable, table: AnyTable): ScopeTable => {
  const typed = (key: string, kind: Kind): Typed => ({ kind, expr: table[key], bound: INT32 })
  const kindOf = new Map(t.kinds.map(([key, kind]) => [key, kind]))
  return {
    ref: tableData(table).ref,
    table,
    columns: t.kinds.map(([key, kind]) => typed(key, kind)),
    order: t.key.map((key) => typed(key, kindOf.get(key)!)),
  }
}
