import { alike, type Chapter, withDefault } from "./spelling.js"

export const windowFunctions: Chapter = {
  ...alike("rowNumber", "rank", "denseRank", "percentRank", "cumeDist", "ntile", "firstValue", "lastValue", "nthValue"),
  lag: withDefault("lag"),
  lead: withDefault("lead"),
  lagOr: "lag",
  leadOr: "lead",
}
