import {
  afterCommit,
  boolean,
  all,
  and,
  as,
  count,
  countAll,
  database,
  type Database,
  type DatabaseAt,
  type DecodeError,
  enumeration,
  eq,
  except,
  execute,
  type Executed,
  exists,
  existsRow,
  first,
  forKeyShare,
  forNoKeyUpdate,
  forShare,
  forUpdate,
  from,
  groupBy,
  gt,
  ilike,
  innerJoin,
  inQuery,
  insertIgnore,
  insertInto,
  intersect,
  integer,
  isIn,
  leftJoin,
  limit,
  many,
  maybe,
  type MultipleResultsFound,
  nullable,
  type NoResultFound,
  notInQuery,
  offset,
  one,
  orderRowsBy,
  param,
  prepare,
  raw,
  rawCommand,
  rawQuery,
  recursive,
  returning,
  type RowOf,
  type Savepoint,
  savepoint,
  scalar,
  select,
  type SqlError,
  type SqlType,
  stream,
  table,
  type Supports,
  text,
  type Transaction,
  transaction,
  union,
  unionAll,
  update,
  using,
  type ValidationError,
  value,
  where,
  add,
  desc,
  isNull,
  json,
  createAll,
  createTable,
  max,
  excluded,
  insertFrom,
  onConflictDoNothing,
  onConflictDoUpdate,
} from "fulmar"
import { MySql } from "fulmar/mysql"
import { Sqlite } from "fulmar/sqlite"
import { Effect, type Option, pipe, type Stream } from "effect"
import * as t from "io-ts"
import { Bakery, Cake, type CakeRow, type Equal, Fruit, type FruitRow, type Gives, same, type Wants } from "./schema.js"

const Json = table("json", { data: json(t.type({ a: t.string })) })
const One = table("single", { only: text })
type Cakes = { readonly [K in keyof CakeRow]: CakeRow[K] }
type Fruits = { readonly [K in keyof FruitRow]: FruitRow[K] }
const cakes = from(Cake)
const ins = insertInto(Cake, { name: "x", price: 1n })

// What each operation gives, how it fails, what it needs: exactly.
const a = all(cakes)
same<Equal<typeof a, Effect.Effect<ReadonlyArray<Cakes>, SqlError | DecodeError, Database>>>()
const f = first(cakes)
same<Equal<typeof f, Effect.Effect<Option.Option<Cakes>, SqlError | DecodeError, Database>>>()
const o = one(cakes)
same<Equal<typeof o, Effect.Effect<Cakes, SqlError | DecodeError | NoResultFound | MultipleResultsFound, Database>>>()
const s = stream(cakes)
same<Equal<typeof s, Stream.Stream<Cakes, SqlError | DecodeError, Database>>>()
const n = count(cakes)
same<Equal<typeof n, Effect.Effect<number, SqlError | DecodeError, Database>>>()
const e = existsRow(cakes)
same<Equal<typeof e, Effect.Effect<boolean, SqlError | DecodeError, Database>>>()
const x = execute(ins)
same<Equal<typeof x, Effect.Effect<Executed, SqlError | ValidationError, Database>>>()
const r = all(pipe(ins, returning(Cake.id)))
same<Equal<typeof r, Effect.Effect<ReadonlyArray<number>, SqlError | DecodeError | ValidationError, Database | Supports<"insert returning by key">>>>()
const noKey = all(pipe(insertInto(One, { only: "x" }), returning(One)))
same<Equal<Wants<typeof noKey>, Database | Supports<"insert returning">>>()
const conflicting = all(pipe(ins, onConflictDoNothing(), returning(Cake.id)))
same<Equal<Wants<typeof conflicting>, Database | Supports<"insert returning">>>()
const conflictingLate = all(pipe(ins, returning(Cake.id), onConflictDoUpdate([Cake.id], { price: excluded(Cake.price) })))
same<Equal<Wants<typeof conflictingLate>, Database | Supports<"insert returning"> | Supports<"insert returning by key">>>()
const ofQuery = all(pipe(insertFrom(Cake, pipe(cakes, select({ name: Cake.name, price: Cake.price }))), returning(Cake.id)))
same<Equal<Wants<typeof ofQuery>, Database | Supports<"insert returning">>>()
const ignoring = all(pipe(insertIgnore(Cake, { name: "x", price: 1n }), returning(Cake.id)))
same<Equal<Wants<typeof ignoring>, Database | Supports<"insertIgnore"> | Supports<"insert returning">>>()
const mysql = MySql.layer({})
Effect.runPromise(r.pipe(Effect.provide(mysql)))
// @ts-expect-error the table has no primary key
Effect.runPromise(noKey.pipe(Effect.provide(mysql)))
// @ts-expect-error its rows may not be those that are inserted
Effect.runPromise(conflicting.pipe(Effect.provide(mysql)))
// @ts-expect-error its rows may not be those that are inserted
Effect.runPromise(conflictingLate.pipe(Effect.provide(mysql)))
// @ts-expect-error its rows are not known
Effect.runPromise(ofQuery.pipe(Effect.provide(mysql)))
const c = createAll([Cake])
same<Equal<typeof c, Effect.Effect<void, SqlError, Database>>>()
const compound = all(pipe(cakes, unionAll(cakes)))
same<Equal<typeof compound, Effect.Effect<ReadonlyArray<Cakes>, SqlError | DecodeError, Database>>>()
execute(createTable(Cake))

