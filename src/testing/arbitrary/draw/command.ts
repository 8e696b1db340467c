import type { CommandNode, WithNode } from "../../../core/command-node.js"
import type { RawQueryNode } from "../../../core/query-node.js"
import * as commands from "../../../core/index.js"
import type { ExprNode } from "../../../core/expr-node.js"
import { alias, type AnyTable, tableData } from "../../../core/table.js"
import type { TableColumn, TableData } from "../../../core/table-data.js"
import { value as valueExpr } from "../../../expr/cast.js"
import { coalesce } from "../../../expr/conditional.js"
import { rawCommand } from "../../../expr/raw.js"
import { mergeAction } from "../../../expr/merge-action.js"
import { extentOf } from "../extent.js"
import { kindOf, kinds } from "../kind.js"
import { words as expressions } from "../signature.js"
import { columnValues, distinctRows, rowOf, uniqueKeys } from "../row.js"
import { drawRowsOf, named } from "./block.js"
import { clauses } from "./clauses.js"
import { chance, drawExpr, int, pick, share } from "./expr.js"
import { drawQuery } from "./query.js"
import { columnsOfTable, sourceOf } from "./source.js"
import { template } from "./template.js"
import { emptyScope, fresh, say, type Scope, type World } from "./world.js"

/** A statement that changes rows. */
export type Command = CommandNode | WithNode | RawQueryNode

/** What makes commands, without its types: what the type checker would refuse, must not be drawn. */
const words = commands as unknown as { readonly [K in keyof typeof commands]: (...args: ReadonlyArray<unknown>) => never }
type Step = (command: Command) => Command

interface Target {
  readonly table: AnyTable
  readonly data: TableData
  readonly scope: Scope
}

const isFree = (data: TableData, c: TableColumn): boolean =>
  c.spec.generated === null && !c.spec.primaryKey && !c.spec.autoIncrement && c.spec.references === null && !uniqueKeys(data).some((keys) => keys.includes(c.key)) &&
  !data.constraints().some((x) => x._tag === "ForeignKey" && x.columns.includes(c.key))

const wholeLimits: Readonly<Record<string, number>> = { tinyint: 128, smallint: 32768, integer: 2 ** 31 }

/** Can a column hold whatever the expression gives? */
const holds = ({ spec }: TableColumn, e: ExprNode): boolean => {
  const most = spec.type.family === "integer" ? (wholeLimits[spec.type.name] ?? Infinity) : Infinity
  const [low, high] = extentOf(e)
  return low >= -most && high < most
}

const isOpen = (c: TableColumn): boolean =>
  c.spec.constraints.length === 0 && !["json", "decimal", "text"].includes(c.spec.type.family) && kindOf(c.spec.type).name in kinds

const valueOf = (world: World, data: TableData, c: TableColumn): unknown => columnValues(data, c).generate(world.random, undefined).value

/** What a column is set to: a value, or an expression that it can hold. */
const drawValue = (world: World, data: TableData, c: TableColumn, scope: Scope, fuel: number): unknown => {
  const value = valueOf(world, data, c)
  if (!isOpen(c) || c.spec.option || chance(world, 2)) {
    return value
  }
  const e = drawExpr(world, scope, kindOf(c.spec.type), share(world, fuel))
  return holds(c, e) ? (c.spec.nullable ? e : say(coalesce(e as never, value as never) as never, "coalesce")) : value
}

const drawSet = (world: World, { data, scope }: Target, fuel: number): Readonly<Record<string, unknown>> | null => {
  const free = data.columns.filter((c) => isFree(data, c))
  if (free.length === 0) {
    return null
  }
  const chosen = [...new Set([pick(world, free), pick(world, free)])]
  return Object.fromEntries(chosen.map((c) => [c.key, drawValue(world, data, c, scope, fuel)]))
}

/** A row; `numbered`: with numbers that only the database may give otherwise. */
const drawRow = (world: World, data: TableData, fuel: number, numbered = false): Readonly<Record<string, unknown>> => {
  const row = rowOf(data).generate(world.random, undefined).value
  return Object.fromEntries(
    data.columns.flatMap((c) => {
      const optional = c.spec.nullable || c.spec.default !== null || c.spec.autoIncrement
      return c.spec.generated !== null || (c.spec.identityAlways ? !numbered : optional && chance(world, 4))
        ? []
        : [[c.key, isFree(data, c) && chance(world, 6) ? drawValue(world, data, c, emptyScope, fuel) : row[c.key]] as const]
    }),
  )
}

