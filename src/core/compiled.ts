import type { ColumnSpec } from "./column-spec.js"
import type { Shape } from "./shape.js"
import type { TypeSpec } from "./sql-type.js"

/** A named parameter at a position of {@link Compiled.params}, filled in when a prepared statement is run. */
export interface NamedParameter {
  readonly index: number
  readonly name: string
  readonly type: TypeSpec
  readonly nullable: boolean
  /** The column it is written to, whose rules its values must meet. */
  readonly column: ColumnSpec | null
}

/**
 * A statement printed for one dialect.
 *
 * @since 0.1.0
 */
export interface Compiled {
  readonly sql: string
  /** Values in the form the driver binds, in order of their placeholders. Positions of `named` hold `undefined`. */
  readonly params: ReadonlyArray<unknown>
  readonly named: ReadonlyArray<NamedParameter>
  /** How a row is decoded; `null` when the statement returns no rows. */
  readonly shape: Shape | null
  /** How many columns a row has. */
  readonly columns: number
  /** Whether some leaf of the row is a 64-bit integer, which drivers must then hand over without rounding. */
  readonly wide: boolean
  /** The SQL verb, for spans and logs: SELECT, INSERT … */
  readonly operation: string
  /** The first table it names, for spans and logs. */
  readonly collection: string | null
  /** Whether it changes nothing and locks nothing. Told when it is first asked: most databases never ask. */
  readonly reads: () => boolean
  /** Where the decoder of the rows is kept once it has been made. */
  readonly cell: { decode: unknown }
  /**
   * The parts of a statement that is sent as several, in order and in one transaction; `null` when it is sent as it is.
   * `sql` and `params` are those of the first part then.
   */
  readonly parts: ReadonlyArray<Part> | null
}

/** One of the parts that a statement is sent as: some of the rows of an insert. */
export interface Part {
  readonly statement: Compiled
  /** How the rows are read that it inserted, where an insert cannot return them. */
  readonly readBack: ReadBack | null
}

/** A query for the rows that an insert has made. */
export interface ReadBack {
  readonly statement: Compiled
  /** Where the first number that the database has counted for the insert goes in the parameters. */
  readonly insertId: ReadonlyArray<number>
  /** How many rows it must give. */
  readonly rows: number
}
