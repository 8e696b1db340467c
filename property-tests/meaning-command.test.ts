import * as fc from "fast-check"
import { expect, test } from "vitest"
import { from } from "../src/index.js"
import { holding, interpretCommand, memory, rowDifference } from "../src/testing/index.js"
import { type AnyQuery, Author, emptyScope, inside, type Rows, rows, schema, schemaTable, sql, trees } from "./arbitraries/index.js"
import { abilities, dialect, execute, load, numRuns, run } from "./harness.js"

const { expr } = trees(abilities)
const author = from(Author)
const scope = () => inside(emptyScope(), [schemaTable(schema[0]!, Author)])

/** How SQLite refuses the command, or nothing. */
const refusal = (command: AnyQuery): string | null => {
  try {
    execute(command)
    return null
  } catch (error) {
    return (error as { readonly reason: { readonly _tag: string } }).reason._tag
  }
}

/** The command leaves the rows that the interpreter says, or is refused for the same reason. */
const agree = (command: AnyQuery, data: Rows): void => {
  load(data)
  const refused = refusal(command)
  const done = interpretCommand(command as never)(memory(...schema.map((t, i) => holding(t.table, data[i] as never)))) as ReturnType<ReturnType<typeof interpretCommand>>
  const sqlText = sql.toSql(dialect)(command)
  if (done._tag === "Left") {
    const reason = "reason" in done.left ? done.left.reason : done.left._tag
    fc.pre(reason !== "DataError" && reason !== "Undetermined")
    expect([reason, sqlText]).toEqual([refused, sqlText])
  } else {
    const found = rowDifference(author)(done.right.db, run(author) as never)
    expect([refused, found, sqlText]).toMatchObject([null, { right: null }, sqlText])
  }
}

const condition = expr("boolean")

test("a delete leaves the rows that the interpreter says", () =>
  fc.assert(
    fc.property(rows, condition, (data, p) => agree(sql.where(p(scope()).expr)(sql.deleteFrom(Author)), data)),
    { numRuns },
  ))

test("an update makes the rows that the interpreter says", () =>
  fc.assert(
    fc.property(rows, condition, expr("text"), expr("bigint"), expr("date"), (data, p, name, followers, born) => {
      const s = scope()
      const set = { name: name(s).expr, followers: followers(s).expr, born: born(s).expr }
      // SQLite evaluates a query in a value when it has changed the rows before, so one row is changed.
      const one = sql.eq(Author.id, data[0]![0]?.["id"] ?? 0)
      agree(sql.where(sql.and(one, p(s).expr))(sql.update(Author, set)), data)
    }),
    { numRuns },
  ))

test("an upsert makes the rows that the interpreter says", () =>
  fc.assert(
    fc.property(rows, rows, expr("text"), condition, (data, more, name, p) => {
      const s = scope()
      const command = sql.onConflictDoUpdate([Author.id], { name: name(s).expr, followers: sql.excluded(Author.followers) }, { where: p(s).expr })(sql.insertInto(Author, more[0]!.slice(0, 1)))
      agree(command, data)
    }),
    { numRuns },
  ))