const drawRows = (world: World, data: TableData, fuel: number, numbered: boolean): ReadonlyArray<unknown> => {
  const one = drawRow(world, data, fuel, numbered)
  // All rows of an insert give the same columns.
  const more = Array.from({ length: int(world, 0, 2) }, () => rowOf(data).generate(world.random, undefined).value)
  const rows = more.map((row) => Object.fromEntries(Object.keys(one).map((key) => [key, row[key]])))
  return distinctRows(data, [one, ...rows])
}

/** A query of rows that a table could hold. */
const drawRowQuery = (world: World, data: TableData, fuel: number): unknown => {
  const rows = drawRowsOf(world, null, share(world, fuel))
  const selected = data.columns
    .filter((c) => c.spec.generated === null && !(c.spec.option || c.spec.autoIncrement))
    .map((c) => {
      const same = rows.scope.leaves.find((e) => e._tag === "Column" && e.type === c.spec.type && !e.spec.nullable && !e.spec.option && rows.query._tag === "Select" && rows.query.joins.length === 0)
      const value = columnValues(data, { ...c, spec: { ...c.spec, nullable: false } }).generate(world.random, undefined).value
      const plain = isFree(data, c) && c.spec.constraints.length === 0 && same !== undefined
      return [c.key, plain ? same : say(literalOf(c, value), "value")] as const
    })
  return clauses.limit(int(world, 0, 1))(clauses.select(Object.fromEntries(selected))(rows.query))
}

const literalOf = (c: TableColumn, value: unknown): ExprNode => valueExpr({ spec: { type: c.spec.type } } as never, value) as never

/** A column as it was, or as it is now. */
const before = (world: World, { scope }: Target): Readonly<Record<string, ExprNode>> => {
  const name = pick(world, ["oldValue", "newValue"] as const)
  return world.needs.has("returningOld") && chance(world, 2) ? { [name]: say(words[name](pick(world, scope.leaves)) as ExprNode, name) } : {}
}

const returned = (world: World, target: Target, needs: string, more: Readonly<Record<string, ExprNode>> = {}): Step => {
  const { data, scope, table } = target
  const extra = { ...more, ...before(world, target) }
  return world.needs.has(needs) && chance(world, 3)
    ? words.returning(
        Object.keys(extra).length === 0 && chance(world, 3) ? table : { ...named(scope.leaves.slice(0, int(world, 1, Math.min(3, data.columns.length)))), ...extra },
      )
    : (command) => command
}

const overriding = ["overridingSystemValue", "overridingUserValue"] as const

const drawInsert = (world: World, target: Target, fuel: number): Command => {
  const { data, scope, table } = target
  const columns = table as unknown as Readonly<Record<string, ExprNode>>
  const fromQuery = fuel > 1 && chance(world, 4)
  const verbs = ["insertInto", "insertInto", "insertInto", ...(world.needs.has("insertIgnore") ? ["insertIgnore"] : []), ...(world.needs.has("replaceInto") ? ["replaceInto"] : [])] as const
  const verb = pick(world, verbs) as "insertInto" | "insertIgnore" | "replaceInto"
  const queryVerb = ({ insertInto: "insertFrom", insertIgnore: "insertIgnoreFrom", replaceInto: "replaceFrom" } as const)[verb]
  const overrides = world.needs.has("overriding") && verb === "insertInto" && !fromQuery && data.columns.some((c) => c.spec.identityAlways) && chance(world, 2)
  const plain: Command = fromQuery ? words[queryVerb](table, drawRowQuery(world, data, fuel)) : words[verb](table, drawRows(world, data, fuel, overrides))
  const made: Command = overrides ? (words[pick(world, overriding)] as unknown as Step)(plain) : plain
  const returns = returned(world, target, verb === "replaceInto" ? "replace returning" : "insert returning")
  if (verb !== "insertInto" || chance(world, 2)) {
    return returns(made)
  }
  // Of several unique constraints MySQL cannot tell which one is meant.
  const unique = uniqueKeys(data)
  const keys = (unique.length === 1 ? unique[0]! : []).map((key) => columns[key]!)
  const set = drawSet(world, target, fuel)
  if (keys.length === 0 || set === null || chance(world, 3)) {
    return returns((words.onConflictDoNothing as unknown as (...c: ReadonlyArray<unknown>) => Step)(...(chance(world, 2) ? keys : []))(made))
  }
  const own = Object.fromEntries(
    Object.entries(set).map(([key, value]) => [key, chance(world, 2) ? say(words.excluded(columns[key]) as ExprNode, "excluded") : value]),
  )
  if (world.needs.has("onDuplicateKey") && chance(world, 2)) {
    return returns((words.onDuplicateKeyUpdate as unknown as (set: unknown) => Step)(own)(made))
  }
  const where = chance(world, 3) && !world.needs.has("onDuplicateKey") ? { where: drawExpr(world, { ...scope, windows: false }, kinds.boolean, share(world, fuel)) } : {}
  return returns((words.onConflictDoUpdate as unknown as (keys: unknown, set: unknown, options: unknown) => Step)(keys, own, where)(made))
}

