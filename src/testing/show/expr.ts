import type { BinaryOperator, CaseNode, ColumnNode, ExprNode, JsonPathNode, LikeNode, TupleNode, ValueNode } from "../../core/expr-node.js"
import { NEW, OLD } from "../../core/changed-row.js"
import { ownerOf, tableData } from "../../core/table.js"
import type { TableData } from "../../core/table-data.js"
import { operand } from "../../expr/arguments.js"
import { rowOperand } from "../../expr/row-value.js"
import { aggregateCode } from "./aggregate.js"
import { attempt, type Form, operandCode } from "./attempt.js"
import { code, type Code, type Doc, listDoc, member, nameOf, recordDoc } from "./code.js"
import { data, queryCode } from "./functions/spelling.js"
import { formsOf } from "./functions/index.js"
import { groupingCode, keyDocOf } from "./grouping.js"
import { rawDoc } from "./raw.js"
import { same } from "./same.js"
import { sequenceCode } from "./sequence.js"
import type { Shower } from "./shower.js"
import { tableDoc } from "./table.js"
import { isNamed, typeCode } from "./type.js"
import { callDoc, exported, vocabulary } from "./vocabulary.js"

const operators: Readonly<Record<BinaryOperator, string>> = {
  "=": "eq",
  "<>": "neq",
  "<": "lt",
  "<=": "lte",
  ">": "gt",
  ">=": "gte",
  "is distinct from": "isDistinctFrom",
  "is not distinct from": "isNotDistinctFrom",
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "div",
  "%": "mod",
  "||": "concat",
  "&": "bitAnd",
  "|": "bitOr",
  "<<": "shiftLeft",
  ">>": "shiftRight",
}

const tablesNear = (s: Shower): ReadonlyArray<TableData> => [
  ...s.scope.toReversed(),
  ...Object.values(s.options.tables ?? {}).map(tableData),
]

/** By what a column is read of a row that only a command has, where it stands outside of one. */
const changedRows: Readonly<Record<string, string>> = { excluded: "excluded", [OLD]: "oldValue", [NEW]: "newValue" }

const columnDoc = (s: Shower, e: ColumnNode): Doc => {
  const standIn = s.standIns.findLast((x) => x.table === e.table)
  if (standIn !== undefined) {
    return standIn.column(e)
  }
  const has = (t: TableData): boolean => t.ref === e.table && t.columns.some((c) => c.key === e.key && c.name === e.name)
  const table = ownerOf(e) ?? tablesNear(s).find(has)
  if (table !== undefined) {
    return member(tableDoc(s, table), e.key)
  }
  const changed = changedRows[e.table]
  const near = tablesNear(s).find((t) => t.columns.some((c) => c.key === e.key))
  if (changed !== undefined && near !== undefined) {
    return callDoc(changed, member(tableDoc(s, near), e.key))
  }
  // Of a table that is nowhere to be seen: one of just this column.
  const alone: TableData = {
    ref: e.table,
    name: e.table,
    schema: null,
    columns: [{ key: e.key, name: e.name, spec: e.spec }],
    constraints: () => [],
    comment: null,
    hints: [],
    sample: null,
    source: () => ({ _tag: "TableSource", table: alone }),
  }
  return member(tableDoc(s, alone), e.key)
}

const valueCode = (s: Shower, e: ValueNode): Code => {
  const given = data(e.value)
  const plain: ReadonlyArray<Form> = typeof e.value === "object" && e.value !== null && Array.isArray(e.value) ? [] : [["literal", given]]
  return attempt(s, e, [...plain, ["value", typeCode(e.type), given]])
}

/** A column of the type, for a parameter whose type has no name. */
const columnOfType = (s: Shower, e: ExprNode & { readonly nullable: boolean }): Code | null => {
  const tables = [...tablesNear(s), ...s.defined.map((c) => c.of as TableData)]
  for (const table of tables) {
    const found = table.columns.find((c) => c.spec.type === e.type && (c.spec.nullable || c.spec.option) === e.nullable)
    if (found !== undefined && table.ref !== "") {
      const node = { ...found, _tag: "Column", table: table.ref, type: found.spec.type } as never
      return code(member(tableDoc(s, table), found.key), node)
    }
  }
  return null
}

const likes = (e: LikeNode): ReadonlyArray<Form> => {
  const { operand: text, pattern } = e
  const names = e.caseInsensitive ? ["ilike"] : e.negated ? ["notLike"] : ["like"]
  const plain = names.map((name): Form => [name, text, pattern])
  if (pattern._tag === "Value" && typeof pattern.value === "string") {
    const bare = (from: number, to: number): Code => data((pattern.value as string).slice(from, to).replace(/\\(.)/gs, "$1"))
    return [
      ["contains", text, bare(1, -1)],
      ["startsWith", text, bare(0, -1)],
      ["endsWith", text, bare(1, Infinity)],
      ...plain,
    ]
  }
  const inner = withoutEscapes(pattern)
  return inner === null ? plain : [...["contains", "startsWith", "endsWith"].map((name): Form => [name, text, inner]), ...plain]
}

