/** Validation: what does not fit is one error that names every column, and nothing is sent. */
import { constrain, insertRow, integer, newRow, newRowFrom, numeric, primaryKey, autoIncrement, nullable, table, varchar } from "fulmar"
import { BigDecimal, Effect } from "effect"
import { sample } from "../sample.js"

const Hero = table("hero", {
  id: integer.pipe(primaryKey, autoIncrement),
  name: varchar(60).pipe(constrain.minLength(1), constrain.maxLength(20), constrain.pattern(/^[A-Z]/)),
  age: integer.pipe(constrain.ge(0), constrain.le(150)),
  fee: numeric(10, 4).pipe(nullable, constrain.gt(BigDecimal.fromStringUnsafe("0")), constrain.maxDigits(6), constrain.decimalPlaces(2)),
  lives: integer.pipe(nullable, constrain.lt(10), constrain.multipleOf(3)),
})

const columnsOf = (hero: { readonly name: string; readonly age: number; readonly fee?: BigDecimal.BigDecimal; readonly lives?: number }) =>
  insertRow(newRow(Hero, hero)).pipe(
    Effect.flip,
    Effect.map((error) => (error._tag === "ValidationError" ? error.issues.map(({ column }) => column) : [])),
  )

export const ranges = sample("Field: gt, ge, lt, le, multiple_of, min_length, max_length, regex, max_digits, decimal_places", {
  tables: [Hero],
  program: Effect.all([
    columnsOf({ name: "", age: -1 }),
    columnsOf({ name: "spider-man", age: 151 }),
    columnsOf({ name: "X".repeat(21), age: 7, fee: BigDecimal.fromStringUnsafe("0.125"), lives: 12 }),
    columnsOf({ name: "Ant-Man", age: 7, fee: BigDecimal.fromStringUnsafe("0"), lives: 4 }),
  ]),
  gives: [["name", "age"], ["name", "age"], ["name", "fee", "lives"], ["fee", "lives"]],
})

/** From unknown input, such as the body of a request. */
export const fromInput = sample("ValidationError of unknown input", {
  tables: [Hero],
  program: Effect.sync(() => {
    const result = newRowFrom(Hero, { name: "Spider-Man", age: -1 })
    return result._tag === "Left" ? result.left.issues.map(({ message }) => message) : []
  }),
  gives: [`Column "age" of table "hero": expected at least 0, got -1`],
})
