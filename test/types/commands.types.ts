import {
  add,
  all,
  asc,
  desc,
  offset,
  allRows,
  alongside,
  cte,
  type DecodeError,
  exists,
  recursive,
  type SqlError,
  type ValidationError,
  bigint,
  alias,
  as,
  concat,
  count,
  deleteFrom,
  eq,
  excluded,
  execute,
  first,
  from,
  gt,
  type Insert,
  innerJoin,
  type Database,
  insertFrom,
  insertIgnore,
  insertIgnoreFrom,
  insertInto,
  onDuplicateKeyUpdate,
  replaceFrom,
  replaceInto,
  type Supports,
  literal,
  param,
  integer,
  leftJoin,
  limit,
  lower,
  onConflictDoNothing,
  onConflictDoUpdate,
  one,
  orderBy,
  overridingSystemValue,
  overridingUserValue,
  prepare,
  primaryKey,
  returning,
  type Row,
  select,
  stream,
  table,
  text,
  type Update,
  update,
  value,
  where,
  createTable,
  existsRow,
  generatedAlwaysAsIdentity,
  newValue,
  oldValue,
  type RowOf,
} from "fulmar"
import { type Option, pipe } from "effect"
import { Bakery, Cake, type CakeRow, type Email, type Equal, type Fails, Fruit, type Gives, same, type Wants } from "./schema.js"

// The types of a table.
same<Equal<Row<typeof Cake>, { readonly [K in keyof CakeRow]: CakeRow[K] }>>()
same<
  Equal<
    Insert<typeof Cake>,
    { readonly name: string; readonly price: bigint; readonly id?: number; readonly bakeryId?: number | null }
  >
>()
same<
  Equal<
    Update<typeof Cake>,
    { readonly name?: string; readonly price?: bigint; readonly id?: number; readonly bakeryId?: number | null }
  >
>()
same<
  Equal<
    Row<typeof Bakery>,
    {
      readonly id: number
      readonly name: string
      readonly email: Email
      readonly mood: "happy" | "sad"
      readonly motto: Option.Option<string>
      readonly open: boolean
    }
  >
>()
same<
  Equal<
    Insert<typeof Bakery>,
    {
      readonly name: string
      readonly email: Email
      readonly id?: number
      readonly mood?: "happy" | "sad"
      readonly motto?: Option.Option<string>
      readonly open?: boolean
    }
  >
>()

// Inserts.
insertInto(Cake, { name: "Opera", price: 1n })
insertInto(Cake, [])
insertInto(Cake, [{ name: "Opera", price: 1n }, { name: "Tart", price: 2n, id: 7, bakeryId: null }])
insertInto(Cake, { name: lower(value(text, "X")), price: 1n })
insertInto(Bakery, { name: "x", email: "a@b" as Email, mood: "sad" })
declare const list: ReadonlyArray<Insert<typeof Cake>>
insertInto(Cake, list)
declare const oneRow: Insert<typeof Cake>
insertInto(Cake, oneRow)
// @ts-expect-error missing
insertInto(Cake, { name: "x" })
// @ts-expect-error missing
insertInto(Cake, {})
// @ts-expect-error generated
insertInto(Cake, { name: "x", price: 1n, slug: "y" })
// @ts-expect-error unknown
insertInto(Cake, { name: "x", price: 1n, nme: "y" })
// @ts-expect-error wrong type
insertInto(Cake, { name: 1, price: 1n })
// @ts-expect-error null
insertInto(Cake, { name: null, price: 1n })
// @ts-expect-error wrong type of an expression
insertInto(Cake, { name: value(integer, 1), price: 1n })
// @ts-expect-error a nullable expression
insertInto(Cake, { name: "x", price: 1n, id: Cake.bakeryId })
// @ts-expect-error missing in one row
insertInto(Cake, [{ name: "x", price: 1n }, { name: "y" }])
// @ts-expect-error generated in one row
insertInto(Cake, [{ name: "x", price: 1n }, { name: "y", price: 1n, slug: "z" }])
// @ts-expect-error unknown in one row
insertInto(Cake, [{ name: "x", price: 1n }, { name: "y", price: 1n, zzz: "z" }])
// @ts-expect-error wrong type in one row
insertInto(Cake, [{ name: "x", price: 1n }, { name: "y", price: 2 }])
// @ts-expect-error brand
insertInto(Bakery, { name: "x", email: "a@b" })
// @ts-expect-error label
insertInto(Bakery, { name: "x", email: "a@b" as Email, mood: "glad" })
// @ts-expect-error an option, not null
insertInto(Bakery, { name: "x", email: "a@b" as Email, motto: null })
// @ts-expect-error VALUES cannot read the table
execute(insertInto(Cake, { name: Cake.name, price: 1n }))
// @ts-expect-error nor another
execute(insertInto(Cake, { name: Fruit.name, price: 1n }))
// @ts-expect-error nor an aggregate
execute(insertInto(Cake, { name: "x", price: 1n, id: count(Fruit.id) }))

