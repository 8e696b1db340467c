import { encodeValue } from "../encode.js"
import type { TypeSpec, Wire } from "../sql-type.js"
import { show } from "../show.js"
import { type Printer, refuse } from "./printer.js"
import { printTemplate } from "./template.js"

/** Where a value stands: in a place that fixes its type, beside a column of its type, or anywhere else. */
export type Place = "fixed" | "beside" | "alone"

/** Prints a placeholder, with its type where the place does not say it. */
export const printPlaceholder = (p: Printer, type: TypeSpec, index: number, place: Place): void => {
  const template = place === "fixed" ? null : p.dialect.parameter(type, place === "beside")
  if (template === null) {
    p.sql += p.dialect.placeholder(index)
  } else {
    printTemplate(p, template, 1, () => void (p.sql += p.dialect.placeholder(index)))
  }
}

/** Prints a wire value as the next parameter, or as text where the statement is for people or holds no parameters. */
export const printWire = (p: Printer, type: TypeSpec, wire: Wire, place: Place = "fixed"): void => {
  const bound = p.dialect.bind(type, wire)
  if (bound._tag === "Left") {
    return refuse(p, `${show(wire)} cannot be a parameter: ${bound.left}`)
  }
  if (p.inline) {
    p.sql += p.dialect.literal(type, wire)
  } else {
    printPlaceholder(p, type, p.params.length, place)
    p.params.push(bound.right)
  }
}

/** Prints NULL with its type, where the database wants one. */
export const printNull = (p: Printer, type: TypeSpec): void => {
  const template = p.dialect.typedNull(type)
  if (template === null) {
    p.sql += "null"
  } else {
    printTemplate(p, template, 1, () => void (p.sql += "null"))
  }
}

/** Prints a value of a type, which may stand beside a column. */
export const printValue = (
  p: Printer,
  type: TypeSpec,
  value: unknown,
  place: Place = "alone",
  beside: string | null = null,
): void => {
  if (value === null) {
    return place === "alone" ? printNull(p, type) : void (p.sql += "null")
  }
  const wire = encodeValue(type, value)
  if (wire._tag === "Left") {
    return value === undefined
      ? refuse(p, "undefined is not a SQL value", "use null, or leave the condition out")
      : refuse(p, `${show(value)} does not fit ${beside ?? "here"}: expected ${wire.left}`)
  }
  printWire(p, type, wire.right, place)
}
