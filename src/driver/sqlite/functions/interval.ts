import { Duration } from "effect"
import { interval } from "../../../codec/interval.js"
import { shown, type SqlValue } from "./argument.js"

const { codec } = interval.spec.type

const toDuration = (x: string | bigint | number | Uint8Array): Duration.Duration => {
  const read = codec.decode(x)
  if (read._tag === "Left") {
    throw new RangeError(`Cannot compare ${shown(x)}: expected an interval of fixed length, such as 'PT1H30M'`)
  }
  return read.right as Duration.Duration
}

/** The microseconds of an interval in any form that the codec reads. */
export const micros = (x: Exclude<SqlValue, null>): bigint => Duration.toNanosUnsafe(toDuration(x)) / 1000n

/** A number in the order of the intervals, and the same for equal ones. NULL of NULL. */
export const intervalKey = (x: SqlValue): bigint | null => (x === null ? null : micros(x))

/** The one text of an interval that the codec writes. NULL of NULL. */
export const intervalText = (x: SqlValue): string | null =>
  x === null ? null : (codec.encode(toDuration(x)) as string)
