import { pipeArguments } from "effect/Pipeable"
import type { ExprNode } from "./node.js"
import type { ColumnDef, InsertMode, SqlType, TypeSpec } from "./sql-type.js"

/** What happens to referring rows when the row they refer to is deleted or its key changes. */
export type ReferentialAction = "cascade" | "restrict" | "set null" | "set default" | "no action"

/** A reference from one column to a column of another table, resolved late so that tables may refer to each other. */
export interface ReferenceSpec {
  readonly target: () => { readonly table: string; readonly schema: string | null; readonly column: string }
  readonly onDelete: ReferentialAction | null
  readonly onUpdate: ReferentialAction | null
  readonly name: string | null
}

/**
 * A rule on the values of a column that is checked before anything is sent. `sql`, when present, is the same rule as a
 * CHECK constraint over the column.
 */
export interface Constraint {
  readonly name: string
  /** What the value is held against: the limit, the length, the number or the pattern. */
  readonly of: unknown
  /** What the value should have been, for the error: `at least 0`. */
  readonly expected: string
  readonly test: (value: any) => boolean
  /** The number or the pattern that it speaks of. */
  readonly limit?: unknown
  readonly sql: ((column: ExprNode) => ExprNode) | null
}

/** The value a column takes when an insert does not give one. */
export type DefaultSpec =
  | { readonly _tag: "Database"; readonly expr: ExprNode }
  | { readonly _tag: "Client"; readonly make: () => unknown }

/** The run-time side of a {@link ColumnDef}. */
export interface ColumnSpec {
  readonly type: TypeSpec
  /** Name in the database, where it differs from the key in the table. */
  readonly columnName: string | null
  /** The type in the database as SQL, where it is not that of `type`. */
  readonly rawType: string | null
  readonly nullable: boolean
  /** SQL NULL is read as effect's `Option.none()`, and values as `Option.some`. */
  readonly option: boolean
  readonly primaryKey: boolean
  readonly autoIncrement: boolean
  /** Whether an insert may give it a number only where it overrides what the database makes. */
  readonly identityAlways: boolean
  readonly unique: boolean
  readonly index: boolean
  readonly default: DefaultSpec | null
  /** Called for every update that does not set the column. */
  readonly onUpdate: (() => unknown) | null
  readonly generated: { readonly expr: ExprNode; readonly stored: boolean } | null
  readonly references: ReferenceSpec | null
  /** What the column is for, if the library writes it: the number of changes of its row, or when the row was deleted. */
  readonly role: "version" | "deletion" | null
  readonly checks: ReadonlyArray<ExprNode>
  readonly constraints: ReadonlyArray<Constraint>
  readonly comment: string | null
}

/** The specification of a plain NOT NULL column of a type. */
export const columnSpec = (type: TypeSpec): ColumnSpec =>
  Object.freeze({
    type,
    columnName: null,
    rawType: null,
    nullable: false,
    option: false,
    primaryKey: false,
    autoIncrement: false,
    identityAlways: false,
    unique: false,
    index: false,
    default: null,
    onUpdate: null,
    generated: null,
    references: null,
    role: null,
    checks: [],
    constraints: [],
    comment: null,
  })

function pipe(this: unknown) {
  return pipeArguments(this, arguments)
}

/** A column definition from its specification. */
export const columnDef = <A, I extends InsertMode, U extends boolean, Pk extends boolean>(
  spec: ColumnSpec,
): ColumnDef<A, I, U, Pk> => Object.freeze({ spec, pipe }) as unknown as ColumnDef<A, I, U, Pk>

/** A SQL type from its specification; `constraints` hold for every column of the type, as the length of a varchar does. */
export const sqlType = <A>(type: TypeSpec, constraints: ReadonlyArray<Constraint> = []): SqlType<A> =>
  columnDef({ ...columnSpec(type), constraints }) as unknown as SqlType<A>