// From a query.
const good = pipe(from(Fruit), select({ name: Fruit.name, price: value(bigint, 1n) }))
insertFrom(Cake, good)
// @ts-expect-error missing
insertFrom(Cake, pipe(from(Fruit), select({ name: Fruit.name })))
// @ts-expect-error unknown
insertFrom(Cake, pipe(from(Fruit), select({ name: Fruit.name, price: value(bigint, 1n), zzz: Fruit.id })))
// @ts-expect-error wrong type
insertFrom(Cake, pipe(from(Fruit), select({ name: Fruit.id, price: value(bigint, 1n) })))
// @ts-expect-error may be NULL
insertFrom(Cake, pipe(from(Cake), leftJoin(Fruit, eq(Fruit.id, 1)), select({ name: Fruit.name, price: Cake.price })))
// @ts-expect-error ungrouped
insertFrom(Cake, pipe(from(Fruit), select({ name: Fruit.name, price: value(bigint, 1n), id: count(Fruit.id) })))
// @ts-expect-error cannot read the table that it fills
execute(insertFrom(Cake, pipe(good, where(eq(Cake.id, 1)))))
// @ts-expect-error generated
insertFrom(Cake, from(Cake))

// Upserts.
const ins = insertInto(Cake, { name: "Opera", price: 1n })
const many = insertInto(Cake, [
  { name: "x", price: 1n },
  { name: param("n", text), price: 1n },
  { name: "x", price: 1n, bakeryId: add(literal(1), 1) },
])
const prepared = prepare(many)
same<Equal<Parameters<typeof prepared>[0], { readonly n: string }>>()
execute(pipe(ins, onConflictDoNothing()))
execute(pipe(ins, onConflictDoNothing(Cake.name)))
execute(pipe(ins, onConflictDoUpdate([Cake.name], { price: excluded(Cake.price), bakeryId: null })))
execute(pipe(ins, onConflictDoUpdate([Cake.name], { name: concat(Cake.name, "!") }, { where: gt(Cake.price, 1n) })))
// @ts-expect-error wrong type
pipe(ins, onConflictDoUpdate([Cake.name], { price: "x" }))
// @ts-expect-error wrong type of an expression
pipe(ins, onConflictDoUpdate([Cake.name], { price: excluded(Cake.name) }))
// @ts-expect-error unknown
pipe(ins, onConflictDoUpdate([Cake.name], { zzz: 1 }))
// @ts-expect-error generated
pipe(ins, onConflictDoUpdate([Cake.name], { slug: "x" }))
// @ts-expect-error null
pipe(ins, onConflictDoUpdate([Cake.name], { name: null }))
// @ts-expect-error another table
execute(pipe(ins, onConflictDoUpdate([Cake.name], { name: Fruit.name })))
// @ts-expect-error another table
execute(pipe(ins, onConflictDoUpdate([Cake.name], { name: "x" }, { where: eq(Fruit.id, 1) })))
// @ts-expect-error another table's column
pipe(ins, onConflictDoUpdate([Fruit.name], { name: "x" }))
// @ts-expect-error another table's column
pipe(ins, onConflictDoNothing(Fruit.name))
// @ts-expect-error not a column of the row that was refused
execute(pipe(ins, onConflictDoUpdate([Cake.name], { bakeryId: excluded(Fruit.cakeId) })))
// @ts-expect-error outside an upsert
all(pipe(from(Cake), select({ x: excluded(Cake.price) })))
// @ts-expect-error an update has no conflict
pipe(update(Cake, { name: "x" }), onConflictDoNothing())
// @ts-expect-error an aggregate
execute(pipe(ins, onConflictDoUpdate([Cake.name], { id: count(Cake.id) })))

