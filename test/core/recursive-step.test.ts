import { pipe } from "effect"
import { except, from, integer, recursive, select, table, toSql, unionAll, where, lt } from "fulmar"
import { dialect } from "fulmar/sqlite"
import { expect, test } from "vitest"

const N = table("n", { x: integer })
const base = pipe(from(N), select({ x: N.x }))

test("a step that is another set operation is an operand of its own: else it would take the rows before it for one", () => {
  const t = recursive("t", base, (self) => {
    const rows = pipe(from(self), select({ x: self.x }))
    return pipe(rows, except(pipe(rows, where(lt(self.x, 5)))))
  })
  expect(toSql(dialect)(from(t))).toContain(
    `union all select * from (select "t"."x" from "t" except select "t"."x" from "t" where "t"."x" < 5)`,
  )
})

test("a step that goes on with the same operation needs no parentheses, but one that begins with another does", () => {
  const step = (first: typeof unionAll | typeof except) =>
    recursive("t", base, (self) => {
      const rows = pipe(from(self), select({ x: self.x }))
      return pipe(rows, first(rows), unionAll(rows))
    })
  expect(toSql(dialect)(from(step(unionAll)))).not.toContain("select * from")
  expect(toSql(dialect)(from(step(except)))).toContain(`union all select * from (select "t"."x" from "t" except `)
})
