import { type AnyTable, fromData, tableData } from "../../core/table.js"
import type { ExprNode } from "../../core/expr-node.js"
import type { CteNode, FunctionSource, QueryNode, ValuesSource } from "../../core/query-node.js"
import { keyOf } from "../../core/selection.js"
import type { TableData, TableSample } from "../../core/table-data.js"
import { generateSeries } from "../../expr/generate-series.js"
import { code, type Code, type Doc, listDoc, recordDoc, statements } from "./code.js"
import { columnDoc, optionsDoc } from "./column.js"
import { constant } from "./constant.js"
import { dataDoc } from "./data.js"
import { defined } from "./definition.js"
import { tableName, valueName } from "./name.js"
import { rowDoc } from "./row.js"
import { same, sameTable } from "./same.js"
import type { Shower } from "./shower.js"
import { callDoc, pipeDoc, pipedDoc } from "./vocabulary.js"

/** An operand of a function that gives rows: a value, or an expression of what stands beside it. */
const argumentCode = (s: Shower, e: ExprNode): Code => (e._tag === "Value" ? code(dataDoc(e.value), e.value) : s.expr(e))

const isOne = (e: ExprNode): boolean => e._tag === "Value" && (e.value === 1 || e.value === 1n)

const functionDoc = (s: Shower, name: string, source: FunctionSource): Doc => {
  if (source.name === "unnest") {
    return callDoc("unnest", JSON.stringify(name), s.expr(source.args[0]!).doc)
  }
  const [first, last, step] = source.args as readonly [ExprNode, ExprNode, ExprNode]
  const rest = isOne(step) ? [] : [argumentCode(s, step)]
  const calls = [
    [argumentCode(s, first), argumentCode(s, last), ...rest],
    // A value of which the type must be said.
    [s.expr(first), argumentCode(s, last), ...rest],
    [s.expr(first), s.expr(last), ...rest],
  ]
  const found = calls.find((args) => {
    const made = tableData(series(name, ...args.map((x) => x.value))).source()
    return made._tag === "FunctionSource" && same(made.args, source.args)
  })
  return callDoc("generateSeries", JSON.stringify(name), ...(found ?? calls[0]!).map((x) => x.doc))
}

const series = generateSeries as unknown as (...args: ReadonlyArray<unknown>) => AnyTable

/** A series of days, which is a derived table, as the call that made it. */
const daysDoc = (s: Shower, name: string, query: QueryNode): Doc | null => {
  if (query._tag !== "Select" || query.from._tag !== "FunctionSource" || query.selection._tag !== "Record") {
    return null
  }
  const [, field] = query.selection.fields[0] ?? []
  const [, between, step] = query.from.args
  if (field?._tag !== "Field" || field.expr._tag !== "Call" || between?._tag !== "Call" || step?._tag !== "Value") {
    return null
  }
  const [first, last] = [field.expr.args[0], between.args[0]]
  if (first === undefined || last === undefined) {
    return null
  }
  const given = (e: ExprNode): unknown => (e._tag === "Value" ? e.value : e)
  const made = tableData(series(name, given(first), given(last), step.value)).source()
  return made._tag === "DerivedSource" && same(made.query, query)
    ? callDoc(
        "generateSeries",
        JSON.stringify(name),
        argumentCode(s, first).doc,
        argumentCode(s, last).doc,
        ...(isOne(step) ? [] : [dataDoc(step.value)]),
      )
    : null
}

const valuesDoc = (s: Shower, { rows, table }: ValuesSource): Doc =>
  callDoc(
    "values",
    JSON.stringify(table.name),
    recordDoc(table.columns.map((c) => [c.key, columnDoc(s, c)])),
    listDoc(rows.map((row) => rowDoc(s, row))),
  )

const statementDoc = (s: Shower, node: CteNode["query"]): Doc =>
  node._tag === "Select" || node._tag === "Set" || node._tag === "RawQuery" ? s.query(node) : s.command(node)

/** The query and further steps after its own. */
const followed = (doc: Doc, step: Doc): Doc => pipeDoc(doc, [step])