// Inserts of MySQL, MariaDB and SQLite.
const ignoring = insertIgnore(Cake, [{ name: "x", price: 1n }, { name: lower(value(text, "X")), price: 2n }])
const replacing = pipe(replaceInto(Cake, { name: "x", price: 1n }), returning({ id: Cake.id }))
const duplicate = pipe(ins, onDuplicateKeyUpdate({ price: excluded(Cake.price), bakeryId: null }))
const ignores = execute(ignoring)
const replaces = all(replacing)
const duplicates = execute(duplicate)
same<Equal<Wants<typeof ignores>, Database | Supports<"insertIgnore">>>()
same<Equal<Wants<typeof replaces>, Database | Supports<"replaceInto"> | Supports<"replace returning">>>()
same<Equal<Wants<typeof duplicates>, Database | Supports<"onDuplicateKey">>>()
same<Equal<Gives<typeof replaces>, ReadonlyArray<{ readonly id: number }>>>()
execute(insertIgnoreFrom(Cake, good))
execute(replaceFrom(Cake, good))
// @ts-expect-error missing
insertIgnore(Cake, { name: "x" })
// @ts-expect-error wrong type in one row
replaceInto(Cake, [{ name: "x", price: 1n }, { name: "y", price: 2 }])
// @ts-expect-error missing
insertIgnoreFrom(Cake, pipe(from(Fruit), select({ name: Fruit.name })))
// @ts-expect-error a replace has no conflict
pipe(replaceInto(Cake, { name: "x", price: 1n }), onConflictDoNothing())
// @ts-expect-error a replace has no duplicate
pipe(replaceInto(Cake, { name: "x", price: 1n }), onDuplicateKeyUpdate({ name: "x" }))
// @ts-expect-error a replace has no where
pipe(replaceInto(Cake, { name: "x", price: 1n }), where(eq(Cake.id, 1)))
// @ts-expect-error wrong type
pipe(ins, onDuplicateKeyUpdate({ price: "x" }))
// @ts-expect-error unknown
pipe(ins, onDuplicateKeyUpdate({ zzz: 1 }))
// @ts-expect-error another table
execute(pipe(ins, onDuplicateKeyUpdate({ name: Fruit.name })))

// Whose values identity columns get.
const overrides = execute(pipe(ins, overridingSystemValue))
same<Equal<Wants<typeof overrides>, Database | Supports<"overriding">>>()
const overridden = one(pipe(ins, overridingUserValue, returning(Cake.id)))
same<Equal<Gives<typeof overridden>, number>>()
// @ts-expect-error an update has no such clause
pipe(update(Cake, { name: "x" }), overridingUserValue)
// @ts-expect-error nor a replace
pipe(replaceInto(Cake, { name: "x", price: 1n }), overridingUserValue)

// Updates.
const byId = where(eq(Cake.id, 1))
execute(pipe(update(Cake, { name: "x", bakeryId: null }), byId))
execute(pipe(update(Cake, { id: add(Cake.id, 1) }), byId))
execute(pipe(update(Cake, { name: "x" }), allRows))
execute(pipe(update(Cake, { name: Fruit.name }), innerJoin(Fruit, eq(Fruit.cakeId, Cake.id)), allRows))
// @ts-expect-error unknown
update(Cake, { zzz: 1 })
// @ts-expect-error generated
update(Cake, { slug: "x" })
// @ts-expect-error wrong type
update(Cake, { name: 1 })
// @ts-expect-error null
update(Cake, { name: null })
// @ts-expect-error wrong type of an expression
update(Cake, { name: Cake.id })
// @ts-expect-error a nullable expression
update(Cake, { id: Cake.bakeryId })
// @ts-expect-error brand
update(Bakery, { email: "x" })
// @ts-expect-error label
update(Bakery, { mood: "glad" })
// @ts-expect-error without where
execute(update(Cake, { name: "x" }))
// @ts-expect-error without where
all(pipe(update(Cake, { name: "x" }), returning(Cake)))
// @ts-expect-error without where
prepare(update(Cake, { name: "x" }))

