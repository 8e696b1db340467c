import type { AnyExpr, AnyQuery } from "../../core/index.js"
import type { SqlErrorReason } from "../../driver/sql-error-reasons.js"

/** The reason for which a statement fails. */
export interface Failing {
  readonly fails: SqlErrorReason["_tag"]
}

/** A statement, and the rows that it gives; `null` of a command of which only what it does counts. */
export type Step = readonly [
  statement: AnyQuery,
  gives: ReadonlyArray<unknown> | null | Failing,
  /** The values of its parameters by name. */
  parameters?: Readonly<Record<string, unknown>>,
]

/** What something of the vocabulary means, written by hand: statements that are run one after the other on `bakery`. */
export interface ValueCase {
  readonly chapter: string
  readonly name: string
  /** Capabilities that a database needs for it; where one of them is missing it is a `CompileError`. */
  readonly needs: ReadonlyArray<string>
  /** The name of the only database in whose words it is; `null`: it is the same everywhere. */
  readonly only: string | null
  readonly steps: ReadonlyArray<Step>
  /** Whether it runs in a transaction that is rolled back; else it leaves nothing behind by itself. */
  readonly undone: boolean
}

/** An expression over `Kinds`, and its values for the row without NULL and, if it says one, for the one of NULLs. */
export interface ExpressionCase {
  readonly chapter: string
  readonly name: string
  readonly needs: ReadonlyArray<string>
  readonly only: string | null
  readonly expression: AnyExpr
  readonly values: readonly [whole: unknown] | readonly [whole: unknown, nulls: unknown]
}

/** Expressions by what they show. */
export type Expressions = Readonly<
  Record<string, readonly [expression: AnyExpr, whole: unknown] | readonly [expression: AnyExpr, whole: unknown, nulls: unknown]>
>
/** Queries by what they show, with their rows. */
export type Queries = Readonly<Record<string, readonly [query: AnyQuery, rows: ReadonlyArray<unknown>]>>
/** Commands, and queries after them, by what they show. */
export type Commands = Readonly<Record<string, ReadonlyArray<Step>>>

/** Cases of a chapter that all need the same. */
export const expressionsOf = (
  chapter: string,
  needs: ReadonlyArray<string>,
  cases: Expressions,
  only: string | null = null,
): ReadonlyArray<ExpressionCase> =>
  Object.entries(cases).map(([name, [expression, ...values]]) => ({ chapter, name, needs, only, expression, values }))

export const queriesOf = (chapter: string, needs: ReadonlyArray<string>, cases: Queries, undone = false): ReadonlyArray<ValueCase> =>
  Object.entries(cases).map(([name, step]) => ({ chapter, name, needs, only: null, steps: [step], undone }))

export const commandsOf = (
  chapter: string,
  needs: ReadonlyArray<string>,
  cases: Commands,
  undone = true,
): ReadonlyArray<ValueCase> =>
  Object.entries(cases).map(([name, steps]) => ({ chapter, name, needs, only: null, steps, undone }))
