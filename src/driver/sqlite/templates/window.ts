import type { Dialect, Template } from "../../../core/dialect.js"

/** The functions that need a window. */
export const windowFunctions: Readonly<Record<string, Template>> = {
  rowNumber: "row_number()",
  rank: "rank()",
  denseRank: "dense_rank()",
  percentRank: "percent_rank()",
  cumeDist: "cume_dist()",
  ntile: "ntile($1)",
  lag: "lag($1, $2)",
  lead: "lead($1, $2)",
  lagOr: "lag($1, $2, $3)",
  leadOr: "lead($1, $2, $3)",
  firstValue: "first_value($1)",
  lastValue: "last_value($1)",
  nthValue: "nth_value($1, $2)",
}

const numbers: ReadonlySet<string> = new Set(["integer", "bigint", "float"])

export const window: Dialect["window"] = {
  aggregates: {
    stddevPop: "fulmar_stddev_pop_over($1)",
    stddevSamp: "fulmar_stddev_samp_over($1)",
    varPop: "fulmar_var_pop_over($1)",
    varSamp: "fulmar_var_samp_over($1)",
    bitAndAgg: "fulmar_bit_and_over($1)",
    bitOrAgg: "fulmar_bit_or_over($1)",
    bitXorAgg: "fulmar_bit_xor_over($1)",
    covarPop: "fulmar_covar_pop_over($1, $2)",
    covarSamp: "fulmar_covar_samp_over($1, $2)",
    corr: "fulmar_corr_over($1, $2)",
    regrSlope: "fulmar_regr_slope_over($1, $2)",
    regrIntercept: "fulmar_regr_intercept_over($1, $2)",
    regrR2: "fulmar_regr_r2_over($1, $2)",
    sumDecimal: "fulmar_sum_over($1)",
    avgDecimal: "fulmar_avg_over($1)",
    minDecimal: "fulmar_min_over($1)",
    maxDecimal: "fulmar_max_over($1)",
    // SQLite's own leaves the separators between empty texts out, or makes them the character NUL.
    stringAgg: "fulmar_join(json_group_array($1)$o, $2)",
    "sum(interval)": "fulmar_interval_sum_over($1)",
    "avg(interval)": "fulmar_interval_avg_over($1)",
    "min(interval)": "fulmar_interval_min_over($1)",
    "max(interval)": "fulmar_interval_max_over($1)",
  },
  allRows: "",
  shiftDefault: true,
  distance: (key, distance) => (numbers.has(key.family) && numbers.has(distance.family) ? "$1" : null),
}
