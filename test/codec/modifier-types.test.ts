import { BigDecimal, type Option } from "effect"
import * as t from "io-ts"
import { expectTypeOf, test } from "vitest"
import type { AnyColumn, Column } from "../../src/core/expr.js"
import type { ColumnDef, SqlType } from "../../src/core/sql-type.js"
import { type Insert, type Row, table } from "../../src/core/table.js"
import * as C from "../../src/codec/index.js"

test("nullable and primaryKey infer exactly in any order", () => {
  const a = C.integer.pipe(C.nullable, C.primaryKey)
  const b = C.integer.pipe(C.primaryKey, C.nullable)
  expectTypeOf(a).toEqualTypeOf<ColumnDef<number | null, "optional", true, true>>()
  expectTypeOf(b).toEqualTypeOf<ColumnDef<number | null, "optional", true, true>>()
})

test("every modifier infers exactly", () => {
  expectTypeOf(C.bigint.pipe(C.primaryKey, C.autoIncrement)).toEqualTypeOf<ColumnDef<bigint, "optional", true, true>>()
  expectTypeOf(C.text.pipe(C.option)).toEqualTypeOf<ColumnDef<Option.Option<string>, "optional", true, false>>()
  expectTypeOf(C.text.pipe(C.nullable, C.option)).toEqualTypeOf<
    ColumnDef<Option.Option<string>, "optional", true, false>
  >()
  expectTypeOf(C.text.pipe(C.option, C.nullable)).toEqualTypeOf<
    ColumnDef<Option.Option<string>, "optional", true, false>
  >()
  expectTypeOf(C.text.pipe(C.unique, C.indexed, C.comment("x"), C.columnName("y"))).toEqualTypeOf<
    ColumnDef<string, "required", true, false>
  >()
  expectTypeOf(C.text.pipe(C.defaultTo("x"), C.nullable)).toEqualTypeOf<
    ColumnDef<string | null, "optional", true, false>
  >()
  expectTypeOf(C.text.pipe(C.nullable, C.defaultTo(null))).toEqualTypeOf<
    ColumnDef<string | null, "optional", true, false>
  >()
  expectTypeOf(C.date.pipe(C.defaultTo("2024-01-01"))).toEqualTypeOf<ColumnDef<C.LocalDate, "optional", true, false>>()
  expectTypeOf(
    C.timestamptz.pipe(
      C.defaultWith(() => new Date()),
      C.onUpdateWith(() => new Date()),
    ),
  ).toEqualTypeOf<ColumnDef<Date, "optional", true, false>>()
  expectTypeOf(
    C.integer.pipe(C.constrain.ge(0), C.constrain.le(10n), C.nullable, C.constrain.multipleOf(2)),
  ).toEqualTypeOf<ColumnDef<number | null, "optional", true, false>>()
  expectTypeOf(C.varchar(80).pipe(C.constrain.minLength(1), C.constrain.pattern(/x/))).toEqualTypeOf<
    ColumnDef<string, "required", true, false>
  >()
  const mood = C.enumeration("mood", ["sad", "ok"])
  expectTypeOf(mood).toEqualTypeOf<SqlType<"sad" | "ok">>()
  expectTypeOf(mood.pipe(C.defaultTo("ok"))).toEqualTypeOf<ColumnDef<"sad" | "ok", "optional", true, false>>()
  expectTypeOf(C.array(C.text.pipe(C.nullable))).toEqualTypeOf<SqlType<ReadonlyArray<string | null>>>()
  expectTypeOf(C.json(t.readonlyArray(t.string))).toEqualTypeOf<SqlType<ReadonlyArray<string>>>()
})

test("generated columns can be neither inserted nor updated", () => {
  const Side = table("side", { length: C.integer })
  expectTypeOf(C.integer.pipe(C.generatedAlways(Side.length))).toEqualTypeOf<ColumnDef<number, "never", false, false>>()
  // @ts-expect-error
  C.text.pipe(C.generatedAlways(Side.length))
})

test("references check the type, and may be circular where the type is written", () => {
  const Cake = table("cake", {
    id: C.integer.pipe(C.primaryKey),
    name: C.text,
    parentId: C.integer.pipe(
      C.nullable,
      C.references((): AnyColumn => Cake.id),
    ),
  })
  expectTypeOf(Cake.parentId).toEqualTypeOf<Column<number | null, "cake", "parentId", "id">>()
  expectTypeOf(
    C.integer.pipe(
      C.nullable,
      C.references(() => Cake.id),
    ),
  ).toEqualTypeOf<ColumnDef<number | null, "optional", true, false>>()
  // @ts-expect-error
  C.integer.pipe(C.references(() => Cake.name))
})

interface PositiveBrand {
  readonly Positive: unique symbol
}
const Positive = t.brand(t.number, (n): n is t.Branded<number, PositiveBrand> => n > 0, "Positive")
type Positive = t.TypeOf<typeof Positive>

test("refine brands the value, whatever the column is", () => {
  expectTypeOf(C.integer.pipe(C.refine(Positive))).toEqualTypeOf<SqlType<Positive>>()
  expectTypeOf(C.integer.pipe(C.nullable, C.refine(Positive))).toEqualTypeOf<
    ColumnDef<Positive | null, "optional", true, false>
  >()
  expectTypeOf(C.integer.pipe(C.refine(Positive), C.option)).toEqualTypeOf<
    ColumnDef<Option.Option<Positive>, "optional", true, false>
  >()
  expectTypeOf(C.integer.pipe(C.option, C.primaryKey, C.refine(Positive))).toEqualTypeOf<
    ColumnDef<Option.Option<Positive>, "optional", true, true>
  >()
  // @ts-expect-error the codec encodes to a number
  C.text.pipe(C.refine(Positive))
})

test("what does not fit a column does not compile", () => {
  // @ts-expect-error
  C.integer.pipe(C.defaultTo("x"))
  // @ts-expect-error
  C.integer.pipe(C.defaultTo(null))
  // @ts-expect-error
  C.enumeration("mood", ["sad", "ok"]).pipe(C.defaultTo("happy"))
  // @ts-expect-error
  C.text.pipe(C.autoIncrement)
  // @ts-expect-error
  C.text.pipe(C.constrain.ge(1))
  // @ts-expect-error
  C.integer.pipe(C.constrain.minLength(1))
  // @ts-expect-error
  C.integer.pipe(C.constrain.pattern(/x/))
  // @ts-expect-error
  C.integer.pipe(C.defaultWith(() => "x"))
  C.numeric(10, 2).pipe(C.constrain.ge(0), C.constrain.lt(BigDecimal.fromBigInt(10n)))
})

test("rows and inserts of a table of modified columns are exact", () => {
  const Cake = table("cake", {
    id: C.integer.pipe(C.primaryKey, C.autoIncrement),
    name: C.varchar(80).pipe(C.unique),
    price: C.numeric(10, 2).pipe(C.nullable),
    made: C.date.pipe(C.defaultTo("2024-01-01")),
  })
  expectTypeOf<Row<typeof Cake>>().toEqualTypeOf<{
    readonly id: number
    readonly name: string
    readonly price: BigDecimal.BigDecimal | null
    readonly made: C.LocalDate
  }>()
  expectTypeOf<Insert<typeof Cake>>().toEqualTypeOf<{
    readonly name: string
    readonly id?: number
    readonly price?: BigDecimal.BigDecimal | null
    readonly made?: C.LocalDate
  }>()
})
