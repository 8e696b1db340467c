/** A list of one query holds its value; it is not all its rows. */
import { Effect, pipe } from "effect"
import {
  all, createAll, eq, execute, from, insertInto, integer, isIn, notIn, orderBy, primaryKey, scalar, select, table, where,
} from "fulmar"
import { beforeAll, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { on } from "./conformance.js"

const Odd = table('o"dd`\\ list', { id: integer.pipe(primaryKey) })

describeOn(["sqlite", "postgres", "mariadb", "mysql"], "lists of one query", (db) => {
  const run = <A, E>(program: Effect.Effect<A, E, any>): Promise<A> => on(db, program)
  const value = (id: number) => scalar(pipe(from(Odd), where(eq(Odd.id, id)), select(Odd.id)))
  const ids = (condition: unknown) => run(all(pipe(from(Odd), where(condition as never), orderBy(Odd.id), select(Odd.id))))

  beforeAll(() => run(Effect.andThen(createAll([Odd]), execute(insertInto(Odd, [{ id: 1 }, { id: 2 }])))))

  it("is compared with its value", async () => {
    expect(await ids(isIn(Odd.id, [value(2)]))).toEqual([2])
    expect(await ids(notIn(Odd.id, [value(2)]))).toEqual([1])
  })

  it("is compared with NULL where it has no rows", async () => {
    expect(await ids(isIn(Odd.id, [value(9)]))).toEqual([])
    expect(await ids(notIn(Odd.id, [value(9)]))).toEqual([])
  })
})