// Deletes.
execute(pipe(deleteFrom(Cake), byId))
execute(pipe(deleteFrom(Cake), allRows))
execute(pipe(deleteFrom(Cake), allRows, byId))
// @ts-expect-error without where
execute(deleteFrom(Cake))
// @ts-expect-error without where
all(pipe(deleteFrom(Cake), returning(Cake)))
const joinedDelete = pipe(deleteFrom(Cake), innerJoin(Fruit, eq(Fruit.cakeId, Cake.id)))
execute(pipe(joinedDelete, where(eq(Fruit.id, 1))))
const bothGone = all(pipe(joinedDelete, allRows, returning({ id: Cake.id, fruit: Fruit.name })))
same<Equal<Gives<typeof bothGone>, ReadonlyArray<{ readonly id: number; readonly fruit: string }>>>()
// @ts-expect-error without where
execute(joinedDelete)
// @ts-expect-error a table that is not joined
execute(pipe(deleteFrom(Cake), where(eq(Fruit.id, 1))))
// @ts-expect-error the table twice
pipe(deleteFrom(Cake), innerJoin(Cake, eq(Cake.id, 1)))
// @ts-expect-error a delete has no outer join
pipe(deleteFrom(Cake), leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)))

// The first rows, where the database has that.
const firstOnes = execute(pipe(update(Cake, { name: "x" }), byId, orderBy(desc(Cake.id), Cake.name), orderBy(asc(Cake.price)), limit(1)))
same<Equal<Wants<typeof firstOnes>, Database | Supports<"limitedCommands">>>()
const firstGone = all(pipe(deleteFrom(Cake), orderBy(Cake.id), limit(1), returning(Cake.id), allRows))
same<Equal<Gives<typeof firstGone>, ReadonlyArray<number>>>()
same<Equal<Wants<typeof firstGone>, Database | Supports<"delete returning"> | Supports<"limitedCommands">>>()
prepare(pipe(deleteFrom(Cake), allRows, orderBy(Cake.id), limit(param("n", integer))))({ n: 1 })
// @ts-expect-error without where
execute(pipe(deleteFrom(Cake), orderBy(Cake.id), limit(1)))
// @ts-expect-error sorted by a table that is not there
execute(pipe(deleteFrom(Cake), allRows, orderBy(Fruit.id), limit(1)))
// @ts-expect-error an aggregate
execute(pipe(deleteFrom(Cake), allRows, orderBy(count(Cake.id)), limit(1)))

// Rows only with returning.
const gone = all(pipe(deleteFrom(Cake), byId, returning({ id: Cake.id, deep: { n: Cake.name } })))
same<Equal<Gives<typeof gone>, ReadonlyArray<{ readonly id: number; readonly deep: { readonly n: string } }>>>()
const made = one(pipe(ins, returning(Cake)))
same<Equal<Gives<typeof made>, { readonly [K in keyof CakeRow]: CakeRow[K] }>>()
const changed = first(pipe(update(Cake, { name: "x" }), returning(Cake.name), byId))
same<Equal<Gives<typeof changed>, Option.Option<string>>>()
// @ts-expect-error no rows
all(ins)
// @ts-expect-error no rows
one(ins)
// @ts-expect-error no rows
first(pipe(update(Cake, { name: "x" }), byId))
// @ts-expect-error no rows
stream(pipe(deleteFrom(Cake), byId))
// @ts-expect-error no rows
all(createTable(Cake))
// @ts-expect-error a select has no returning
pipe(from(Cake), returning(Cake))

