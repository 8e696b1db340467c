import { Effect } from "effect"
import { createAll, date, double, execute, insertInto, integer, localDate, nullable, primaryKey, table, text } from "fulmar"
import { random } from "../random.js"

/** Ten columns whose values a database hands over as they are. */
export const Flat = table("flat", {
  id: integer.pipe(primaryKey),
  quantity: integer,
  stock: integer,
  weight: double,
  price: double,
  day: date,
  name: text,
  city: text,
  note: text.pipe(nullable),
  rank: integer.pipe(nullable),
})

export const fillFlat = (rows: number) => {
  const { below, oneIn, word, words } = random(9)
  const made = Array.from({ length: rows }, (_, i) => ({
    id: i + 1,
    quantity: below(1_000_000),
    stock: below(100),
    weight: below(10_000) / 8,
    price: below(100_000) / 4,
    day: localDate(new Date(below(20_000) * 86_400_000)),
    name: words(2),
    city: word(4, 9),
    note: oneIn(3) ? null : words(4),
    rank: oneIn(3) ? null : below(10),
  }))
  return Effect.andThen(createAll([Flat]), execute(insertInto(Flat, made)))
}