/** The text whose `%` and `_` are escaped in a pattern that an expression makes. */
const withoutEscapes = (e: ExprNode): ExprNode | null => {
  if (e._tag === "Binary" && e.op === "||") {
    return withoutEscapes(e.left) ?? withoutEscapes(e.right)
  }
  let inner = e
  for (let i = 0; i < 3; i++) {
    if (inner._tag !== "Call" || inner.name !== "replace") {
      return null
    }
    inner = inner.args[0]!
  }
  return inner
}

const jsonForms = (e: JsonPathNode): ReadonlyArray<Form> => {
  const path = data(e.path)
  const inside = e.value?._tag === "Call" ? e.value.args[0]! : e.value!
  switch (e.op) {
    case "get":
      return [
        ["jsonGet", e.operand, ...e.path.map(data)],
        ["jsonAs", typeCode(e.type), e.operand, ...e.path.map(data)],
      ]
    case "text":
      return [
        ["jsonText", e.operand, ...e.path.map(data)],
        ["jsonAs", typeCode(e.type), e.operand, ...e.path.map(data)],
      ]
    case "set":
      return [["jsonSet", e.operand, path, inside]]
    case "insert":
      return [["jsonInsert", e.operand, path, inside]]
    case "replace":
      return [["jsonReplace", e.operand, path, inside]]
    case "remove":
      return [["jsonRemove", e.operand, path]]
    case "append":
      return [["jsonArrayAppend", e.operand, path, inside]]
  }
}

/** Cases that other functions are made of. */
const sugaredCases = ({ branches: [first, second], otherwise }: CaseNode): ReadonlyArray<Form> => {
  if (first?.then._tag === "Call" && first.then.name === "makeDate") {
    return [["makeDate", ...first.then.args]]
  }
  if (first?.when._tag === "Binary" && second?.when._tag === "Binary" && second.then._tag === "Value" && otherwise !== null) {
    const { left, right: low } = first.when
    return typeof second.then.value === "number"
      ? [["widthBucket", left, low, second.when.right, data(second.then.value - 1)]]
      : []
  }
  return []
}

const caseCode = (s: Shower, e: CaseNode): Code => {
  const sugar = sugaredCases(e)
  const short = sugar.length === 0 ? null : attempt(s, e, sugar)
  if (short !== null && same((vocabulary[sugar[0]![0]] as (...args: ReadonlyArray<unknown>) => unknown)(...valuesOf(sugar[0]!)), e)) {
    return short
  }
  const { operand: of, otherwise } = e
  const when = (w: ExprNode): Code => (of === null ? s.expr(w) : operandCode(s, w, (value) => operand(of.type, value, of)))
  const results = [...e.branches.map((b) => b.then), ...(otherwise === null ? [] : [otherwise])]
  // All values plain, or all as expressions of their types.
  const plain = results.map((r) => (r._tag === "Value" ? data(r.value) : s.expr(r)))
  const forms = [plain, results.map((r) => s.expr(r))].map((codes): Form => {
    const branches = e.branches.map((b, i) => [when(b.when), codes[i]!] as const)
    const list = code(
      listDoc(branches.map(([w, t]) => listDoc([w.doc, t.doc]))),
      branches.map(([w, t]) => [w.value, t.value]),
    )
    const rest = otherwise === null ? data(null) : codes.at(-1)!
    return of === null ? ["caseWhen", list, rest] : ["caseOf", of, list, rest]
  })
  return attempt(s, e, forms)
}

const valuesOf = ([, ...args]: Form): ReadonlyArray<unknown> =>
  args.map((a) => ("doc" in a ? a.value : a._tag === "Value" ? a.value : a))

const itemsCode = (s: Shower, { items, keys }: TupleNode): Code =>
  code(
    recordDoc(keys.map((key, i) => [key, s.expr(items[i]!).doc])),
    Object.fromEntries(keys.map((key, i) => [key, items[i]!])),
  )

/** A row beside another: a record of values and expressions, or a row value. */
const rowCode = (s: Shower, row: TupleNode, e: ExprNode): Code => {
  if (e._tag !== "Tuple") {
    return s.expr(e)
  }
  const cells = e.keys.map((key, i) => {
    const beside = row.items[i]!
    return [key, operandCode(s, e.items[i]!, (value) => operand(beside.type, value, beside))] as const
  })
  const record = code(recordDoc(cells.map(([key, c]) => [key, c.doc])), Object.fromEntries(cells.map(([key, c]) => [key, c.value])))
  return same(rowOperand(row, record.value), e) ? record : s.expr(e)
}

/** Something beside an expression: a row beside a row, else an operand. */
const besideCode = (s: Shower, of: ExprNode, e: ExprNode): Code =>
  of._tag === "Tuple" ? rowCode(s, of, e) : operandCode(s, e, (value) => operand(of.type, value, of))

/** What shows an expression. */
export const exprCode = (s: Shower, e: ExprNode): Code => {
  const inner = s.blocks.at(-1)!.seen
  const known = s.standIns.length > 0 || s.sets.length > 0 ? undefined : inner.get(e)
  if (known !== undefined) {
    return known
  }
  const shown = code(shownAs(s, e).doc, e)
  if (s.standIns.length === 0 && s.sets.length === 0) {
    inner.set(e, shown)
  }
  return shown
}