const condition = (world: World, scope: Scope, fuel: number): ExprNode => drawExpr(world, scope, kinds.boolean, share(world, fuel))

/** The rows that are changed: those that a condition holds of, or the first of an order. */
const bounded = (world: World, target: Target, fuel: number) => (command: Command): Command => {
  const { scope } = target
  const chosen = chance(world, 5) ? (words.allRows as unknown as Step)(command) : ((clauses.where(condition(world, scope, fuel)) as unknown as Step)(command))
  return world.needs.has("limitedCommands") && scope.total !== null && scope.total.length > 0 && chance(world, 5)
    ? (clauses.limit(int(world, 0, 2)) as unknown as Step)((clauses.orderBy(...scope.total) as unknown as Step)(chosen))
    : chosen
}

const drawUpdate = (world: World, target: Target, fuel: number): Command | null => {
  const set = drawSet(world, target, fuel)
  return set === null ? null : returned(world, target, "update returning")(bounded(world, target, fuel)(words.update(target.table, set)))
}

const drawDelete = (world: World, target: Target, fuel: number): Command =>
  returned(world, target, "delete returning")(bounded(world, target, fuel)(words.deleteFrom(target.table)))

const drawMerge = (world: World, target: Target, fuel: number): Command => {
  const { data, scope, table } = target
  const source = sourceOf(alias(fresh(world, "m"))(table as never) as never)
  const key = (uniqueKeys(data)[0] ?? [data.columns[0]!.key])[0]!
  const of = (t: AnyTable): ExprNode => (t as unknown as Readonly<Record<string, ExprNode>>)[key]!
  const both: Scope = { ...scope, leaves: [...scope.leaves, ...source.leaves], total: null }
  const set = drawSet(world, target, fuel)
  const steps: ReadonlyArray<Step> = [
    words.whenMatched(condition(world, both, fuel), pick(world, [words.thenDoNothing, words.thenDelete, ...(set === null ? [] : [words.thenUpdate(set)])])),
    words.whenNotMatched(pick(world, [words.thenDoNothing, words.thenInsert(drawRow(world, data, fuel))])),
    ...(chance(world, 2) ? [words.whenNotMatchedBySource(condition(world, scope, fuel), words.thenDelete) as Step] : []),
  ]
  const merged = steps.reduce<Command>((m, step) => step(m), words.mergeInto(table, source.table, say(expressions.eq(of(table), of(source.table)) as ExprNode, "eq")))
  const returns = returned(world, target, "merge returning", chance(world, 2) ? { action: say(mergeAction as never as ExprNode, "mergeAction") } : {})
  return returns(merged)
}

const drawRawCommand = (world: World, { scope, table }: Target, fuel: number): Command =>
  rawCommand(template("delete from ", " where ", ""), table, condition(world, scope, fuel)) as unknown as RawQueryNode

/** A command on the first of the tables. */
export const drawCommand = (world: World, fuel: number): Command => {
  const [table] = world.tables
  const data = tableData(table!)
  world.names.add(data.name)
  const target: Target = {
    table: table!,
    data,
    scope: { leaves: columnsOfTable(table!), outer: null, total: sourceOf(table!).total, windows: false },
  }
  if (world.raw && chance(world, 10)) {
    return drawRawCommand(world, target, fuel)
  }
  const draws = [drawInsert, drawInsert, drawUpdate, drawUpdate, drawDelete, ...(world.needs.has("merge") ? [drawMerge] : [])]
  const command = pick(world, draws)(world, target, fuel) ?? drawInsert(world, target, fuel)
  if (world.needs.has("dataModifyingCte") && fuel > 2 && chance(world, 10)) {
    const query = drawQuery(world, null, [kinds.integer], share(world, fuel))
    return (words.alongside as unknown as (c: Command) => (q: unknown) => Command)(command)(query)
  }
  return command
}
