import type { ColumnNode, ExprNode } from "../../core/expr-node.js"
import { columnSpec } from "../../core/column-spec.js"
import { tableData } from "../../core/table.js"
import type { TableColumn, TableConstraint, TableData } from "../../core/table-data.js"
import { children } from "../../core/traverse.js"
import { type Doc, listDoc, member, recordDoc } from "./code.js"
import { columnDoc, optionsDoc, type Target } from "./column.js"
import { tableName } from "./name.js"
import { sameTable } from "./same.js"
import type { Shower } from "./shower.js"
import { callDoc, pipedDoc } from "./vocabulary.js"

const columnsIn = (e: ExprNode): ReadonlyArray<ColumnNode> => (e._tag === "Column" ? [e] : children(e).flatMap(columnsIn))

const expressionsOf = ({ spec }: TableColumn): ReadonlyArray<ExprNode> => [
  ...(spec.generated === null ? [] : [spec.generated.expr]),
  ...(spec.default?._tag === "Database" ? [spec.default.expr] : []),
  ...spec.checks,
]

/**
 * A table of the columns that those of another are computed from, which its definition cannot name before it is there:
 * just their types.
 */
const partDoc = (s: Shower, data: TableData, columns: ReadonlyArray<ColumnNode>): string => {
  const name = tableName(s, `${data.name} columns`)
  const plain = [...new Map(columns.map((c) => [c.key, c])).values()].map(
    (c): readonly [string, Doc] => [c.key, columnDoc(s, { key: c.key, name: c.name, spec: { ...columnSpec(c.type), nullable: c.spec.nullable } })],
  )
  s.definitions.push([`const ${name} = `, callDoc("table", JSON.stringify(data.name), recordDoc(plain))])
  return name
}

/** A column that another refers to, of a table that is known, or of one that has no other. */
const target =
  (s: Shower, data: TableData, from: TableColumn["spec"]): Target =>
  ({ column, schema, table }) => {
    const all = [data, ...s.defined.map((c) => c.of as TableData), ...s.listed, ...Object.values(s.options.tables ?? {}).map(tableData)]
    const found = all.find((t) => t.name === table && t.schema === schema && t.columns.some((c) => c.name === column))
    if (found !== undefined) {
      return member(defined(s, found), found.columns.find((c) => c.name === column)!.key)
    }
    const stub: TableData = {
      ...data,
      ref: table,
      name: table,
      schema,
      columns: [{ key: column, name: column, spec: columnSpec(from.type) }],
      constraints: () => [],
      comment: null,
      source: () => ({ _tag: "TableSource", table: stub }),
    }
    return member(defined(s, stub), column)
  }

const constraintDoc = (s: Shower, data: TableData, constraint: TableConstraint): Doc => {
  const own = (key: string): Doc => member("self", key)
  const named = optionsDoc({ name: constraint.name })
  const options = (doc: Doc, said: ReadonlyArray<Doc>): Doc =>
    said.length === 0 ? doc : pipedDoc(doc, [callDoc("constraintOptions", ...said)])
  switch (constraint._tag) {
    case "PrimaryKey":
      return options(callDoc("primaryKeyOn", ...constraint.columns.map(own)), named)
    case "Unique":
      return options(callDoc("uniqueOn", ...constraint.columns.map(own)), named)
    case "Index": {
      const { name, unique, using, where } = constraint
      const fields: ReadonlyArray<readonly [string, Doc]> = [
        ...(name === null ? [] : [["name", JSON.stringify(name)] as const]),
        ...(unique ? [["unique", "true"] as const] : []),
        ...(using === null ? [] : [["using", JSON.stringify(using)] as const]),
        ...(where === null ? [] : [["where", s.expr(where).doc] as const]),
      ]
      return options(callDoc("indexOn", ...constraint.columns.map(own)), fields.length === 0 ? [] : [recordDoc(fields)])
    }
    case "ForeignKey": {
      const to = constraint.target()
      const columns = to.columns.map((column, i) =>
        target(s, data, data.columns.find((c) => c.key === constraint.columns[i])!.spec)({ ...to, column }),
      )
      const { name, onDelete, onUpdate } = constraint
      return callDoc(
        "foreignKey",
        listDoc(constraint.columns.map(own)),
        ["() => ", listDoc(columns)],
        ...optionsDoc({ onDelete, onUpdate, name }),
      )
    }
    case "Check":
      return callDoc("checkThat", s.expr(constraint.condition).doc, ...(constraint.name === null ? [] : [JSON.stringify(constraint.name)]))
  }
}

const definitionDoc = (s: Shower, data: TableData): Doc => {
  const used = data.columns.flatMap(expressionsOf).flatMap(columnsIn)
  const part = used.length === 0 ? null : partDoc(s, data, used)
  const standIn = { table: data.ref, column: (c: ColumnNode): Doc => member(part ?? "self", c.key) }
  s.standIns.push(standIn)
  const columns = recordDoc(data.columns.map((c) => [c.key, columnDoc(s, c, target(s, data, c.spec))]))
  s.standIns.pop()
  s.standIns.push({ table: data.ref, column: (c) => member("self", c.key) })
  const constraints = data.constraints().map((c) => constraintDoc(s, data, c))
  s.standIns.pop()
  const options = optionsDoc({ schema: data.schema, comment: data.comment })
  const several: ReadonlyArray<Doc> =
    constraints.length > 0 ? [["(self) => ", listDoc(constraints)]] : options.length > 0 ? ["undefined"] : []
  return callDoc("table", JSON.stringify(data.name), columns, ...several, ...options)
}

/** The name of a table of the database, which is defined the first time that it is used. */
export const defined = (s: Shower, data: TableData): string => {
  const found = s.defined.find((c) => sameTable(c.of as TableData, data))
  if (found !== undefined) {
    return found.name
  }
  const given = Object.entries(s.options.tables ?? {}).find(([, t]) => sameTable(tableData(t), data))?.[0]
  const name = given ?? tableName(s, data.name)
  s.defined.push({ of: data, name })
  if (s.defines) {
    const doc = definitionDoc(s, data)
    s.definitions.push([`const ${name} = `, doc])
  }
  return name
}
