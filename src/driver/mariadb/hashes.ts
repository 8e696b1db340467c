import type { Template } from "../../core/dialect.js"

/** MySQL has this function no more. */
export const hashes: Readonly<Record<string, Template>> = {
  md5: "md5(convert($1 using utf8mb4))",
  "md5(bytes)": "md5($1)",
}
