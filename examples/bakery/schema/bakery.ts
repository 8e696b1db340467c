import { date, indexed, table, unique, varchar } from "fulmar"
import { id, timestamps } from "./columns.js"

export const Bakery = table("bakery", {
  ...id,
  name: varchar(60).pipe(unique),
  city: varchar(40).pipe(indexed),
  founded: date,
  ...timestamps,
})
