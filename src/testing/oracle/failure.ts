import { Data } from "effect"
import { show } from "../../core/show.js"

/** What was run: the SQL for people, of one statement or of several that are taken together. */
export interface Side {
  readonly sql: string
  /** Rows that only this side has, or has more often. */
  readonly extra: ReadonlyArray<unknown>
}

/**
 * Two statements that must give the same rows do not: the database, the dialect or the printer is wrong about one of them.
 * Or the query is not determined: by a LIMIT among rows that sort alike, or by raw SQL.
 *
 * @since 0.1.0
 */
export class OracleFailure extends Data.TaggedError("OracleFailure")<{
  /** What should have held. */
  readonly law: string
  readonly left: Side
  readonly right: Side
}> {
  override get message(): string {
    return `It does not hold that ${this.law}.\n${told("The first", this.left)}\n${told("The second", this.right)}`
  }
}

const told = (which: string, { extra, sql }: Side): string => {
  const rows = extra.slice(0, 3).map((row) => `\n  ${show(row)}`)
  const has = extra.length === 0 ? "has no row that the other has not" : `has ${extra.length} that the other has not:`
  return `${which} ${has}${rows.join("")}${extra.length > 3 ? "\n  …" : ""}\n${sql}`
}

/**
 * A law says nothing about a query like this: why, and what can be done.
 *
 * @since 0.1.0
 */
export class OracleNotApplicable extends Data.TaggedError("OracleNotApplicable")<{ readonly message: string }> {}
