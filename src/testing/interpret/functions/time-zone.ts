import { refuse } from "../evaluation-error.js"
import { below, microsOf, perDay } from "./moment.js"

const formatOf = (zone: string): Intl.DateTimeFormat => {
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone: zone, calendar: "gregory", hourCycle: "h23", era: "short",
      year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit",
    })
  } catch {
    return refuse(`There is no time zone ${JSON.stringify(zone)}`)
  }
}

/** How far the clocks of a zone are ahead of UTC at an instant; all are microseconds, of an instant since 1970. */
export const offsetAt = (zone: string, instant: bigint): bigint => {
  const seconds = below(instant, 1_000_000n)
  const part = Object.fromEntries(formatOf(zone).formatToParts(Number(seconds) * 1000).map(({ type, value }) => [type, value]))
  if (part["era"] !== "AD") {
    return refuse("A day is of the years 1 to 9999")
  }
  const shown = microsOf(`${part["year"]!.padStart(4, "0")}-${part["month"]}-${part["day"]}T${part["hour"]}:${part["minute"]}:${part["second"]}`)
  return shown - seconds * 1_000_000n
}

/** How far ahead clocks are that show a time: of what they show twice the second time; of what they leave out, as before. */
export const offsetOf = (zone: string, shown: bigint): bigint => {
  const [before, after] = [offsetAt(zone, shown - perDay), offsetAt(zone, shown + perDay)]
  return offsetAt(zone, shown - after) === after ? after : before
}
