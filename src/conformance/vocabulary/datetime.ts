/** Days, clocks and moments, in UTC. */
import {
  addDays, dateOf, day, dayOfWeek, dayOfYear, daysBetween, hour, minute, month, second, year,
} from "../../expr/index.js"
import { k, day29, type Vocabulary } from "./operands.js"

export const datetime: Vocabulary = {
  "year": [year(k.day), 2024, null],
  "month": [month(k.at), 2, null],
  "day": [day(k.wall), 31, null],
  "day of the week": [dayOfWeek(k.day), 4, null],
  "day of the year": [dayOfYear(k.day), 60, null],
  "hour": [hour(k.at), 23, null],
  "minute": [minute(k.wall), 7, null],
  "second": [second(k.at), 58.25, null],
  "date of": [dateOf(k.at), "2024-02-29", null],
  "days later": [addDays(k.day, 1), "2024-03-01", null],
  "days earlier": [addDays(k.day, -60), "2023-12-31", null],
  "days between": [daysBetween(k.day, "2023-02-28"), 366, null],
  "days later by a column": [addDays(day29, k.n), "2024-03-07", "2024-02-22"],
  "days from a value": [daysBetween(day29, k.day), 0, null],
}
