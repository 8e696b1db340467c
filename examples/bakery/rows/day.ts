import type { LocalDate } from "fulmar"

const twoDigits = (n: number): `${number}` => String(n).padStart(2, "0") as `${number}`

/** A day of the calendar, as a `date` column holds it: `2024-02-29`. */
export const day = (year: number, month: number, dayOfMonth: number): LocalDate =>
  `${year}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`
