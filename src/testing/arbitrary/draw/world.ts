import type * as fc from "fast-check"
import type { ExprNode } from "../../../core/expr-node.js"
import type { QueryNode } from "../../../core/query-node.js"
import type { Sequence } from "../../../core/sequence.js"
import type { AnyTable } from "../../../core/table.js"
import type { Kind } from "../kind.js"

/** What is the same for all of one tree. */
export interface World {
  readonly random: fc.Random
  readonly needs: ReadonlySet<string>
  readonly determined: boolean
  readonly tables: ReadonlyArray<AnyTable>
  readonly collations: ReadonlyArray<string>
  readonly sequences: ReadonlyArray<Sequence>
  readonly parameters: boolean
  readonly locks: boolean
  readonly raw: boolean
  /** Names that are taken in this tree. */
  readonly names: Set<string>
  readonly queries: Queries
}

/** How expressions draw queries and windows: handed over, since these draw expressions too. */
export interface Queries {
  readonly query: (world: World, around: Scope | null, kinds: ReadonlyArray<Kind>, fuel: number) => QueryNode
  readonly window: (world: World, around: Scope, kind: Kind, fuel: number) => ExprNode | null
  readonly oneRow: (world: World, around: Scope | null, kinds: ReadonlyArray<Kind>, fuel: number) => QueryNode
}

/** What an expression may read. */
export interface Scope {
  /** The columns of the tables; of groups their keys and aggregates. */
  readonly leaves: ReadonlyArray<ExprNode>
  /** What the query around has. */
  readonly outer: Scope | null
  /** Keys that tell all rows apart that are not equal; `null` if there are none that can be sorted by. */
  readonly total: ReadonlyArray<ExprNode> | null
  /** Whether a window function may stand here. */
  readonly windows: boolean
}

export const emptyScope: Scope = { leaves: [], outer: null, total: [], windows: false }

/** The leaves of a scope and of those around it, the nearest first. What is not a column belongs to its own query. */
export const leavesOf = (scope: Scope | null): ReadonlyArray<ExprNode> =>
  scope === null ? [] : [...scope.leaves, ...leavesOf(scope.outer).filter((e) => e._tag === "Column")]

/** A name that nothing has in this tree. */
export const fresh = (world: World, prefix: string): string => {
  let n = 1
  while (world.names.has(`${prefix}${n}`)) {
    n++
  }
  world.names.add(`${prefix}${n}`)
  return `${prefix}${n}`
}

const spoken = new WeakMap<object, ReadonlyArray<string>>()

/** Notes which words of the vocabulary made a node. */
export const say = <A extends object>(node: A, ...words: ReadonlyArray<string>): A => {
  const before = spoken.get(node) ?? []
  const more = words.filter((word) => !before.includes(word))
  if (more.length > 0) {
    spoken.set(node, [...before, ...more])
  }
  return node
}

/** The words that are known to have made a node. */
export const said = (node: object): ReadonlyArray<string> => spoken.get(node) ?? []
