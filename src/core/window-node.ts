import type { ExprNode, ValueNode } from "./expr-node.js"
import type { OrderNode } from "./query-node.js"

/** Which rows a window function sees: those of the partition, in an order, within a frame. */
export interface WindowSpec {
  /** The name in the WINDOW clause; `null`: it stands where it is used. */
  readonly name: string | null
  readonly partitionBy: ReadonlyArray<ExprNode>
  readonly orderBy: ReadonlyArray<OrderNode>
  readonly frame: FrameNode | null
}

export type FrameUnit = "rows" | "range" | "groups"
export type FrameExclusion = "current row" | "group" | "ties"

/** The rows around the current one that count. */
export interface FrameNode {
  readonly unit: FrameUnit
  readonly start: FrameBound
  readonly end: FrameBound
  readonly exclude: FrameExclusion | null
}

/** Where a frame begins or ends; `offset` is how far from the current row, `null` that there is no bound. */
export type FrameBound =
  | { readonly _tag: "CurrentRow" }
  | { readonly _tag: "Preceding"; readonly offset: ValueNode | null }
  | { readonly _tag: "Following"; readonly offset: ValueNode | null }
