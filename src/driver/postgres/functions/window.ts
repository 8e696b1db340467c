import type { Dialect, Template } from "../../../core/dialect.js"

/** The functions that need a window. */
export const windowFunctions: Readonly<Record<string, Template>> = {
  rowNumber: "row_number()",
  rank: "rank()",
  denseRank: "dense_rank()",
  percentRank: "percent_rank()",
  cumeDist: "cume_dist()",
  ntile: "ntile(cast($1 as int4))",
  lag: "lag($1, cast($2 as int4))",
  lead: "lead($1, cast($2 as int4))",
  lagOr: "lag($1, cast($2 as int4), $3)",
  leadOr: "lead($1, cast($2 as int4), $3)",
  firstValue: "first_value($1)",
  lastValue: "last_value($1)",
  nthValue: "nth_value($1, cast($2 as int4))",
}

export const window: Dialect["window"] = {
  aggregates: {},
  allRows: "",
  shiftDefault: true,
  distance: (key, distance) => {
    switch (key.family) {
      case "integer":
      case "bigint":
        return distance.family === "integer" || distance.family === "bigint" ? "cast($1 as int8)" : null
      case "float":
        return distance.family === "interval" ? null : "cast($1 as float8)"
      case "decimal":
        return distance.family === "interval" ? null : "cast($1 as numeric)"
      case "date":
      case "timestamp":
      case "timestamptz":
      case "interval":
        return distance.family === "interval" ? "$1" : null
      default:
        return null
    }
  },
}