// A command as a CTE.
const moved = pipe(deleteFrom(Cake), byId, returning({ id: Cake.id, gone: Cake.bakeryId }), cte("moved"))
const readMoved = all(from(moved))
same<Equal<Gives<typeof readMoved>, ReadonlyArray<{ readonly id: number; readonly gone: number | null }>>>()
same<Equal<Wants<typeof readMoved>, Database | Supports<"dataModifyingCte"> | Supports<"delete returning">>>()
same<Equal<Fails<typeof readMoved>, SqlError | DecodeError | ValidationError>>()
const plainRead = all(from(Cake))
same<Equal<Fails<typeof plainRead>, SqlError | DecodeError>>()
const whole = all(from(pipe(ins, returning(Cake), cte("made"))))
same<Equal<Gives<typeof whole>, ReadonlyArray<{ readonly [K in keyof CakeRow]: CakeRow[K] }>>>()
const nested = all(pipe(from(Fruit), where(exists(from(moved)))))
same<Equal<Wants<typeof nested>, Database | Supports<"dataModifyingCte"> | Supports<"delete returning">>>()
same<Equal<Fails<typeof nested>, SqlError | DecodeError | ValidationError>>()
const copied = execute(insertFrom(Fruit, pipe(from(moved), select({ id: moved.id, name: value(text, "x") }))))
same<Equal<Wants<typeof copied>, Database | Supports<"dataModifyingCte"> | Supports<"delete returning">>>()
const openOne = pipe(deleteFrom(Cake), where(eq(Cake.id, param("id", integer))), returning(Cake), cte("open"))
const preparedOne = prepare(from(openOne))
same<Equal<Parameters<typeof preparedOne>[0], { readonly id: number }>>()
pipe(from(Cake), cte("x", { materialized: true }))
// @ts-expect-error no such hint
pipe(from(Cake), cte("x", { materialized: "yes" }))
// @ts-expect-error no rows
pipe(ins, cte("x"))
// @ts-expect-error without where
pipe(deleteFrom(Cake), returning(Cake), cte("x"))
// @ts-expect-error a table that is not there
pipe(deleteFrom(Cake), where(eq(Fruit.id, 1)), returning(Cake), cte("x"))
// @ts-expect-error not flat
pipe(deleteFrom(Cake), byId, returning({ deep: { id: Cake.id } }), cte("x"))
// @ts-expect-error an aggregate
pipe(update(Cake, { bakeryId: count(Cake.id) }), byId, returning(Cake), cte("x"))
// @ts-expect-error only a CTE, not a derived table
pipe(deleteFrom(Cake), byId, returning(Cake), as("x"))
// @ts-expect-error an open parameter
all(from(openOne))
// @ts-expect-error no recursion
recursive("x", pipe(deleteFrom(Cake), byId, returning({ id: Cake.id })), (self) => from(self))

// Commands alongside.
const beside = all(pipe(from(Cake), leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)), select({ id: Cake.id, fruit: Fruit.name }), alongside(ins)))
same<Equal<Gives<typeof beside>, ReadonlyArray<{ readonly id: number; readonly fruit: string | null }>>>()
same<Equal<Wants<typeof beside>, Database | Supports<"dataModifyingCte">>>()
same<Equal<Fails<typeof beside>, SqlError | DecodeError | ValidationError>>()
const besideAgain = execute(pipe(ins, alongside(pipe(deleteFrom(Fruit), allRows)), alongside(pipe(update(Cake, { name: "x" }), byId))))
same<Equal<Wants<typeof besideAgain>, Database | Supports<"dataModifyingCte">>>()
same<Equal<Gives<typeof besideAgain>, { readonly rowsAffected: number }>>()
all(pipe(from(Cake), select({ n: count(Cake.id) }), alongside(ins)))
const besideOpen = prepare(pipe(from(Cake), where(eq(Cake.id, param("a", integer))), alongside(pipe(deleteFrom(Cake), where(eq(Cake.id, param("b", integer)))))))
same<Equal<Parameters<typeof besideOpen>[0], { readonly a: number; readonly b: number }>>()
// @ts-expect-error without where
pipe(from(Cake), alongside(deleteFrom(Cake)))
// @ts-expect-error without where
pipe(deleteFrom(Cake), alongside(ins))
// @ts-expect-error a query is no command
pipe(from(Cake), alongside(from(Fruit)))
// @ts-expect-error a table that is not there
pipe(from(Cake), where(eq(Fruit.id, 1)), alongside(ins))
// @ts-expect-error no rows
all(pipe(ins, alongside(pipe(deleteFrom(Fruit), allRows))))
// @ts-expect-error no more clauses
pipe(from(Cake), alongside(ins), where(eq(Cake.id, 1)))
// @ts-expect-error no table
pipe(from(Cake), alongside(ins), as("x"))
// @ts-expect-error an ungrouped column
pipe(from(Cake), select({ n: count(Cake.id), name: Cake.name }), alongside(ins))

