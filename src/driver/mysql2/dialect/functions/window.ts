import type { Dialect, Template } from "../../../../core/dialect.js"

/** The functions that need a window. */
export const windowFunctions: Readonly<Record<string, Template>> = {
  // MySQL counts without a sign, so that one less than the first would be an error.
  rowNumber: "cast(row_number()$o as signed)",
  rank: "cast(rank()$o as signed)",
  denseRank: "cast(dense_rank()$o as signed)",
  // Else MariaDB gives ten digits.
  percentRank: "(percent_rank()$o + 0e0)",
  cumeDist: "(cume_dist()$o + 0e0)",
  ntile: "cast(ntile($1)$o as signed)",
  lag: "lag($1, $2)",
  lead: "lead($1, $2)",
  lagOr: "lag($1, $2, $3)",
  leadOr: "lead($1, $2, $3)",
  firstValue: "first_value($1)",
  lastValue: "last_value($1)",
  nthValue: "nth_value($1, $2)",
}

const numbers: ReadonlySet<string> = new Set(["integer", "bigint", "float", "decimal"])
const moments: ReadonlySet<string> = new Set(["date", "timestamp", "timestamptz"])

/** `intervals`: whether a frame may reach so far in time. */
export const windowOf = ({
  allRows,
  intervals,
  shiftDefault,
}: Pick<Dialect["window"], "allRows" | "shiftDefault"> & { readonly intervals: boolean }): Dialect["window"] => ({
  // `group_concat` is over no window.
  aggregates: { jsonArrayAgg: null, stringAgg: null },
  allRows,
  shiftDefault,
  distance: (key, distance) =>
    numbers.has(key.family) && numbers.has(distance.family)
      ? "$1"
      : intervals && moments.has(key.family) && distance.family === "interval"
        ? "interval $1 microsecond"
        : null,
})
