import type { Pipeable } from "effect/Pipeable"
import { pipeArguments } from "effect/Pipeable"
import type { ExprNode } from "../core/expr-node.js"
import type { AnyQuery } from "../core/query-types.js"
import type { AnyTable } from "../core/table.js"

/** How many related rows a row has: exactly one, one or none, any number. */
export type Cardinality = "one" | "maybe" | "many"

/** How related rows are read: in the statement of their parents by a join or as nested rows, or by one of their own. */
export type Strategy = "join" | "query" | "nested"

/**
 * What becomes of the related rows when their row is deleted, or they are no longer related to it: their key is set to NULL;
 * they are deleted too; the row may not be deleted; or it is left to the foreign keys of the database.
 */
export type DeleteRule = "set null" | "cascade" | "restrict" | "passive"

/** One step from a table to the next: `near` are keys of the table before, `far` those of this one that equal them. */
export interface Link {
  readonly table: AnyTable
  readonly keys: ReadonlyArray<{ readonly near: string; readonly far: string }>
  readonly where: ReadonlyArray<ExprNode>
}

export type RelationKind = "belongsTo" | "hasOne" | "hasMany" | "manyToMany" | "through"

/** What a relation is at run time. */
export interface RelationNode {
  readonly kind: RelationKind
  readonly from: AnyTable
  /** The way to the related rows; the last link is their table. */
  readonly links: readonly [Link, ...ReadonlyArray<Link>]
  readonly cardinality: Cardinality
  readonly refine: ((query: AnyQuery) => AnyQuery) | null
  readonly strategy: Strategy | null
  readonly rule: DeleteRule
}

export const RelationId: unique symbol = Symbol.for("fulmar/Relation")
declare const RelationTypes: unique symbol

/**
 * The rows of table `T` that belong to a row of table `N`, by a query that selects `O` of them: what is loaded. `U` are
 * the tables that its outer joins made optional, `F` what it needs.
 *
 * @since 0.1.0
 */
export interface Related<out C extends Cardinality, out N, out T, out U, out O, out F> extends Pipeable {
  readonly [RelationTypes]: {
    readonly C: () => C
    readonly N: () => N
    readonly T: () => T
    readonly U: () => U
    readonly O: () => O
    readonly F: () => F
  }
  readonly [RelationId]: RelationNode
}

declare const RelationScope: unique symbol

/**
 * A relation between two tables as a value: of each row of table `N` to rows of table `T`. `C` is how many there are, `S`
 * the names of the tables on the way, that of `T` included. `K` are the keys that a row of `N` has from the one it belongs
 * to, `H` those that rows of `T` have from theirs; `string`: it is not known which.
 *
 * @since 0.1.0
 */
export interface Relation<out C extends Cardinality, out N, out T, out S, out K = string, out H = string> extends Related<C, N, T, never, T, never> {
  readonly [RelationScope]: { readonly S: () => S; readonly K: () => K; readonly H: () => H }
}

/** Any relation, refined or not. */
export type AnyRelated = Related<Cardinality, any, any, any, any, any>
/** Any relation between two tables. */
export type AnyRelation = Relation<Cardinality, any, any, any>

export const relationNode = (relation: AnyRelated): RelationNode => relation[RelationId]

export const isRelation = (u: unknown): u is AnyRelated => typeof u === "object" && u !== null && RelationId in u

function pipe(this: unknown): unknown {
  return pipeArguments(this, arguments)
}

/** A relation value. The node stands beside the columns of no table, so it may be shown. */
export const makeRelation = (node: RelationNode): never => {
  const value = { pipe }
  Object.defineProperty(value, RelationId, { value: Object.freeze(node), enumerable: false })
  return Object.freeze(value) as never
}

/** The table that the related rows are of. */
export const targetOf = (node: RelationNode): AnyTable => node.links[node.links.length - 1]!.table
