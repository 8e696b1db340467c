import { alike, type Chapter, constant } from "./spelling.js"

export const aggregates: Chapter = {
  ...alike("count", "sum", "avg", "min", "max", "stringAgg", "arrayAgg", "boolAnd", "boolOr"),
  ...alike("stddevPop", "stddevSamp", "varPop", "varSamp", "covarPop", "covarSamp", "corr"),
  ...alike("regrSlope", "regrIntercept", "regrR2", "bitAndAgg", "bitOrAgg", "bitXorAgg", "mode"),
  countAll: constant("countAll"),
  sumDecimal: "sum",
  sumWide: "sum",
  avgDecimal: "avg",
  minDecimal: "min",
  maxDecimal: "max",
  percentileCont: ({ args: [key, fraction] }) => [["percentileCont", fraction!, key!]],
  percentileDisc: ({ args: [key, fraction] }) => [["percentileDisc", fraction!, key!]],
}
