import type { RaceResult } from "./race.js"
import { ratio, spread } from "./spread.js"

export const markdownTable = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string => {
  const widths = head.map((cell, i) => Math.max(cell.length, 3, ...rows.map((row) => row[i]!.length)))
  const line = (cells: ReadonlyArray<string>): string =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(" | ")} |`
  const rule = `| ${widths.map((width, i) => (i === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`
  return [line(head), rule, ...rows.map(line)].join("\n")
}

/** Three digits, so that a thousand times as much does not look a thousand times as exact. */
export const digits = (n: number): string => {
  if (n >= 1000) return Math.round(n).toLocaleString("en-US")
  return n.toFixed(n >= 100 ? 0 : n >= 10 ? 1 : 2)
}

export const duration = (milliseconds: number): string => {
  if (milliseconds >= 1000) return `${digits(milliseconds / 1000)} s`
  if (milliseconds >= 1) return `${digits(milliseconds)} ms`
  return milliseconds >= 0.001 ? `${digits(milliseconds * 1000)} µs` : `${digits(milliseconds * 1e6)} ns`
}

/** A table of one race: how long each takes, and how many times as long as the first. */
export const raceTable = (result: RaceResult): string => {
  const [first] = result.timings
  return markdownTable(
    [result.name, "median", "quartiles", `× ${first!.name}`, "quartiles"],
    result.timings.map(({ name, samples }) => {
      const time = spread(samples)
      const times = ratio(result, name, first!.name)
      const own = name === first!.name
      return [
        name,
        duration(time.median),
        `${duration(time.low)} – ${duration(time.high)}`,
        own ? "1" : digits(times.median),
        own ? "" : `${digits(times.low)} – ${digits(times.high)}`,
      ]
    }),
  )
}

/** A line for each of some races of the same contenders: the time of the first, and how many times as long the others take. */
export const comparisonTable = (title: string, results: ReadonlyArray<RaceResult>): string => {
  const [first, ...others] = results[0]!.timings.map(({ name }) => name)
  return markdownTable(
    [title, first!, ...others.flatMap((name) => [`${name}, × ${first}`, "quartiles"])],
    results.map((result) => [
      result.name,
      duration(spread(result.timings[0]!.samples).median),
      ...others.flatMap((name) => {
        const times = ratio(result, name, first!)
        return [digits(times.median), `${digits(times.low)} – ${digits(times.high)}`]
      }),
    ]),
  )
}
