import { daysAt, secondsAt } from "../../../codec/calendar.js"
import { timestamptz } from "../../../codec/timestamptz.js"
import { shown, type SqlValue } from "./argument.js"

/** A day, a day with a time, or an instant: microseconds since 1970 began, of an instant in UTC. */
export interface Moment {
  readonly form: "date" | "timestamp" | "timestamptz"
  readonly micros: bigint
}

const perDay = 86_400_000_000n

/** The quotient, towards minus infinity. */
export const below = (a: bigint, b: bigint): bigint => (a >= 0n ? a / b : -((b - 1n - a) / b))

/** The moment of a text in one of the forms that the codecs write. */
export const momentOf = (x: SqlValue | undefined): Moment => {
  const text = typeof x === "string" ? x : ""
  const days = daysAt(text)
  const seconds = secondsAt(text, 11)
  const fraction = /^.{19}(?:\.(\d{1,6}))?$/.exec(text)
  if (days !== null && text.length === 10) return { form: "date", micros: BigInt(days) * perDay }
  if (days !== null && seconds >= 0 && fraction !== null) {
    const part = BigInt((fraction[1] ?? "").padEnd(6, "0"))
    return { form: "timestamp", micros: BigInt(days) * perDay + BigInt(seconds) * 1_000_000n + part }
  }
  const instant = timestamptz.spec.type.codec.decode(text)
  if (instant._tag === "Right") return { form: "timestamptz", micros: BigInt((instant.right as Date).getTime()) * 1000n }
  throw new RangeError(`Cannot use ${shown(x ?? null)} as a day or a time`)
}

/** The text of a moment: the one that the codec writes. */
export const momentText = ({ form, micros }: Moment): string => {
  const millis = below(micros, 1000n)
  const iso = new Date(Number(millis)).toISOString()
  if (iso.length !== 24 || iso.startsWith("0000")) throw new RangeError("A day is of the years 1 to 9999")
  if (form === "date") return iso.slice(0, 10)
  if (form === "timestamptz") return iso
  const fraction = `${iso.slice(20, 23)}${(micros - millis * 1000n).toString().padStart(3, "0")}`.replace(/0+$/, "")
  return iso.slice(0, 19) + (fraction === "" ? "" : `.${fraction}`)
}