const shownAs = (s: Shower, e: ExprNode): Code => {
  const pair = (name: string, of: ExprNode, b: Code): Code => attempt(s, e, [[name, of, b]])
  switch (e._tag) {
    case "Column":
      return code(columnDoc(s, e), e)
    case "Value":
      return valueCode(s, e)
    case "Param": {
      const type = isNamed(e.type) && !e.nullable ? typeCode(e.type) : (columnOfType(s, e) ?? typeCode(e.type))
      return code(callDoc("param", JSON.stringify(e.name), type.doc), e)
    }
    case "Literal":
      return e.keyword === "null"
        ? attempt(s, e, [["nullOf", typeCode(e.type)]])
        : exported(e.keyword === "true" ? "always" : "never")
    case "Unary":
      return attempt(s, e, [[{ not: "not", "-": "neg", "~": "bitNot" }[e.op], e.operand]])
    case "Binary":
      return e.left._tag === "Tuple"
        ? pair(operators[e.op], e.left, rowCode(s, e.left, e.right))
        : attempt(s, e, [[operators[e.op], e.left, e.right]])
    case "Logical":
      return attempt(s, e, [[e.op, ...e.operands]])
    case "IsNull": {
      const { negated, operand: of } = e
      const key: ReadonlyArray<Form> =
        negated && of._tag === "JsonPath" && of.op === "get" && of.type.family === "text"
          ? [["jsonHasKey", of.operand, data(of.path[0])]]
          : []
      return attempt(s, e, [...key, [negated ? "isNotNull" : "isNull", of]])
    }
    case "Between": {
      const of = e.operand
      return attempt(s, e, [[e.negated ? "notBetween" : "between", of, besideCode(s, of, e.low), besideCode(s, of, e.high)]])
    }
    case "In": {
      const items = e.items.map((item) => besideCode(s, e.operand, item))
      return pair(e.negated ? "notIn" : "isIn", e.operand, code(listDoc(items.map((x) => x.doc)), items.map((x) => x.value)))
    }
    case "InQuery":
      return pair(e.negated ? "notInQuery" : "inQuery", e.operand, queryCode(s, e.query))
    case "Quantified": {
      const given: ReadonlyArray<ExprNode> = e.array._tag === "Cast" ? [e.array, e.array.operand] : [e.array]
      const list = e.array._tag === "Value" ? [data(e.array.value)] : []
      const quantifier = `${e.quantifier}Of`
      const of = vocabulary[quantifier] as (array: unknown) => unknown
      const arrays = [...list, ...given.map((array) => s.expr(array))]
      return attempt(
        s,
        e,
        arrays.map((array): Form => [operators[e.op], e.operand, code(callDoc(quantifier, array.doc), of(array.value))]),
      )
    }
    case "QuantifiedQuery": {
      const quantifier = `${e.quantifier}Of`
      const of = vocabulary[quantifier] as (query: unknown) => unknown
      return pair(operators[e.op], e.operand, code(callDoc(quantifier, s.query(e.query)), of(e.query)))
    }
    case "Like":
      return attempt(s, e, likes(e))
    case "Case":
      return caseCode(s, e)
    case "Cast": {
      const { operand: of, type } = e
      const json: ReadonlyArray<Form> =
        of._tag === "JsonPath" && of.op === "text" ? [["jsonAs", typeCode(type), of.operand, ...of.path.map(data)]] : []
      return attempt(s, e, [...json, ["cast", s.expr(of), typeCode(type)]])
    }
    case "Sequence":
      return attempt(s, e, [[e.which === "next" ? "nextValue" : "currentValue", sequenceCode(e.sequence)]])
    case "Collate":
      return attempt(s, e, [["collate", e.operand, data(e.collation)]])
    case "Call":
      return attempt(s, e, formsOf(s, e))
    case "JsonPath":
      return attempt(s, e, jsonForms(e))
    case "Aggregate":
      return aggregateCode(s, e)
    case "Window": {
      const of = e.of._tag === "Aggregate" ? aggregateCode(s, e.of) : s.expr(e.of)
      return code([nameOf("effect", "pipe"), { _tag: "Brackets", open: "(", items: [of.doc, s.window(e.over).doc], close: ")" }], e)
    }
    case "Exists":
      return attempt(s, e, [["exists", queryCode(s, e.query)]])
    case "Scalar":
      return attempt(s, e, [["scalar", queryCode(s, e.query)]])
    case "Nested":
      return attempt(s, e, [[e.kind, queryCode(s, e.query)]])
    case "Raw":
      return code(rawDoc(s, e), e)
    case "Tuple":
      return attempt(s, e, [["rowValue", itemsCode(s, e)]])
    case "GroupKey":
      return code(keyDocOf(s, e.key), e)
    case "Grouping":
      return code(callDoc("grouping", e.of._tag === "GroupKey" ? keyDocOf(s, e.of.key) : s.expr(e.of).doc), e)
    case "GroupingSets":
      return groupingCode(s, e)
  }
}
