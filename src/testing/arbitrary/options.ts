import type { Sequence } from "../../core/sequence.js"
import { type AnyTable, isTable } from "../../core/table.js"

/** Tables, and before them options, if there are any. */
export const optionsFirst = <O extends object>(
  given: ReadonlyArray<O | AnyTable>,
): { readonly options: Partial<O>; readonly tables: ReadonlyArray<AnyTable> } => {
  const [first, ...rest] = given
  return first === undefined || isTable(first)
    ? { options: {}, tables: given as ReadonlyArray<AnyTable> }
    : { options: first as O, tables: rest as ReadonlyArray<AnyTable> }
}

/** How expressions, queries and commands are drawn. */
export interface TreeOptions {
  /** About how many functions and clauses the greatest has. Default: 12. */
  readonly size?: number
  /**
   * The capabilities that may be used, such as those of a dialect: `dialect.capabilities`. Default: none, which gives what
   * every database can run.
   */
  readonly needs?: Iterable<string>
  /**
   * Only what gives the same rows each time: a limit only after an order in which no two rows tie, nothing random, and
   * nothing that reads the clock. Default: false.
   */
  readonly determined?: boolean
  /** Collations that the database knows, for `collate`. Default: none. */
  readonly collations?: ReadonlyArray<string>
  /** Sequences that are there, for `nextValue` and `currentValue`. Default: none. */
  readonly sequences?: ReadonlyArray<Sequence>
  /** Whether there may be named parameters, whose names are `p1`, `p2` and so on. Default: false. */
  readonly parameters?: boolean
  /** Whether queries may lock rows, if `needs` allows it. Default: false. */
  readonly locks?: boolean
  /** Whether there may be raw SQL, of which only a database can say what it means. Default: false. */
  readonly raw?: boolean
}
