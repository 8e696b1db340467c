import { encodeValue } from "../../../src/core/encode.js"
import type { ExprNode, ParamNode, ValueNode } from "../../../src/core/expr-node.js"
import type { TypeSpec, Wire } from "../../../src/core/sql-type.js"
import { arrayLiteral } from "../../../src/driver/postgres/array-literal.js"
import { dialect } from "../../../src/driver/postgres/dialect.js"
import { quote, valueType } from "../../../src/driver/postgres/types.js"
import { typeName } from "./parse.js"
import type { Scope } from "./scope.js"
import { column, nothing, number, type Part, type Sent, truth, type Tree, words } from "./tree.js"

/** Whether a value stands where its type is known: in the cell of a column, or beside a column of its type. */
export type Place = "known" | "alone"

/** A name as the parser knows it: PostgreSQL cuts it. */
export const ident = (name: string): string => quote(name).slice(1, -1).replaceAll('""', '"')

export const casted = (arg: Part, type: string): Tree => ({ TypeCast: { arg, typeName: typeName(type) } })

const withType = (x: Tree, type: TypeSpec, place: Place): Tree => {
  const name = place === "known" ? null : valueType(type)
  return name === null ? x : casted(x, name)
}

const sentAs = (sent: Sent["sent"]): Tree => ({ ParamRef: { sent } }) as unknown as Tree

/** A value as it is written for people. */
const written = (type: TypeSpec, wire: Wire): Tree => {
  const typed = (x: string): Tree => withType(words(x), type, "alone")
  switch (typeof wire) {
    case "boolean":
      return truth(wire)
    case "bigint":
      return number(String(wire))
    case "number": {
      const spelled = Object.is(wire, -0) ? "-0" : String(wire)
      const positive = Number.isFinite(wire) && !spelled.startsWith("-")
      return type.family !== "float" ? number(spelled) : positive ? withType(number(spelled), type, "alone") : typed(spelled)
    }
    case "string":
      switch (type.family) {
        case "text":
        case "unknown":
          return words(wire)
        case "decimal":
          return number(wire)
        default:
          return typed(type.family === "array" ? arrayLiteral(type, wire) : wire)
      }
    default:
      return wire === null ? nothing : typed(`\\x${Buffer.from(wire).toString("hex")}`)
  }
}

/** The tree of a value on its way to the database. */
export const wireTree = (s: Scope, type: TypeSpec, wire: Wire, place: Place): Tree => {
  if (!s.sent) {
    return written(type, wire)
  }
  const bound = dialect.bind(type, wire)
  if (bound._tag === "Left") {
    throw new Error(bound.left)
  }
  return withType(sentAs({ value: bound.right }), type, place)
}

export const valueTree = (s: Scope, e: Pick<ValueNode, "type" | "value">, place: Place): Tree => {
  if (e.value === null) {
    return withType(nothing, e.type, place)
  }
  const wire = encodeValue(e.type, e.value)
  if (wire._tag === "Left") {
    throw new Error(wire.left)
  }
  return wireTree(s, e.type, wire.right, place)
}

/** A named parameter; in the text for people it is its name. */
export const paramTree = (s: Scope, e: ParamNode, place: Place): Tree =>
  s.sent ? withType(sentAs({ name: e.name }), e.type, place) : column(`:${e.name}`)

/** What is compared less than exactly, and why. Everything else is compared node by node. */
export const looser = {
  made: "a value that the program makes for each run is another one each time: that one is sent, not which",
  parts: "an insert that is sent as several statements: only its text for people, which is one",
} as const

/** A value that the program makes for each run. */
export const madeTree = (s: Scope): Tree => {
  s.statement.loose.add(looser.made)
  const made = "made by the program"
  return (s.sent ? { ParamRef: { sent: made } } : { written: made }) as unknown as Tree
}

/** Beside a column of its type a value has that type by itself. */
export const placeBeside = (e: ExprNode, other: ExprNode | null): Place =>
  other?._tag === "Column" && valueType(e.type) === valueType(other.type) ? "known" : "alone"
