const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "gregory",
    hourCycle: "h23",
    era: "short",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  })
  formats.set(zone, made)
  return made
}

/** How far the clocks of a zone are ahead of UTC at an instant, in milliseconds. */
export const offsetAt = (zone: string, instant: number): number => {
  const whole = Math.floor(instant / 1000) * 1000
  const parts = Object.fromEntries(formatOf(zone).formatToParts(whole).map(({ type, value }) => [type, value]))
  const year = parts["era"]!.startsWith("B") ? 1 - Number(parts["year"]) : Number(parts["year"])
  const clock = new Date(0)
  clock.setUTCFullYear(year, Number(parts["month"]) - 1, Number(parts["day"]))
  clock.setUTCHours(Number(parts["hour"]), Number(parts["minute"]), Number(parts["second"]))
  return clock.getTime() - whole
}

const day = 86_400_000

/**
 * How far the clocks that show a time are ahead of UTC: where they show it twice, that of the second time; where they
 * leave it out, that of before.
 */
export const offsetOf = (zone: string, shown: number): number => {
  const [before, after] = [offsetAt(zone, shown - day), offsetAt(zone, shown + day)]
  return offsetAt(zone, shown - after) === after ? after : before
}
