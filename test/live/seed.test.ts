/** Tables are filled with rows that they take, on every database. */
import { Effect, pipe } from "effect"
import * as fc from "fast-check"
import {
  all, autoIncrement, bigint, boolean, bytes, checkThat, constrain, count, createAll, date, decimal, dropAll, enumeration, execute, foreignKey, from, gte,
  insertInto, integer, json, leftJoin, nullable, option, orderBy, primaryKey, primaryKeyOn, references, rowVersion, select, softDelete, table,
  text, timestamptz, unique, uniqueOn, uuid, varchar, type AnyColumn, eq, isNull, where,
} from "fulmar"
import { seed } from "fulmar/testing/arbitrary"
import { afterEach, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { everywhere, on } from "./conformance.js"

const Bakery = table("bakery", { id: integer.pipe(primaryKey, autoIncrement), name: varchar(40).pipe(unique), open: boolean })
const Staff = table("staff", {
  id: uuid.pipe(primaryKey),
  bakeryId: integer.pipe(references(() => Bakery.id)),
  bossId: uuid.pipe(nullable, references((): AnyColumn => Staff.id)),
  born: date.pipe(option),
})
const Cake = table(
  "cake",
  {
    bakeryId: integer.pipe(references(() => Bakery.id)),
    code: varchar(8),
    price: decimal(8, 2),
    layers: integer.pipe(constrain.ge(1), constrain.le(7)),
    mood: enumeration("seed_mood", ["sweet", "it's sour"]),
    made: timestamptz,
    label: json(),
    photo: bytes.pipe(nullable),
    version: integer.pipe(rowVersion),
    deletedAt: timestamptz.pipe(nullable, softDelete),
  },
  (of) => [primaryKeyOn(of.bakeryId, of.code), checkThat(gte(of.layers, 2), "two_layers")],
)
const Order = table(
  "cake_order",
  { id: bigint.pipe(primaryKey), bakeryId: integer, code: varchar(8), note: text.pipe(nullable), day: date },
  (of) => [foreignKey([of.bakeryId, of.code], () => [Cake.bakeryId, Cake.code]), uniqueOn(of.bakeryId, of.code, of.day)],
)
const Seal = table("seal", { bakeryId: integer.pipe(primaryKey, references(() => Bakery.id)), wax: text })
const tables = [Order, Seal, Staff, Cake, Bakery]

describeOn(everywhere, "seed", (db) => {
  afterEach(() => on(db, dropAll(tables, { ifExists: true })))

  it("fills tables whose rows refer to each other, and again", async () => {
    const program = Effect.gen(function* () {
      yield* createAll(tables)
      const first = yield* seed(tables, { rows: { bakery: 8, staff: 40, cake: 120, cake_order: 300, seal: 8 }, seed: 7 })
      yield* seed(tables, { rows: { bakery: 2, cake: 50, cake_order: 1200 }, seed: 7 })
      const lost = yield* count(
        pipe(from(Order), leftJoin(Cake, eq(Order.code, Cake.code)), where(isNull(Cake.code))),
      )
      const bosses = yield* count(pipe(from(Staff), where(isNull(Staff.bossId))))
      const counts = yield* Effect.forEach(tables, (t) => count(from(t) as never) as unknown as Effect.Effect<number>)
      yield* execute(insertInto(Bakery, { name: "after it", open: true }))
      return { first, lost, bosses, counts }
    })
    const { bosses, counts, first, lost } = await on(db, program)
    expect(first.map(({ rows, table: of }) => `${of} ${rows}`).toSorted()).toEqual(["bakery 8", "cake 120", "cake_order 300", "seal 8", "staff 40"])
    expect([lost, counts]).toEqual([0, [1500, 8, 40, 170, 10]])
    expect(bosses).toBeGreaterThan(0)
    expect(bosses).toBeLessThan(40)
  })

  it("gives the same rows for the same number", async () => {
    const rows = (number: number) =>
      Effect.gen(function* () {
        yield* createAll(tables)
        yield* seed(tables, { rows: 15, seed: number })
        const found = [
          yield* all(pipe(from(Cake), orderBy(Cake.bakeryId, Cake.code))),
          yield* all(pipe(from(Staff), orderBy(Staff.id))),
        ]
        yield* dropAll(tables)
        return found
      })
    const [one, same, other] = [await on(db, rows(1)), await on(db, rows(1)), await on(db, rows(2))]
    expect(same).toEqual(one)
    expect(other).not.toEqual(one)
  })

  it("says what it cannot fill, and leaves nothing", async () => {
    const program = Effect.gen(function* () {
      yield* createAll(tables)
      const empty = yield* Effect.flip(seed([Seal, Cake], { rows: 3 }))
      const few = yield* Effect.flip(seed([Bakery, Seal], { rows: { bakery: 3, seal: 4 } }))
      const none = yield* Effect.flip(seed([Bakery], { rows: { bakry: 1 } }))
      const column = yield* Effect.flip(seed([Bakery], { columns: { bakery: { nam: fc.constant("x") } } }))
      const left = yield* count(from(Bakery))
      yield* seed([Bakery], { rows: 3, columns: { bakery: { name: fc.constantFrom("a", "b", "c") } } })
      return [[empty, few, none, column].map(({ message }) => message), left, yield* all(pipe(from(Bakery), select(Bakery.name), orderBy(Bakery.name)))]
    })
    expect(await on(db, program)).toEqual([
      [
        expect.stringMatching(/^A row of table "(seal|cake)" needs one of table "bakery", which has none: fill that one too\.$/),
        'Only 3 of 4 rows of table "seal" differ in what is unique: ask for fewer, or give an arbitrary of a column of the key that has more values.',
        'There is no table "bakry" among those that are to be filled.',
        'Table "bakery" has no column "nam" to be given values.',
      ],
      0,
      ["a", "b", "c"],
    ])
  })
})
