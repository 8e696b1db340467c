import type { Template } from "../../../core/dialect.js"

export const array: Readonly<Record<string, Template>> = {
  "length(array)": "cardinality($1)",
}
