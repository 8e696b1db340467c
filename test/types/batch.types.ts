import {
  batch, type BatchResult, type Database, type DecodeError, deleteFrom, eq, type Executed, forUpdate, from, ilike, insertInto, integer,
  param, rawCommand, rawQuery, returning, select, type SqlError, type Supports, type ValidationError, where,
} from "fulmar"
import { type Effect, pipe } from "effect"
import { Cake, type CakeRow, type Equal, Fruit, same, type Wants } from "./schema.js"

type Cakes = { readonly [K in keyof CakeRow]: CakeRow[K] }
const ins = insertInto(Cake, { name: "x", price: 1n })

const record = batch({ cakes: from(Cake), made: ins, ids: pipe(ins, returning(Cake.id)) })
same<
  Equal<
    typeof record,
    Effect.Effect<
      { readonly cakes: ReadonlyArray<Cakes>; readonly made: Executed; readonly ids: ReadonlyArray<number> },
      SqlError | DecodeError | ValidationError,
      Database | Supports<"insert returning by key">
    >
  >
>()

const list = batch([pipe(from(Cake), select(Cake.id)), pipe(deleteFrom(Fruit), where(eq(Fruit.id, 1)))])
same<
  Equal<
    typeof list,
    Effect.Effect<readonly [ReadonlyArray<number>, Executed], SqlError | DecodeError | ValidationError, Database>
  >
>()

const many = [1, 2].map((id) => pipe(from(Cake), where(eq(Cake.id, id)), select(Cake.name)))
const each = batch(many)
same<Equal<typeof each, Effect.Effect<ReadonlyArray<ReadonlyArray<string>>, SqlError | DecodeError, Database>>>()

const none = batch([])
same<Equal<typeof none, Effect.Effect<readonly [], SqlError, Database>>>()

const raw = batch({ n: rawQuery({ n: integer })`select 1`, c: rawCommand`vacuum` })
same<
  Equal<
    typeof raw,
    Effect.Effect<
      { readonly n: ReadonlyArray<{ readonly n: number }>; readonly c: Executed },
      SqlError | DecodeError | ValidationError,
      Database
    >
  >
>()
const rows: BatchResult<[typeof all]> = [["Opera"]]
const all = pipe(from(Cake), select(Cake.name))
void rows

// A batch is a transaction: what locks may be in it. Capabilities stay.
const locked = batch([pipe(from(Cake), forUpdate()), pipe(from(Cake), where(ilike(Cake.name, "x")))])
same<Equal<Wants<typeof locked>, Database | Supports<"rowLocks"> | Supports<"ilike">>>()

// @ts-expect-error "parameter has no value; use prepare": "id"
batch([pipe(from(Cake), where(eq(Cake.id, param("id", integer))))])
// @ts-expect-error "table is not in from/join": "fruit"
batch({ a: from(Cake), b: pipe(from(Cake), where(eq(Fruit.id, 1))) })
// @ts-expect-error not a statement
batch({ a: from(Cake), b: Cake })
