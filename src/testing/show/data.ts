import { BigDecimal, DateTime, Duration, Option } from "effect"
import { show } from "../../core/show.js"
import { rangeOf } from "../../codec/range.js"
import { brackets, type Doc, listDoc, nameOf, recordDoc } from "./code.js"
import { callDoc } from "./vocabulary.js"

const ofEffect = (module: string, name: string, ...args: ReadonlyArray<Doc>): Doc => [
  nameOf("effect", module),
  `.${name}`,
  brackets("(", args, ")"),
]

const numberDoc = (n: number): string => (Object.is(n, -0) ? "-0" : String(n))

/** With the digits that it has, those after the point that are 0 too. */
const decimalDoc = (n: BigDecimal.BigDecimal): Doc => {
  const text = BigDecimal.format(n)
  const again = BigDecimal.fromStringUnsafe(text)
  return again.value === n.value && again.scale === n.scale
    ? ofEffect("BigDecimal", "fromStringUnsafe", JSON.stringify(text))
    : ofEffect("BigDecimal", "make", `${n.value}n`, numberDoc(n.scale))
}

const durationDoc = (length: Duration.Duration): Doc => {
  if (!Duration.isFinite(length)) {
    return [nameOf("effect", "Duration"), Duration.isNegative(length) ? ".negativeInfinity" : ".infinity"]
  }
  const millis = Duration.toMillis(length)
  return Number.isSafeInteger(millis) && Duration.toNanosUnsafe(length) === BigInt(millis) * 1_000_000n
    ? ofEffect("Duration", "millis", numberDoc(millis))
    : ofEffect("Duration", "nanos", `${Duration.toNanosUnsafe(length)}n`)
}

const rangeDoc = (value: object): Doc | null => {
  const range = value as { readonly _tag?: unknown; readonly [key: string]: unknown }
  if (range._tag === "EmptyRange") {
    return nameOf("fulmar", "emptyRange")
  }
  if (range._tag !== "Range") {
    return null
  }
  const bounds = `${range["lowerInclusive"] === true ? "[" : "("}${range["upperInclusive"] === true ? "]" : ")"}`
  const again = rangeOf(range["lower"], range["upper"], bounds as never)
  const said = again.lowerInclusive === range["lowerInclusive"] && again.upperInclusive === range["upperInclusive"]
  const ends = [dataDoc(range["lower"]), dataDoc(range["upper"])]
  return said ? callDoc("rangeOf", ...ends, ...(bounds === "[)" ? [] : [JSON.stringify(bounds)])) : null
}

const objectDoc = (value: object): Doc => {
  if (value instanceof Date) {
    const time = value.getTime()
    return Number.isNaN(time) ? "new Date(NaN)" : `new Date(${JSON.stringify(value.toISOString())})`
  }
  if (value instanceof Uint8Array) {
    return ["Uint8Array.of", brackets("(", [...value].map(String), ")")]
  }
  if (BigDecimal.isBigDecimal(value)) return decimalDoc(value)
  if (Duration.isDuration(value)) return durationDoc(value)
  if (DateTime.isDateTime(value)) return ofEffect("DateTime", "makeUnsafe", numberDoc(DateTime.toEpochMillis(value)))
  if (Option.isOption(value)) {
    return Option.isNone(value) ? ofEffect("Option", "none") : ofEffect("Option", "some", dataDoc(value.value))
  }
  if (Array.isArray(value)) return listDoc([...value].map((item) => dataDoc(item)))
  return rangeDoc(value) ?? recordDoc(Object.entries(value).map(([key, x]) => [key, dataDoc(x)]))
}

/**
 * The code of a value: what it makes is that value, to the last digit and with its sign.
 */
export const dataDoc = (value: unknown): Doc => {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value)
    case "number":
      return numberDoc(value)
    case "bigint":
      return `${value}n`
    case "boolean":
    case "undefined":
      return String(value)
    case "object":
      return value === null ? "null" : objectDoc(value)
    default:
      // No value of a column: what it stands for is refused wherever it is used.
      return `undefined /* ${show(value)} */`
  }
}
