import type { TypeSpec } from "./sql-type.js"

/**
 * The shape of one result row: how positional wire values become the value a user gets. Indices of leaves count within
 * the nearest enclosing row: the result row itself, or the JSON array of a nested {@link ListShape} or {@link MaybeShape}.
 */
export type Shape = LeafShape | RecordShape | OptionalShape | ListShape | MaybeShape

/** One column. `table` and `column` name it in a DecodeError. */
export interface LeafShape {
  readonly _tag: "Leaf"
  readonly index: number
  readonly type: TypeSpec
  readonly nullable: boolean
  /** SQL NULL is `Option.none()` and a value `Option.some`. */
  readonly option: boolean
  readonly table: string | null
  readonly column: string
}

/** A record of shapes: a row of a table, or a nested record of a selection. */
export interface RecordShape {
  readonly _tag: "Record"
  readonly fields: ReadonlyArray<readonly [key: string, shape: Shape]>
}

/** A whole table on the optional side of an outer join: `null` when the witness column at `index` is NULL. */
export interface OptionalShape {
  readonly _tag: "Optional"
  readonly index: number
  readonly shape: Shape
}

/** A nested query (`many`): the wire value at `index` is a JSON array (text at the top, parsed inside) of rows. */
export interface ListShape {
  readonly _tag: "List"
  readonly index: number
  /** Each row is a JSON array of leaves. */
  readonly row: Shape
}

/** A nested query (`maybe`): the wire value at `index` is NULL, or a JSON array holding the leaves of one row. */
export interface MaybeShape {
  readonly _tag: "Maybe"
  readonly index: number
  readonly row: Shape
}
