import type { TypeSpec } from "../../core/sql-type.js"

const quoted = (text: string): string => `"${text.replace(/["\\]/g, "\\$&")}"`

const item = (element: TypeSpec, value: unknown): string => {
  if (value === null) return "NULL"
  if (Array.isArray(value)) return element.element === null ? quoted(JSON.stringify(value)) : literal(element.element, value)
  switch (typeof value) {
    case "boolean":
      return value ? "t" : "f"
    case "number":
      return Object.is(value, -0) ? "-0" : String(value)
    default:
      return quoted(String(value))
  }
}

const literal = (element: TypeSpec, items: ReadonlyArray<unknown>): string =>
  `{${items.map((value) => item(element, value)).join(",")}}`

/** PostgreSQL's text form of an array, `{1,2}`, from its JSON. */
export const arrayLiteral = (type: TypeSpec, json: string): string =>
  literal(type.element!, JSON.parse(json) as ReadonlyArray<unknown>)