// Capabilities.
const il = all(pipe(cakes, where(ilike(Cake.name, "x"))))
same<Equal<typeof il, Effect.Effect<ReadonlyArray<Cakes>, SqlError | DecodeError, Database | Supports<"ilike">>>>()
const ilDeep = all(pipe(from(Bakery), select({ c: many(pipe(cakes, where(ilike(Cake.name, "x")))) })))
same<Equal<Wants<typeof ilDeep>, Database | Supports<"ilike">>>()
const ilTable = all(from(pipe(cakes, where(ilike(Cake.name, "x")), as("t"))))
same<Equal<Wants<typeof ilTable>, Database | Supports<"ilike">>>()
const ilUnion = all(pipe(cakes, union(pipe(cakes, where(ilike(Cake.name, "x"))))))
same<Equal<Wants<typeof ilUnion>, Database | Supports<"ilike">>>()
const ilUpdate = execute(pipe(update(Cake, { name: "x" }), where(ilike(Cake.name, "x"))))
same<Equal<Wants<typeof ilUpdate>, Database | Supports<"ilike">>>()
const sqlite = Sqlite.layer({ filename: ":memory:" })
Effect.runPromise(a.pipe(Effect.provide(sqlite)))
// @ts-expect-error
Effect.runPromise(il.pipe(Effect.provide(sqlite)))
// @ts-expect-error
Effect.runPromise(a)

// Locks.
const lk = all(pipe(cakes, forUpdate()))
same<Equal<Wants<typeof lk>, Database | Transaction | Supports<"rowLocks">>>()
const sh = all(pipe(cakes, forShare({ locked: "skip locked", of: [Cake] })))
same<Equal<Wants<typeof sh>, Database | Transaction | Supports<"rowLocks">>>()
const keys = all(pipe(cakes, forNoKeyUpdate(), forKeyShare({ of: [Cake] })))
same<Equal<Wants<typeof keys>, Database | Transaction | Supports<"rowLocks"> | Supports<"keyLocks">>>()
const inTx = transaction(lk)
same<Equal<Wants<typeof inTx>, Database | Supports<"rowLocks">>>()
// @ts-expect-error
Effect.runPromise(inTx.pipe(Effect.provide(sqlite)))

// Transactions.
const tx = transaction(a)
same<Equal<typeof tx, Effect.Effect<ReadonlyArray<Cakes>, SqlError | DecodeError, Database>>>()
const tx2 = pipe(a, transaction({ isolation: "serializable", retry: 3 }))
same<Equal<typeof tx2, typeof tx>>()
const tx3 = a.pipe(transaction())
same<Equal<typeof tx3, typeof tx>>()
const sp = savepoint(Effect.succeed(1))
same<Equal<typeof sp, Effect.Effect<number, SqlError, Transaction | Database>>>()
const spTx = transaction(sp)
same<Equal<typeof spTx, Effect.Effect<number, SqlError, Database>>>()
declare const needsSavepoint: Effect.Effect<1, "e", Savepoint>
const spd = savepoint(needsSavepoint)
same<Equal<typeof spd, Effect.Effect<1, "e" | SqlError, Transaction | Database>>>()
const after = afterCommit(Effect.log("x"))
same<Equal<typeof after, Effect.Effect<void, never, Database>>>()
// @ts-expect-error a failure after the commit has nowhere to go
afterCommit(Effect.fail("x"))
// @ts-expect-error
transaction(a, { isolation: "chaos" })
// @ts-expect-error savepoint outside of a transaction
Effect.runPromise(sp.pipe(Effect.provide(sqlite)))
const Analytics = database("analytics")
const there = using(Analytics)(a)
same<Equal<typeof there, Effect.Effect<ReadonlyArray<Cakes>, SqlError | DecodeError, DatabaseAt<"analytics">>>>()
// @ts-expect-error
using(Analytics)(sp)
// @ts-expect-error
Effect.runPromise(there.pipe(Effect.provide(sqlite)))
Effect.runPromise(there.pipe(Effect.provide(Analytics.layer(sqlite))))

