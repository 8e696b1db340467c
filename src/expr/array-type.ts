import { array } from "../codec/array.js"
import { decimal } from "../codec/decimal.js"
import { columnDef, columnSpec } from "../core/column-spec.js"
import { callNode, castNode, type ExprNode, isExprNode, type NullRule, valueNode } from "../core/expr-node.js"
import { mayBeNull } from "../core/nullability.js"
import type { TypeSpec } from "../core/sql-type.js"
import { children } from "../core/traverse.js"
import { doubleSpec, operand, wholeSpec } from "./arguments.js"

/** The type of an array of elements, which may be NULL. */
export const arrayType = (element: TypeSpec, nullable: boolean): TypeSpec =>
  array(columnDef<unknown, "required", true, false>({ ...columnSpec(element), nullable })).spec.type

/** The type of the elements; of what is no array, which only the database knows, its own. */
export const elementType = (type: TypeSpec): TypeSpec => type.element ?? type

/** May elements of an array of the type be NULL? */
export const holdsNull = (type: TypeSpec): boolean => type.codec.is([null])

/** The tables that an expression itself reads. */
export const tablesOf = (e: ExprNode): ReadonlySet<string> =>
  new Set(e._tag === "Column" ? [e.table] : children(e).flatMap((x) => [...tablesOf(x)]))

/** May the expression be NULL, where an outer join may leave its tables absent? */
export const mayBeAbsent = (e: ExprNode): boolean => mayBeNull(e, tablesOf(e))

/** The type as which single values of a type come: a text, where its column is a varchar. */
const single = (type: TypeSpec): TypeSpec =>
  type.family === "text" && type.name !== "text" ? { ...type, name: "text", args: [] } : type

/**
 * The type of which elements of two types are stored together. Databases know no array of one type as an array of another,
 * though they compare an integer with a bigint and a varchar with a text.
 */
const commonType = (a: TypeSpec, b: TypeSpec): TypeSpec => {
  if (a === b || (a.family === b.family && a.name === b.name && (a.family !== "decimal" || a.args.join() === b.args.join()))) {
    return a
  }
  if (a.family === "text" && b.family === "text") {
    return single(a)
  }
  const families = [a.family, b.family]
  return families.includes("decimal")
    ? decimal().spec.type
    : families.includes("float")
      ? doubleSpec
      : families.every((family) => family === "integer")
        ? wholeSpec
        : a
}

/** Is it stored as a value of the type? */
export const storedAs = (from: TypeSpec, to: TypeSpec): boolean =>
  from.family === to.family && (from.name === to.name || from.family === "decimal")

/** An element as one of a type. */
const asElement = (type: TypeSpec, value: unknown): ExprNode =>
  !isExprNode(value) ? operand(type, value) : storedAs(value.type, type) ? value : castNode(type, value)

/** An array as one of elements of a type. */
const asArrayOf = (element: TypeSpec, e: ExprNode): ExprNode =>
  storedAs(elementType(e.type), element) ? e : castNode(arrayType(element, holdsNull(e.type)), e)

/** A list of values as an array of elements of a type, or of a wider one if they need it. */
export const arrayValue = (element: TypeSpec, items: ReadonlyArray<unknown>): ExprNode => {
  const nodes = items.map((item) => operand(element, item))
  const type = nodes.reduce((a, node) => (a === node.type ? a : commonType(a, node.type)), element)
  const values = nodes.map((node) => (node._tag === "Value" ? node.value : undefined))
  return valueNode(arrayType(type, values.includes(null)), Object.freeze(values))
}

/** Two arrays, of which the second may be a list of values, as arrays of one type. */
export const alike = (a: ExprNode, b: unknown): readonly [ExprNode, ExprNode] => {
  const element = elementType(a.type)
  const other = isExprNode(b) ? b : Array.isArray(b) ? arrayValue(element, b) : operand(a.type, b)
  const type = commonType(element, elementType(other.type))
  return [asArrayOf(type, a), asArrayOf(type, other)]
}

/** The type as which values may be stored beside elements of a type. */
const typeOfAll = (element: TypeSpec, values: ReadonlyArray<unknown>): TypeSpec =>
  values.map((value) => single(operand(element, value).type)).reduce(commonType, single(element))

/** Values as elements of one type. */
export const elements = (values: readonly [ExprNode, ...ReadonlyArray<unknown>]): ReadonlyArray<ExprNode> => {
  const type = typeOfAll(values[0].type, values)
  return values.map((value) => asElement(type, value))
}

/** An array and values, each to be one of its elements. */
export const withElements = (a: ExprNode, values: ReadonlyArray<unknown>): readonly [ExprNode, ...ReadonlyArray<ExprNode>] => {
  const type = typeOfAll(elementType(a.type), values)
  return [asArrayOf(type, a), ...values.map((value) => asElement(type, value))]
}

/** The name of a function of arrays. In a database arrays of arrays are one array of several dimensions, which has others. */
export const nameOf = (name: string, types: ReadonlyArray<TypeSpec>): string =>
  types.some((type) => type.element?.family === "array") ? `${name} of arrays` : name

/** A function of arrays. */
export const arrayCall = (type: TypeSpec, name: string, args: ReadonlyArray<ExprNode>, nulls: NullRule): ExprNode =>
  callNode(type, nameOf(name, [type, ...args.map((e) => e.type)]), args, nulls)
