import { encodeValue } from "../encode.js"
import type { TypeSpec, Wire } from "../sql-type.js"
import { show } from "../show.js"
import { type Printer, refuse } from "./printer.js"

/** Prints a wire value as the next parameter, or as text where the statement is for people or holds no parameters. */
export const printWire = (p: Printer, type: TypeSpec, wire: Wire): void => {
  const bound = p.dialect.bind(type, wire)
  if (bound._tag === "Left") {
    return refuse(p, `${show(wire)} cannot be a parameter: ${bound.left}`)
  }
  if (p.inline) {
    p.sql += p.dialect.literal(type, wire)
  } else {
    p.sql += p.dialect.placeholder(p.params.length)
    p.params.push(bound.right)
  }
}

/** Prints a value of a type, which stands beside a column. */
export const printValue = (p: Printer, type: TypeSpec, value: unknown, beside: string | null): void => {
  if (value === null) {
    p.sql += "null"
    return
  }
  const wire = encodeValue(type, value)
  if (wire._tag === "Left") {
    return value === undefined
      ? refuse(p, "undefined is not a SQL value", "use null, or leave the condition out")
      : refuse(p, `${show(value)} does not fit ${beside ?? "here"}: expected ${wire.left}`)
  }
  printWire(p, type, wire.right)
}
