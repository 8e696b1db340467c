import type * as t from "io-ts"
import type { Pipeable } from "effect/Pipeable"
import type { ColumnSpec } from "./column-spec.js"
import type { QueryNode } from "./query-node.js"

/**
 * What a driver hands over and takes: the lossless normal form of a scalar. Dates, decimals and JSON travel as text,
 * 64-bit integers as `bigint` or text, never through a lossy JavaScript form.
 *
 * @since 0.1.0
 */
export type Wire = null | boolean | number | bigint | string | Uint8Array

/** What kind of values a type holds: decides how operators, JSON nesting and parameters print for a dialect. */
export type Family =
  | "integer"
  | "bigint"
  | "float"
  | "decimal"
  | "boolean"
  | "text"
  | "bytes"
  | "date"
  | "time"
  | "timestamp"
  | "timestamptz"
  | "interval"
  | "json"
  | "uuid"
  | "enum"
  | "inet"
  | "array"
  | "range"
  | "textSearch"
  | "vector"
  | "unknown"

/**
 * JavaScript source for the compiled row decoder: given the source of an expression, the source of the test that the
 * wire value is acceptable and of the decoded value. Must agree with `codec.validate` wherever `accepts` holds.
 */
export interface InlineDecode {
  readonly accepts: (value: string) => string
  readonly decoded: (value: string) => string
}

/** The run-time side of a {@link SqlType}: its SQL name and arguments, and the codec between wire form and value. */
export interface TypeSpec {
  readonly name: string
  readonly family: Family
  /** Length, precision and scale, or the labels of an enumeration. */
  readonly args: ReadonlyArray<number | string>
  readonly element: TypeSpec | null
  /** Decodes every wire form any dialect hands over for this type; encodes to one canonical wire form. */
  readonly codec: t.Type<any, Wire, unknown>
  readonly inline: InlineDecode | null
  /** Of JSON: the codec between what the document holds and the value. */
  readonly document?: t.Type<any, unknown, unknown>
  /** Of rows nested as JSON: the query that says how they are decoded. */
  readonly nested?: NestedRows
}

/** The rows, or the row, that `many` and `maybe` nest. */
export interface NestedRows {
  readonly kind: "many" | "maybe"
  readonly query: QueryNode
}

/** How a column takes part in an insert. */
export type InsertMode = "required" | "optional" | "never"

export declare const ColumnDefTypes: unique symbol

/**
 * The definition of a column: its type and its modifiers. `A` is the value, `I` whether an insert must, may or must not
 * give it, `U` whether an update may set it, `Pk` whether it belongs to the primary key.
 *
 * @since 0.1.0
 */
export interface ColumnDef<out A, out I extends InsertMode, out U extends boolean, out Pk extends boolean> extends Pipeable {
  readonly [ColumnDefTypes]: { readonly A: () => A; readonly I: () => I; readonly U: () => U; readonly Pk: () => Pk }
  readonly spec: ColumnSpec
}

export declare const SqlTypeTypes: unique symbol

/**
 * A database type and the io-ts codec between its wire form and `A`. It is also the definition of a plain NOT NULL column.
 *
 * @since 0.1.0
 */
export interface SqlType<out A> extends ColumnDef<A, "required", true, false> {
  readonly [SqlTypeTypes]: { readonly A: () => A }
}

/** Any column definition. */
export type AnyColumnDef = ColumnDef<any, any, any, any>
