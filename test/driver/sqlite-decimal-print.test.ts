import { BigDecimal, Effect, pipe } from "effect"
import * as F from "fulmar"
import * as Sqlite from "fulmar/sqlite"
import { expect, it } from "vitest"
const d = BigDecimal.fromStringUnsafe
const T = F.table("t", { id: F.integer, a: F.numeric(10, 2).pipe(F.unique), b: F.numeric(10, 4) })
const run = (e: any): any => Effect.runPromise(Effect.gen(function* () {
    yield* F.createAll([T])
    yield* F.execute(F.insertInto(T, [{ id: 1, a: d("1.10"), b: d("1.1") }, { id: 2, a: d("5.00"), b: d("5") }, { id: 3, a: d("2"), b: d("1.1") }]))
    return yield* e }).pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" }))) as any)
it("unique", async () => {
  const e: any = await run(Effect.flip(F.execute(pipe(F.update(T, { a: F.sub(T.a, d("3.9")) } as any), F.where(F.eq(T.id, 2))) as any) as any))
  expect(e.reason._tag).toBe("UniqueViolation")
  const r: any = await run(Effect.andThen(F.execute(pipe(F.update(T, { a: F.div(T.a, d("3")) } as any), F.where(F.eq(T.id, 2))) as any) as any, F.all(pipe(F.from(T), F.where(F.eq(T.id, 2)), F.select({ t: F.raw(F.text)`${T.a}` })) as any)))
  expect(r).toEqual([{ t: "1.67" }])
})
const mixed: any = F.caseWhen([[F.eq(T.id, 1), T.a]], T.b)
it.each([
  ["group", pipe(F.from(T), F.groupBy(mixed), F.select({ n: F.countAll, x: mixed as any })), 2],
  ["distinct", pipe(F.from(T), F.distinct, F.select({ x: mixed })), 2],
  ["distinct sorted", pipe(F.from(T), F.distinct, F.select({ x: mixed }), F.orderBy(mixed) as any), 2],
  ["union", F.union(pipe(F.from(T), F.select({ x: T.b })) as any)(pipe(F.from(T), F.select({ x: T.a })) as any), 3],
  ["union3", pipe(F.from(T), F.select({ x: T.a }), F.union(pipe(F.from(T), F.select({ x: T.b }))) as any, F.union(pipe(F.from(T), F.select({ x: F.add(T.b, d("0")) }))) as any), 3],
  ["except", pipe(F.from(T), F.select({ x: T.a }), F.except(pipe(F.from(T), F.select({ x: T.b }))) as any), 1],
  ["in union", pipe(F.from(T), F.where(F.inQuery(T.a, F.union(pipe(F.from(T), F.select({ x: T.b })) as any)(pipe(F.from(T), F.select({ x: T.b })) as any) as any)), F.select({ x: T.id })), 2],
])("%s", async (_, q: any, n) => { console.log(F.toSql(Sqlite.dialect)(q)); expect((await run(F.all(q))).length).toBe(n) })
