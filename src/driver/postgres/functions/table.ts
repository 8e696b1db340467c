import type { Dialect } from "../../../core/dialect.js"

/** Arrays of arrays are one array of several dimensions, which `unnest` takes apart to the last. */
export const tableFunction: Dialect["tableFunction"] = (name, value) => {
  switch (name) {
    case "generateSeries":
    case "generateTimes":
      return { call: "generate_series($1, $2, $3)", named: true, columns: {} }
    case "unnest":
      return value.family === "array" ? null : { call: "unnest($1) with ordinality", named: true, columns: {} }
  }
}
