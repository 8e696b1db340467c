import * as Duration from "effect/Duration"
import * as fc from "fast-check"

const two = (n: number): string => String(n).padStart(2, "0")

const first = Date.UTC(1970, 0, 1)
const last = Date.UTC(2099, 11, 31)
const perDay = 86_400_000

/** Days within little more than a century, so that a few thousand days more or less are days still. */
export const dates: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom("1970-01-01", "2000-01-01", "1999-12-31", "2024-02-28", "2024-02-29", "2024-03-01"),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 0, max: (last - first) / perDay }).map((days) =>
      new Date(first + days * perDay).toISOString().slice(0, 10)),
  },
)

/** Times of day to the millisecond, which every database keeps. */
export const times: fc.Arbitrary<string> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom("00:00:00", "12:00:00", "09:30:00", "23:59:59", "23:59:59.999", "00:00:00.25") },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.nat(23), fc.nat(59), fc.nat(59)).map(([h, m, s]) => `${two(h)}:${two(m)}:${two(s)}`),
  },
)

export const timestamps: fc.Arbitrary<string> = fc.tuple(dates, times).map(([day, time]) => `${day}T${time}`)

export const instants: fc.Arbitrary<Date> = fc.tuple(dates, times).map(([day, time]) => {
  const [seconds = "", fraction = ""] = time.split(".")
  return new Date(`${day}T${seconds}.${fraction.padEnd(3, "0")}Z`)
})

/** Lengths of time of whole milliseconds, below two years. */
export const durations: fc.Arbitrary<Duration.Duration> = fc
  .oneof(
    { weight: 3, arbitrary: fc.constantFrom(0, 1000, -1000, 60_000, 3_600_000, perDay, -perDay, 1500, 36 * 3_600_000) },
    { weight: 1, arbitrary: fc.integer({ min: -500 * perDay, max: 500 * perDay }) },
  )
  .map((ms) => Duration.millis(ms))