const cteDoc = (s: Shower, cte: CteNode): Doc => {
  const name = JSON.stringify(cte.name)
  const base = statementDoc(s, cte.query)
  if (cte.step === null) {
    const options: ReadonlyArray<Doc> = cte.materialized === null ? [] : [`{ materialized: ${cte.materialized} }`]
    return followed(base, callDoc("cte", name, ...options))
  }
  const self = valueName(s, "self")
  s.blocks.push({ self: { cte, name: self }, lines: [], constants: [], seen: new Map() })
  const step = s.query(cte.step.query)
  const { lines } = s.blocks.pop()!
  const body: Doc =
    lines.length === 0 ? step : statements([...lines, ["return ", step]])
  const { cycle, search } = cte
  const keys = (names: ReadonlyArray<string>): ReadonlyArray<string> => names.map((x) => keyOf(cte.paths[cte.columns.indexOf(x)] ?? `.${x}`))
  const options = optionsDoc({
    distinct: cte.step.op === "union",
    search: search && { ...(search.first === "depth" ? {} : { first: search.first }), by: keys(search.by), set: search.set },
    cycle: cycle && { by: keys(cycle.by), set: cycle.set },
  })
  return callDoc("recursive", name, base, [`(${self}) => `, body], ...options)
}

/** The table of which another is an alias, without what is said of its use. */
const unaliased = (data: TableData): TableData =>
  data.ref === data.name && data.hints.length === 0 && data.sample === null
    ? data
    : Object.freeze({ ...data, ref: data.name, hints: [], sample: null, source: () => ({ ...data.source(), table: unaliased(data) }) as never })

/** The name of a table that is no alias. */
const baseDoc = (s: Shower, data: TableData): Doc => {
  const source = data.source()
  const own = (name: () => string, make: () => Doc): string =>
    constant(s, data, (other) => "ref" in other && sameTable(other as TableData, data), name, make)
  switch (source._tag) {
    case "TableSource":
      return defined(s, data)
    case "CteSource": {
      const self = s.blocks.find((block) => block.self?.cte === source.cte)?.self
      return self?.name ?? own(() => valueName(s, data.name), () => cteDoc(s, source.cte))
    }
    case "DerivedSource":
      return own(
        () => valueName(s, data.name),
        () => daysDoc(s, data.name, source.query) ?? followed(s.query(source.query), callDoc("as", JSON.stringify(data.name))),
      )
    case "FunctionSource":
      return own(() => valueName(s, data.name), () => functionDoc(s, data.name, source))
    case "ValuesSource":
      return own(() => valueName(s, data.name), () => valuesDoc(s, source))
    default:
      return data.ref
  }
}

/** The name of a table in the code. */
export const tableDoc = (s: Shower, data: TableData): Doc => {
  const base = unaliased(data)
  return data.ref === data.name
    ? baseDoc(s, base)
    : constant(
        s,
        data,
        (other) => "ref" in other && sameTable(other as TableData, data),
        () => tableName(s, data.ref),
        () => pipedDoc(baseDoc(s, base), [callDoc("alias", JSON.stringify(data.ref))]),
      )
}

const hintNames = { use: "useIndex", force: "forceIndex", ignore: "ignoreIndex" } as const

const sampleDoc = ({ method, percent, seed }: TableSample): Doc =>
  callDoc(
    "tablesample",
    dataDoc(percent.value),
    ...optionsDoc({ method: method === "bernoulli" ? null : method, repeatable: seed?.value }),
  )

/** A table as a source of rows. */
export const sourceDoc = (s: Shower, data: TableData): Doc =>
  pipedDoc(tableDoc(s, data), [
    ...data.hints.map((hint) => callDoc(hintNames[hint.kind], ...hint.indexes.map((name) => JSON.stringify(name)))),
    ...(data.sample === null ? [] : [sampleDoc(data.sample)]),
  ])

export const tableCode = (s: Shower, data: TableData): Code => code(tableDoc(s, data), fromData(data))