// Parameters.
const byName = pipe(cakes, where(and(eq(Cake.name, param("name", text)), gt(Cake.id, param("id", integer)))))
// @ts-expect-error
all(byName)
// @ts-expect-error
one(byName)
// @ts-expect-error
stream(byName)
// @ts-expect-error
count(byName)
// @ts-expect-error
all(pipe(from(Bakery), where(exists(byName))))
const prep = prepare(byName)
same<Equal<Parameters<typeof prep>, [args: { readonly name: string; readonly id: number }]>>()
const ran = prep({ name: "x", id: 1 })
same<Equal<typeof ran, Effect.Effect<ReadonlyArray<Cakes>, SqlError | DecodeError | ValidationError, Database>>>()
// @ts-expect-error
prep({ name: "x" })
// @ts-expect-error
prep({ name: "x", id: "1" })
// @ts-expect-error
prep({ name: "x", id: 1, zzz: 1 })
const everywhere = prepare(
  pipe(
    cakes,
    innerJoin(Fruit, eq(Fruit.name, param("a", text))),
    where(inQuery(Cake.id, pipe(from(Bakery), where(eq(Bakery.name, param("b", text))), select(Bakery.id)))),
    select({ x: many(pipe(from(Bakery), where(eq(Bakery.open, param("c", boolean))))), y: param("d", integer.pipe(nullable) as never as SqlType<number | null>) }),
    limit(param("e", integer)),
    offset(param("f", integer)),
  ),
)
same<
  Equal<
    Parameters<typeof everywhere>[0],
    {
      readonly a: string
      readonly b: string
      readonly c: boolean
      readonly d: number | null
      readonly e: number
      readonly f: number
    }
  >
>()
const twice = prepare(pipe(cakes, where(and(eq(Cake.name, param("n", text)), eq(Cake.slug, param("n", text))))))
same<Equal<Parameters<typeof twice>[0], { readonly n: string }>>()
const torn = prepare(pipe(cakes, where(and(eq(Cake.name, param("n", text)), eq(Cake.id, param("n", integer))))))
same<Equal<Parameters<typeof torn>[0], { readonly n: never }>>()
const none = prepare(cakes)
none({})
const prepIns = prepare(insertInto(Cake, { name: param("name", text), price: 1n }))
const prepRan = prepIns({ name: "x" })
same<Equal<typeof prepRan, Effect.Effect<Executed, SqlError | ValidationError, Database>>>()
const prepUpd = prepare(pipe(update(Cake, { name: param("name", text) }), where(eq(Cake.id, param("id", integer)))))
same<Equal<Parameters<typeof prepUpd>[0], { readonly name: string; readonly id: number }>>()
const prepCap = prepare(pipe(byName, where(ilike(Cake.name, "x"))))({ name: "x", id: 1 })
same<Equal<Wants<typeof prepCap>, Database | Supports<"ilike">>>()
// @ts-expect-error wrong type of parameter
eq(Cake.name, param("name", integer))
// @ts-expect-error
pipe(cakes, limit(param("n", text)))
// @ts-expect-error
limit("1")
// @ts-expect-error
limit(Cake.id)
// @ts-expect-error a command cannot be prepared with a table out of scope
prepare(pipe(byName, where(eq(Fruit.id, 1))))

