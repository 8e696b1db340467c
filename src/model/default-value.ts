import { Option } from "effect"
import type { ColumnSpec } from "../core/column-spec.js"
import type { FieldNode, ModelNode } from "./node.js"

/** A value that is known without asking the database; `null`: there is none. */
export type Known = { readonly value: unknown } | null

/** NULL, or a value, as the column gives it. */
export const asColumnValue = (spec: ColumnSpec, value: unknown): unknown =>
  !spec.option || Option.isOption(value) ? value : value === null ? Option.none() : Option.some(value)

/** The same of every row that does not give the column. */
export const constantDefault = (spec: ColumnSpec): Known => {
  if (spec.generated !== null || spec.autoIncrement) return null
  if (spec.default === null) return spec.nullable ? { value: asColumnValue(spec, null) } : null
  return spec.default._tag === "Database" && spec.default.expr._tag === "Value"
    ? { value: asColumnValue(spec, spec.default.expr.value) }
    : null
}

/** What the column of a row that does not give it is: as {@link constantDefault}, or made by the program. */
export const defaultOf = (spec: ColumnSpec): Known =>
  spec.default?._tag === "Client" && spec.generated === null ? { value: asColumnValue(spec, spec.default.make()) } : constantDefault(spec)

/** Does an insert that leaves the column out have a value for it? */
const insertHasIt = (spec: ColumnSpec): boolean => spec.nullable || spec.option || spec.default !== null || spec.autoIncrement

/** Must input give the field? */
export const isRequired = (node: ModelNode, { of }: FieldNode): boolean => {
  switch (node.form) {
    case "update":
      return false
    case "create":
      return of._tag === "Nested" || !insertHasIt(of.spec)
    case "row":
      return of._tag === "Nested" || (of.spec.default?._tag !== "Client" && constantDefault(of.spec) === null) || of.spec.generated !== null
  }
}
