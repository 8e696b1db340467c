import type { Effect } from "effect"
import type { AnyTable, Database, Supports } from "fulmar"

/** What a sample may ask of a database. */
type Needed = Database | Supports<string>

/** A sample of another library, written in this one: what it does, and what that gives. */
export interface Sample {
  readonly title: string
  /** The tables that it is run on, empty but for what is given. */
  readonly tables: ReadonlyArray<AnyTable>
  readonly given: Effect.Effect<unknown, unknown, Needed> | null
  readonly program: Effect.Effect<unknown, unknown, Needed>
  /** What the program gives. */
  readonly gives: unknown
  /** How many statements it sends, where that matters. */
  readonly statements: number | null
  /** Not every database locks rows. */
  readonly needsRowLocks: boolean
}

interface Run<A> {
  readonly tables: ReadonlyArray<AnyTable>
  readonly given?: Effect.Effect<unknown, unknown, Needed>
  readonly program: Effect.Effect<A, unknown, Needed>
  readonly gives: A
  readonly statements?: number
  readonly needsRowLocks?: boolean
}

/** A sample, whose result is of the type that its program gives. */
export const sample = <A>(title: string, { given, gives, needsRowLocks, program, statements, tables }: Run<A>): Sample => ({
  title,
  tables,
  given: given ?? null,
  program,
  gives,
  statements: statements ?? null,
  needsRowLocks: needsRowLocks ?? false,
})