// Set operations.
const l1 = pipe(cakes, select({ id: Cake.id, name: Cake.name }))
const r1 = pipe(from(Fruit), select({ name: Fruit.name, id: Fruit.id }))
const u1 = pipe(l1, union(r1))
same<Equal<RowOf<typeof u1>, { readonly id: number; readonly name: string }>>()
const nullRight = pipe(l1, unionAll(pipe(from(Fruit), select({ id: Fruit.cakeId, name: Fruit.name }))))
same<Equal<RowOf<typeof nullRight>, { readonly id: number | null; readonly name: string }>>()
const nullLeft = pipe(from(Fruit), select({ id: Fruit.cakeId, name: Fruit.name }), intersect(l1))
same<Equal<RowOf<typeof nullLeft>, { readonly id: number | null; readonly name: string }>>()
const outer = pipe(cakes, leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)), select({ id: Fruit.id, name: Cake.name }), except(l1))
same<Equal<RowOf<typeof outer>, { readonly id: number | null; readonly name: string }>>()
const single = pipe(cakes, select(Cake.bakeryId), union(pipe(from(Fruit), select(Fruit.id))))
same<Equal<RowOf<typeof single>, number | null>>()
const wholes = pipe(from(Fruit), union(pipe(cakes, select({ id: Cake.id, name: Cake.name, cakeId: Cake.bakeryId }))))
same<Equal<RowOf<typeof wholes>, Fruits>>()
const thrice = pipe(u1, unionAll(l1), limit(3), except(r1), as("t"))
const fromThrice = pipe(from(thrice), select({ x: thrice.id }))
same<Equal<RowOf<typeof fromThrice>, { readonly x: number }>>()
all(pipe(u1, orderRowsBy((row) => [desc(row.id), row.name])))
// @ts-expect-error
pipe(u1, orderRowsBy((row) => [row.zzz]))
// @ts-expect-error
pipe(u1, orderRowsBy(() => [Cake.id]))
// @ts-expect-error wrong type
pipe(l1, union(pipe(from(Fruit), select({ id: Fruit.name, name: Fruit.name }))))
// @ts-expect-error fewer
pipe(l1, union(pipe(from(Fruit), select({ id: Fruit.id }))))
// @ts-expect-error more
pipe(l1, union(pipe(from(Fruit), select({ id: Fruit.id, name: Fruit.name, c: Fruit.cakeId }))))
// @ts-expect-error other
pipe(l1, union(pipe(from(Fruit), select({ id: Fruit.id, nom: Fruit.name }))))
// @ts-expect-error
pipe(cakes, union(from(Fruit)))
// @ts-expect-error
pipe(l1, union(pipe(from(Fruit), select(Fruit.id))))
// @ts-expect-error
pipe(l1, union(ins))

// Recursion.
const base = pipe(cakes, where(isNull(Cake.bakeryId)), select({ id: Cake.id, depth: value(integer, 0) }))
const tree = recursive("tree", base, (self) =>
  pipe(cakes, innerJoin(self, eq(Cake.bakeryId, self.id)), select({ id: Cake.id, depth: add(self.depth, 1) })),
)
const deep = pipe(from(tree), select({ d: tree.depth, id: tree.id }))
same<Equal<RowOf<typeof deep>, { readonly d: number; readonly id: number }>>()
all(deep)
recursive("tree", base, (self) =>
  // @ts-expect-error may be NULL, which the base says it is not
  pipe(cakes, leftJoin(self, eq(Cake.bakeryId, self.id)), select({ id: Cake.id, depth: self.depth })),
)
recursive("tree", base, (self) =>
  // @ts-expect-error other columns
  pipe(cakes, innerJoin(self, eq(Cake.bakeryId, self.id)), select({ id: Cake.id })),
)
recursive("tree", base, (self) =>
  // @ts-expect-error not in scope
  pipe(cakes, select({ id: Cake.id, depth: self.depth })),
)
// @ts-expect-error
all(pipe(cakes, select({ d: tree.depth })))
const paramTree = recursive("tree", pipe(base, where(eq(Cake.id, param("root", integer)))), (self) =>
  pipe(cakes, innerJoin(self, eq(Cake.bakeryId, self.id)), where(gt(self.depth, param("max", integer))), select({ id: Cake.id, depth: self.depth })),
)
const runTree = prepare(from(paramTree))
same<Equal<Parameters<typeof runTree>[0], { readonly root: number; readonly max: number }>>()

// Queries in queries, three deep.
const nested = pipe(
  from(Bakery),
  select({
    name: Bakery.name,
    cakes: many(
      pipe(
        cakes,
        where(eq(Cake.bakeryId, Bakery.id)),
        select({
          id: Cake.id,
          fruits: many(pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)))),
          best: maybe(pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)), select({ n: Fruit.name, deep: { c: Fruit.cakeId } }))),
          names: many(pipe(from(Fruit), where(and(eq(Fruit.cakeId, Cake.id), eq(Fruit.name, Bakery.name))), select(Fruit.name))),
        }),
      ),
    ),
  }),
)
same<
  Equal<
    RowOf<typeof nested>,
    {
      readonly name: string
      readonly cakes: ReadonlyArray<{
        readonly id: number
        readonly fruits: ReadonlyArray<Fruits>
        readonly best: { readonly n: string; readonly deep: { readonly c: number | null } } | null
        readonly names: ReadonlyArray<string>
      }>
    }
  >
