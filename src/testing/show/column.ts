import { isExprNode, type ExprNode } from "../../core/expr-node.js"
import type { AnyColumnDef } from "../../core/sql-type.js"
import type { TableColumn } from "../../core/table-data.js"
import { type Code, type Doc, exportDoc, recordDoc } from "./code.js"
import { ruleDoc } from "./constraint.js"
import { dataDoc } from "./data.js"
import type { Shower } from "./shower.js"
import { typeCode } from "./type.js"
import { callDoc, pipedDoc } from "./vocabulary.js"

/** What is said of a reference, without what was not. */
export const optionsDoc = (options: Readonly<Record<string, unknown>>): ReadonlyArray<Doc> => {
  const said = Object.entries(options).filter(([, value]) => value !== null && value !== undefined && value !== false)
  return said.length === 0 ? [] : [recordDoc(said.map(([key, value]) => [key, dataDoc(value)]))]
}

/** The value of a default that a function makes is not known; that there is one, is. */
const unknownMaker = "() => undefined as never"

/** How the column that another refers to is shown. */
export type Target = (reference: { readonly table: string; readonly schema: string | null; readonly column: string }) => Doc

/** A column of a table: its type, and the modifiers that say how it is stored. */
export const columnDoc = (s: Shower, { key, name, spec }: TableColumn, target: Target | null = null): Doc => {
  const type: Code = typeCode(spec.type)
  const own = (type.value as AnyColumnDef).spec.constraints
  const written = (value: unknown): Doc => (isExprNode(value) ? s.expr(value).doc : dataDoc(value))
  const simple = (said: boolean, modifier: string): ReadonlyArray<Doc> => (said ? [exportDoc(modifier)] : [])
  const reference = (): ReadonlyArray<Doc> => {
    const { references } = spec
    if (references === null || target === null) {
      return []
    }
    const { name: named, onDelete, onUpdate } = references
    const options = optionsDoc({ onDelete, onUpdate, name: named })
    return [callDoc("references", ["(): ", { _tag: "Name", module: "fulmar", name: "AnyColumn" }, " => ", target(references.target())], ...options)]
  }
  const defaults = (): ReadonlyArray<Doc> => {
    if (spec.default === null || spec.role === "version") {
      return []
    }
    const e: ExprNode | null = spec.default._tag === "Database" ? spec.default.expr : null
    return e === null
      ? [callDoc("defaultWith", unknownMaker)]
      : [callDoc("defaultTo", written(e._tag === "Value" && e.beside === null && e.type === spec.type ? e.value : e))]
  }
  return pipedDoc(type.doc, [
    ...simple(spec.nullable && !spec.option, "nullable"),
    ...simple(spec.option, "option"),
    ...simple(spec.primaryKey, "primaryKey"),
    ...simple(spec.autoIncrement, spec.identityAlways ? "generatedAlwaysAsIdentity" : "autoIncrement"),
    ...simple(spec.role === "version", "rowVersion"),
    ...simple(spec.unique, "unique"),
    ...simple(spec.index, "indexed"),
    ...(name === key ? [] : [callDoc("columnName", JSON.stringify(name))]),
    ...spec.constraints
      .filter((rule) => !own.some((mine) => mine.name === rule.name && mine.expected === rule.expected && mine.sql === rule.sql))
      .map((rule) => ruleDoc(spec, rule))
      .filter((doc) => doc !== null),
    ...defaults(),
    ...(spec.onUpdate === null ? [] : [callDoc("onUpdateWith", unknownMaker)]),
    ...(spec.generated === null
      ? []
      : [callDoc("generatedAlways", s.expr(spec.generated.expr).doc, ...(spec.generated.stored ? [] : ["{ stored: false }"]))]),
    ...reference(),
    ...spec.checks.map((e) => callDoc("check", s.expr(e).doc)),
    ...(spec.comment === null ? [] : [callDoc("comment", JSON.stringify(spec.comment))]),
  ])
}