// Clauses of a select are not those of a command, nor the other way round.
// @ts-expect-error
pipe(ins, where(eq(Cake.id, 1)))
// @ts-expect-error
pipe(ins, select(Cake))
// @ts-expect-error
pipe(ins, limit(1))
// @ts-expect-error
pipe(ins, innerJoin(Fruit, eq(Fruit.id, 1)))
// @ts-expect-error
pipe(ins, orderBy(Cake.id))
// @ts-expect-error
pipe(deleteFrom(Cake), offset(1))
// @ts-expect-error a set operation has no such sort key
pipe(merge, limit(1))
// @ts-expect-error
pipe(createTable(Cake), where(eq(Cake.id, 1)))
// @ts-expect-error
pipe(from(Cake), allRows)
// @ts-expect-error
existsRow(pipe(ins, returning(Cake)))

// A derived table has no column that can be written.
const derived = pipe(from(Cake), as("derived"))
// @ts-expect-error
insertInto(derived, { name: "x" })
// @ts-expect-error
update(derived, { name: "x" })
execute(pipe(deleteFrom(Cake.pipe(alias("c"))), allRows))

// A table's columns.
// @ts-expect-error
table("x", { pipe: text })
const noKey = table("no_key", { a: text })
same<Equal<Insert<typeof noKey>, { readonly a: string }>>()
table("pk", { id: integer.pipe(primaryKey) })


// The rows before and after a change: NULL where there can be none.
const changes = { was: oldValue(Cake.id), is: newValue(Cake.id) }
const ofInsert = pipe(insertInto(Cake, { name: "x" } as never), returning(changes))
const ofUpdate = pipe(update(Cake, { name: "x" }), where(eq(Cake.id, 1)), returning(changes))
const ofUpdateBefore = pipe(update(Cake, { name: "x" }), returning(changes), where(eq(Cake.id, 1)))
const ofDelete = pipe(deleteFrom(Cake), where(eq(Cake.id, 1)), returning(changes))
same<Equal<RowOf<typeof ofInsert>, { readonly was: number | null; readonly is: number }>>()
same<Equal<RowOf<typeof ofUpdate>, { readonly was: number; readonly is: number }>>()
same<Equal<RowOf<typeof ofUpdateBefore>, { readonly was: number; readonly is: number }>>()
same<Equal<RowOf<typeof ofDelete>, { readonly was: number; readonly is: number | null }>>()
all(ofUpdate)
// @ts-expect-error
all(pipe(from(Cake), select(oldValue(Cake.id))))
// @ts-expect-error
execute(pipe(deleteFrom(Cake), where(eq(oldValue(Cake.id), 1))))
// @ts-expect-error
all(pipe(update(Cake, { name: "x" }), where(eq(Cake.id, 1)), returning(oldValue(Fruit.id))))

// An identity column that is always generated may be left out, and cannot be set.
const Numbered = table("numbered", { id: integer.pipe(primaryKey, generatedAlwaysAsIdentity), name: text })
same<Equal<Insert<typeof Numbered>, { readonly name: string; readonly id?: number }>>()
same<Equal<Update<typeof Numbered>, { readonly name?: string }>>()
// @ts-expect-error
update(Numbered, { id: 1 })
// @ts-expect-error
text.pipe(generatedAlwaysAsIdentity)