>()
all(nested)

// scalar and inQuery: one column, of the same type.
const sc = pipe(
  cakes,
  select({
    a: scalar(pipe(from(Fruit), select({ n: Fruit.name }))),
    b: scalar(pipe(from(Fruit), select(countAll))),
    c: scalar(pipe(from(Fruit), select({ m: max(Fruit.id) }))),
    d: scalar(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ n: count(Fruit.id) }))),
    e: scalar(pipe(from(Bakery), select(Bakery.motto))),
    f: scalar(pipe(from(Json), select(Json.data))),
    g: scalar(pipe(from(Json), select({ data: Json.data }))),
    h: scalar(from(One)),
  }),
)
same<
  Equal<
    RowOf<typeof sc>,
    {
      readonly a: string | null
      readonly b: number
      readonly c: number | null
      readonly d: number | null
      readonly e: Option.Option<string> | null
      readonly f: { a: string } | null
      readonly g: { a: string } | null
      readonly h: string | null
    }
  >
>()
// @ts-expect-error
scalar(cakes)
// @ts-expect-error
scalar(pipe(cakes, select({ a: Cake.id, b: Cake.id })))
// @ts-expect-error
inQuery(Cake.id, cakes)
// @ts-expect-error
inQuery(Cake.id, pipe(from(Fruit), select(Fruit.name)))
// @ts-expect-error
notInQuery(Cake.name, pipe(from(Fruit), select({ n: Fruit.id })))
inQuery(Cake.id, pipe(from(Fruit), select({ n: Fruit.cakeId })))

// Values fit their columns.
const Mood = table("mood", { mood: enumeration("mood", ["happy", "sad"]) })
eq(Mood.mood, "happy")
// @ts-expect-error
eq(Mood.mood, "glad")
// @ts-expect-error
isIn(Mood.mood, ["happy", "glad"])
// @ts-expect-error
eq(Cake.id, "1")
// @ts-expect-error
eq(Cake.id, Cake.name)
// @ts-expect-error
pipe(Cake.id, eq("1"))
// @ts-expect-error
add(Cake.name, 1)
// @ts-expect-error
where(Cake.id)
// @ts-expect-error
select({ x: 1 })
// @ts-expect-error
select({ x: cakes })
// @ts-expect-error
eq(Bakery.email, "a@b")

// Raw SQL: what stands in it is checked, and composes.
const rq = rawQuery({ n: integer, deep: { s: text.pipe(nullable) } })`select ${Cake.id}, ${param("s", text)} from ${Cake} where ${Cake.id} in (${[1, 2]})`
const runRaw = prepare(rq)
same<Equal<Parameters<typeof runRaw>[0], { readonly s: string }>>()
same<Equal<RowOf<typeof rq>, { readonly n: number; readonly deep: { readonly s: string | null } }>>()
const rag = all(rawQuery({ n: integer })`select ${count(Cake.id)} from ${Cake}`)
same<Equal<Gives<typeof rag>, ReadonlyArray<{ readonly n: number }>>>()
const rt = pipe(rawQuery({ n: integer })`select 1`, as("r"))
const rfrom = all(pipe(from(rt), select(rt.n)))
same<Equal<Gives<typeof rfrom>, ReadonlyArray<number>>>()
const rc = execute(rawCommand`delete from ${Cake} where ${eq(Cake.id, 1)}`)
same<Equal<typeof rc, Effect.Effect<Executed, SqlError | ValidationError, Database>>>()
all(pipe(cakes, where(gt(raw(integer)`${Cake.id} + 1`, 3))))
// @ts-expect-error
all(pipe(cakes, where(gt(raw(integer)`${Fruit.id} + 1`, 3))))
// @ts-expect-error
all(pipe(cakes, where(exists(pipe(from(Bakery), where(raw(boolean)`${Fruit.id} = ${Bakery.id}`))))))
// @ts-expect-error
all(rawCommand`delete from ${Cake}`)
const rawIl = all(pipe(cakes, where(raw(boolean)`${ilike(Cake.name, "x")}`)))
same<Equal<Wants<typeof rawIl>, Database | Supports<"ilike">>>()
