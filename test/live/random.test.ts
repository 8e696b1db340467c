/** Random numbers and UUIDs: another in each row, and of the right form. */
import { pipe } from "effect"
import {
  all, count, createAll, defaultTo, execute, from, insertInto, integer, limit, newUuid, orderBy, primaryKey, random, select, table, uuid, where, lt, gte, and,
} from "fulmar"
import { expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { everywhere, on } from "./conformance.js"

const Key = table("random_key", { id: integer.pipe(primaryKey), key: uuid.pipe(defaultTo(newUuid())) })

describeOn(everywhere, "random", (db) => {
  it("numbers from 0 to below 1, another in each row", async () => {
    await on(db, createAll([Key]))
    await on(db, execute(insertInto(Key, Array.from({ length: 500 }, (_, id) => ({ id })))))
    const rows = await on(db, all(pipe(from(Key), select({ a: random(), b: random() }))))
    const all_ = rows.flatMap(({ a, b }) => [a, b])
    expect(all_.every((x) => x >= 0 && x < 1)).toBe(true)
    expect(new Set(all_).size).toBeGreaterThan(990)
    const mean = all_.reduce((x, y) => x + y, 0) / all_.length
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.1)
    expect(await on(db, count(pipe(from(Key), where(and(gte(random(), 0), lt(random(), 1))))))).toBe(500)
    expect(await on(db, all(pipe(from(Key), orderBy(random()), limit(3), select(Key.id))))).toHaveLength(3)
  })

  it("UUIDs of version 4, another in each row", async () => {
    const stored = await on(db, all(pipe(from(Key), select(Key.key))))
    const made = await on(db, all(pipe(from(Key), select(newUuid()))))
    const keys = [...stored, ...made]
    expect(new Set(keys).size).toBe(1000)
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    const digits = new Map<string, number>()
    for (const key of keys) digits.set(key[19]!, (digits.get(key[19]!) ?? 0) + 1)
    for (const digit of "89ab") expect(digits.get(digit)).toBeGreaterThan(150)
  })
})
