import * as fc from "fast-check"
import { hasAggregate } from "../../src/core/traverse.js"
import { type Abilities, deepest, type ExprRecipe, expressionOf, type Tie } from "./expressions.js"
import { schema } from "./schema.js"
import { apart, emptyScope, fresh, inside, isUsed, type Recipe, type Scope, schemaTable, type ScopeTable,
  type Typed } from "./scope.js"
import { type Kind, kinds } from "./values.js"
import { type AnyExpr, type AnyQuery, sql } from "./vocabulary.js"

/** A column of a query that was made. */
export interface BuiltColumn extends Typed {
  readonly key: string
}

/** A query that was made, and what further clauses may do with it. */
export interface Build {
  readonly query: AnyQuery
  /** Its columns: it selects a flat record of them, and of nothing else. */
  readonly columns: ReadonlyArray<BuiltColumn>
  /** The tables whose rows `where`, joins and `groupBy` see. */
  readonly rows: Scope
  /** What clauses see that come after LIMIT: the tables, or the keys and aggregates, or the distinct columns. */
  readonly result: Scope
  readonly form: "plain" | "grouped" | "distinct" | "compound"
  readonly distinct: boolean
  /** Whether nothing but its selected aggregates say that it is one group: another selection would not be. */
  readonly implied: boolean
  /** Whether it has LIMIT or OFFSET. */
  readonly closed: boolean
  /** The same query with its rows in an order in which only equal rows tie. */
  readonly ordered: () => AnyQuery
  /** The same query, so ordered, and of it the first row. */
  readonly first: () => { readonly query: AnyQuery; readonly columns: ReadonlyArray<BuiltColumn> }
}

export type QueryRecipe = Recipe<Build>

/** The columns that random queries have: queries of the same columns can be operands of one set operation. */
const profiles: ReadonlyArray<ReadonlyArray<Kind>> = [
  ...kinds.map((kind): ReadonlyArray<Kind> => [kind]),
  ["integer", "text"],
  ["boolean", "integer", "date"],
  ["text", "decimal", "bigint", "integer"],
]

// Sources.

type SourceRecipe = Recipe<ScopeTable>

const schemaSource: fc.Arbitrary<SourceRecipe> = fc
  .tuple(fc.nat(schema.length - 1), fc.boolean())
  .map(([index, renamed]) => (scope: Scope) => {
    const { name, table } = schema[index]!
    return schemaTable(schema[index]!, renamed || isUsed(scope, name) ? sql.alias(fresh(scope, "t"))(table) : table)
  })

/** A query as a table: what is known of its columns is known of those of the table. */
export const tableOf = (columns: ReadonlyArray<BuiltColumn>, ref: string, table: AnyExpr): ScopeTable => {
  const own = columns.map((c): Typed => ({ kind: c.kind, bound: c.bound, expr: table[c.key] }))
  return { ref, table, columns: own, order: own }
}

const querySource = (query: fc.Arbitrary<QueryRecipe>): fc.Arbitrary<SourceRecipe> =>
  fc.tuple(fc.constantFrom("as" as const, "cte" as const), query).map(([name, recipe]) => (scope: Scope) => {
    const { query, columns } = recipe(apart(scope))
    const ref = fresh(scope, name === "as" ? "d" : "c")
    return tableOf(columns, ref, sql[name](ref)(query))
  })

/** One of the tables so far once more. */
const againSource: fc.Arbitrary<SourceRecipe> = fc.tuple(fc.nat(3), schemaSource).map(
  ([index, otherwise]) => (scope: Scope) => {
  const known = scope.tables[index % Math.max(1, scope.tables.length)]
  if (known === undefined || known.table === null) {
    return otherwise(scope)
  }
  const ref = fresh(scope, "a")
  const table = sql.alias(ref)(known.table)
  const renamed = (c: Typed): Typed => ({ ...c, expr: table[c.expr.key] })
  return { ref, table, columns: known.columns.map(renamed), order: known.order.map(renamed) }
})

const sourceOf = (tie: Tie): fc.Arbitrary<SourceRecipe> =>
  fc.oneof(
    deepest,
    { weight: 6, arbitrary: schemaSource },
    { weight: 2, arbitrary: querySource(tie.query) },
    { weight: 1, arbitrary: againSource },
  )

// Groups.

const aggregateOf = (tie: Tie, abilities: Abilities): fc.Arbitrary<ExprRecipe> => {
  const filter = seldom(tie.expr("boolean"), 4)
  const filtered = (aggregate: AnyExpr, condition: ExprRecipe | null, scope: Scope): AnyExpr =>
    condition === null ? aggregate : sql.filterWhere(condition(scope).expr)(aggregate)
  const counted = fc.oneof(...kinds.map((kind) => tie.expr(kind)))
  const ranked: ReadonlyArray<Kind> = ["integer", "text", "date", "bigint",
    ...(abilities.decimalArithmetic ? ["decimal" as const] : [])]
  const drawn = fc.oneof(
    filter.map((condition) => (scope: Scope): Typed =>
      ({ kind: "integer", expr: filtered(sql.countAll, condition, scope), bound: 2 ** 20 })),
    fc.tuple(counted, fc.boolean(), filter).map(([e, distinct, condition]) => (scope: Scope): Typed => {
      const count = sql.count(e(scope).expr)
      return { kind: "integer", expr: filtered(distinct ? sql.distinctValues(count) : count, condition, scope),
        bound: 2 ** 20 }
    }),
    fc.tuple(tie.expr("integer"), filter).map(([e, condition]) => (scope: Scope): Typed => {
      const { expr, bound } = e(scope)
      return bound > 2 ** 34
        ? { kind: "integer", expr: filtered(sql.max(expr), condition, scope), bound }
        : { kind: "integer", expr: filtered(sql.sum(expr), condition, scope), bound: bound * 2 ** 16 }
    }),
    ...ranked.map((kind) =>
      fc.tuple(fc.constantFrom("min" as const, "max" as const), tie.expr(kind), filter).map(
        ([name, e, condition]) =>
          (scope: Scope): Typed => {
            const { expr, bound } = e(scope)
            return { kind, expr: filtered(sql[name](expr), condition, scope), bound }
          },
      ),
    ),
  )
  // An aggregate of nothing but columns of the query around would belong to that one.
  return drawn.map((recipe) => (scope: Scope) => recipe({ ...scope, outer: null }))
}

interface GroupRecipe {
  readonly keys: ReadonlyArray<ExprRecipe>
  readonly aggregates: ReadonlyArray<ExprRecipe>
  readonly having: ExprRecipe | null
  /** Without keys: whether `groupBy()` says that there is one group, or only the aggregates that are selected. */
  readonly said: boolean
}

const groupOf = (tie: Tie, abilities: Abilities): fc.Arbitrary<GroupRecipe> =>
  fc.record({
    keys: fc.array(fc.oneof(...kinds.map((kind) => tie.expr(kind))), { maxLength: 2 }),
    aggregates: fc.array(aggregateOf(tie, abilities), { minLength: 1, maxLength: 3 }),
    having: seldom(tie.expr("boolean"), 2),
    said: fc.boolean(),
  })

// Order.

interface KeyRecipe {
  readonly expr: ExprRecipe
  readonly descending: boolean
  readonly nulls: "nullsFirst" | "nullsLast" | null
}

const keyOf = (tie: Tie): fc.Arbitrary<KeyRecipe> =>
  fc.record({
    expr: fc.oneof(...(["integer", "text", "date", "boolean", "bigint"] as const).map((kind) => tie.expr(kind))),
    descending: fc.boolean(),
    nulls: fc.constantFrom(null, "nullsFirst" as const, "nullsLast" as const),
  })

/** A sort key as the library wants it. */
export const sortKey = (expr: AnyExpr, descending = false, nulls: KeyRecipe["nulls"] = null): unknown => {
  const key = descending ? sql.desc(expr) : sql.asc(expr)
  return nulls === null ? key : sql[nulls](key)
}

/** Sorts by the columns so that only equal rows tie; decimals by their text, which differs where they do. */
export const totalKeys = (columns: ReadonlyArray<Typed>): ReadonlyArray<unknown> =>
  columns.map((c) => sortKey(c.kind === "decimal" ? sql.cast(c.expr, sql.text) : c.expr))

// Blocks.

interface BlockRecipe {
  readonly source: SourceRecipe
  readonly joins: ReadonlyArray<{ readonly kind: JoinKind; readonly source: SourceRecipe; readonly on: ExprRecipe }>
  readonly where: ReadonlyArray<ExprRecipe>
  readonly group: GroupRecipe | null
  readonly selected: ReadonlyArray<ExprRecipe>
  readonly distinct: boolean
  readonly order: ReadonlyArray<KeyRecipe>
  readonly limit: number | null
  readonly offset: number | null
  readonly after: { readonly where: ExprRecipe; readonly limit: number | null } | null
}

export type JoinKind = "innerJoin" | "leftJoin" | "rightJoin" | "fullJoin" | "crossJoin"
export const joinKinds: ReadonlyArray<JoinKind> = ["innerJoin", "leftJoin", "rightJoin", "fullJoin", "crossJoin"]

/** It, one time in so many; else null. */
const seldom = <A>(arbitrary: fc.Arbitrary<A>, oneIn: number): fc.Arbitrary<A | null> =>
  fc.oneof({ withCrossShrink: true }, { weight: oneIn - 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary })

const conditions = (scope: Scope, recipes: ReadonlyArray<ExprRecipe>) => (query: AnyQuery) =>
  recipes.reduce((q, recipe) => sql.where(recipe(scope).expr)(q), query)

/** Adds a table to a query, by a join of the kind. */
export const joined = (kind: JoinKind, source: ScopeTable, on: AnyExpr) => (query: AnyQuery) =>
  kind === "crossJoin" ? sql.crossJoin(source.table)(query) : sql[kind](source.table, on)(query)

const selection = (columns: ReadonlyArray<BuiltColumn>) => Object.fromEntries(columns.map((c) => [c.key, c.expr]))

/** What stands for rows that were grouped or made distinct. The names of the tables they came from stay taken. */
export const virtual = (made: ReadonlyArray<Typed>, tables: ReadonlyArray<ScopeTable>): ReadonlyArray<ScopeTable> => {
  const columns = made.map(
    (c): Typed => ({ kind: c.kind, bound: c.bound, expr: c.expr, local: c.expr._tag !== "Column" }))
  return [{ ref: "", table: null, columns, order: columns }, ...tables.map((t) => ({ ...t, columns: [], order: [] }))]
}

const buildBlock = (recipe: BlockRecipe): QueryRecipe => (outer) => {
  const first = recipe.source(outer)
  let tables: ReadonlyArray<ScopeTable> = [first]
  let query: AnyQuery = sql.from(first.table)
  for (const join of recipe.joins) {
    const source = join.source(inside(outer, tables))
    tables = [...tables, source]
    query = joined(join.kind, source, join.on(inside(outer, tables)).expr)(query)
  }
  const rows = inside(outer, tables)
  query = conditions(rows, recipe.where)(query)
  let result = rows
  let total: ReadonlyArray<Typed> = tables.flatMap((t) => t.order)
  if (recipe.group !== null) {
    const keys = recipe.group.keys.map((key) => key(rows))
    const aggregates = recipe.group.aggregates.map((aggregate) => aggregate(rows))
    result = inside(outer, virtual([...keys, ...aggregates], tables))
    total = keys
    if (keys.length > 0 || recipe.group.said) {
      query = sql.groupBy(...keys.map((key) => key.expr))(query)
    }
  }
  const columns = recipe.selected.map((column, i): BuiltColumn => ({ ...column(result), key: `k${i}` }))
  query = sql.select(selection(columns))(query)
  if (recipe.group !== null && !query.grouped && !columns.some((c) => hasAggregate(c.expr))) {
    query = sql.groupBy()(query)
  }
  const implied = recipe.group !== null && recipe.group.having === null && !query.grouped
  if (recipe.group !== null && recipe.group.having !== null) {
    query = sql.having(recipe.group.having(result).expr)(query)
  }
  if (recipe.distinct) {
    query = sql.distinct(query)
    result = inside(outer, virtual(columns, tables))
    total = columns
  }
  const keys = recipe.order.map(({ expr, descending, nulls }, i) =>
    sortKey(recipe.distinct ? columns[i % columns.length]!.expr : expr(result).expr, descending, nulls),
  )
  query = keys.length === 0 ? query : sql.orderBy(...keys)(query)
  // Of distinct rows only what is selected can be sorted by, and that is decimals themselves.
  const last = recipe.distinct ? total.filter((c) => c.kind !== "decimal").map((c) => sortKey(c.expr)) : totalKeys(
    total)
  const sorted = (q: AnyQuery): AnyQuery => (last.length === 0 ? q : sql.orderBy(...last)(q))
  const closed = recipe.limit !== null || recipe.offset !== null
  if (closed) {
    query = sorted(query)
    query = recipe.limit === null ? query : sql.limit(recipe.limit)(query)
    query = recipe.offset === null ? query : sql.offset(recipe.offset)(query)
    if (recipe.after !== null) {
      query = conditions(result, [recipe.after.where])(query)
      query = recipe.after.limit === null ? query : sql.limit(recipe.after.limit)(query)
    }
  }
  const ordered = (): AnyQuery => (closed ? query : sorted(query))
  return {
    query,
    columns,
    rows,
    result,
    distinct: recipe.distinct,
    implied,
    form: recipe.group !== null ? "grouped" : recipe.distinct ? "distinct" : "plain",
    closed: query.limit !== null || query.offset !== null,
    ordered,
    first: () => ({ query: sql.limit(1)(ordered()), columns }),
  }
}

const blockOf = (tie: Tie, profile: ReadonlyArray<Kind>, abilities: Abilities): fc.Arbitrary<QueryRecipe> => {
  const condition = tie.expr("boolean")
  return fc
    .record<BlockRecipe>({
      source: sourceOf(tie),
      joins: fc.array(fc.record({ kind: fc.constantFrom(...joinKinds), source: sourceOf(tie), on: condition }),
        { maxLength: 2 }),
      where: fc.array(condition, { maxLength: 2 }),
      group: seldom(groupOf(tie, abilities), 4),
      selected: fc.tuple(...profile.map((kind) => tie.expr(kind))),
      distinct: fc.oneof({ weight: 5, arbitrary: fc.constant(false) },
        { weight: 1, arbitrary: fc.constant(!profile.includes("decimal")) }),
      order: fc.array(keyOf(tie), { maxLength: 2 }),
      limit: seldom(fc.nat(5), 4),
      offset: seldom(fc.nat(2), 7),
      after: seldom(fc.record({ where: condition, limit: seldom(fc.nat(3), 2) }), 2),
    })
    .map(buildBlock)
}

// Set operations.

export type SetOperation = "union" | "unionAll" | "intersect" | "except"
export const setOperations: ReadonlyArray<SetOperation> = ["union", "unionAll", "intersect", "except"]

/** Sorts a compound query by all its columns. */
export const sortedRows = (columns: ReadonlyArray<BuiltColumn>, descending = false) => (query: AnyQuery): AnyQuery =>
  sql.orderRowsBy((row: AnyExpr) =>
    columns.map((c) => sortKey(c.kind === "decimal" ? sql.cast(row[c.key], sql.text) : row[c.key], descending)),
  )(query)

const setOf = (operand: fc.Arbitrary<QueryRecipe>): fc.Arbitrary<QueryRecipe> =>
  fc
    .record({
      op: fc.constantFrom(...setOperations),
      left: operand,
      right: operand,
      descending: seldom(fc.boolean(), 2),
      limit: seldom(fc.nat(4), 4),
      offset: seldom(fc.nat(2), 7),
    })
    .map((recipe) => (scope: Scope): Build => {
      const left = recipe.left(scope)
      const right = recipe.right(scope)
      const columns = left.columns.map((c, i): BuiltColumn => ({
        ...c,
        bound: Math.max(c.bound, right.columns[i]!.bound),
      }))
      const plain = sql[recipe.op](right.query)(left.query)
      const closed = recipe.limit !== null || recipe.offset !== null
      let query = closed || recipe.descending !== null ? sortedRows(columns, recipe.descending ?? false)(plain) : plain
      query = recipe.limit === null ? query : sql.limit(recipe.limit)(query)
      query = recipe.offset === null ? query : sql.offset(recipe.offset)(query)
      const ordered = (): AnyQuery => (closed ? query : sortedRows(columns)(query))
      const nothing = inside(scope, [])
      return {
        query,
        columns,
        rows: nothing,
        result: nothing,
        form: "compound",
        distinct: false,
        implied: false,
        closed,
        ordered,
        first: () => ({ query: sql.limit(1)(ordered()), columns }),
      }
    })

// All together.

/** Random expressions and queries. */
export interface Trees {
  readonly expr: (kind: Kind) => fc.Arbitrary<ExprRecipe>
  /** Queries of one SELECT block. */
  readonly block: fc.Arbitrary<QueryRecipe>
  /** Queries of one SELECT block without grouping, DISTINCT, LIMIT and OFFSET. */
  readonly plain: fc.Arbitrary<QueryRecipe>
  /** Any queries. */
  readonly query: fc.Arbitrary<QueryRecipe>
  /** Two queries of the same columns. */
  readonly pair: fc.Arbitrary<readonly [QueryRecipe, QueryRecipe]>
  /** A table to join. */
  readonly source: fc.Arbitrary<SourceRecipe>
  /** Aggregates of the rows in scope. */
  readonly aggregate: fc.Arbitrary<ExprRecipe>
}

const grammar = (abilities: Abilities) => {
  const made = fc.letrec((tie): Record<string, fc.Arbitrary<unknown>> => {
    const t: Tie = {
      expr: (kind) => tie(`expr ${kind}`) as fc.Arbitrary<ExprRecipe>,
      column: (kind) => tie(`query ${kinds.indexOf(kind)}`) as fc.Arbitrary<QueryRecipe>,
      query: fc.oneof(...profiles.map((_, i) => tie(`query ${i}`) as fc.Arbitrary<QueryRecipe>)),
    }
    const queries = profiles.flatMap((profile, i) => {
      const block = tie(`block ${i}`) as fc.Arbitrary<QueryRecipe>
      const self = tie(`query ${i}`) as fc.Arbitrary<QueryRecipe>
      return [
        [`block ${i}`, blockOf(t, profile, abilities)] as const,
        [`query ${i}`, fc.oneof(deepest, { weight: 5, arbitrary: block },
          { weight: 2, arbitrary: setOf(self) })] as const,
      ]
    })
    return Object.fromEntries([
      ...kinds.map((kind) => [`expr ${kind}`, expressionOf(t, kind, abilities)] as const),
      ...queries,
      ["source", sourceOf(t)] as const,
      ["aggregate", aggregateOf(t, abilities)] as const,
      ...profiles.map((profile, i) => [`plain ${i}`, plainOf(t, profile)] as const),
    ])
  })
  return made as Record<string, fc.Arbitrary<any>>
}

const plainOf = (tie: Tie, profile: ReadonlyArray<Kind>): fc.Arbitrary<QueryRecipe> =>
  fc
    .record<BlockRecipe>({
      source: sourceOf(tie),
      joins: fc.array(fc.record(
        { kind: fc.constantFrom(...joinKinds), source: sourceOf(tie), on: tie.expr("boolean") }), { maxLength: 2 }),
      where: fc.array(tie.expr("boolean"), { maxLength: 1 }),
      group: fc.constant(null),
      selected: fc.tuple(...profile.map((kind) => tie.expr(kind))),
      distinct: fc.constant(false),
      order: fc.constant([]),
      limit: fc.constant(null),
      offset: fc.constant(null),
      after: fc.constant(null),
    })
    .map(buildBlock)

/** Random trees that a database with these abilities can run. */
export const trees = (abilities: Abilities): Trees => {
  const all = grammar(abilities)
  const among = (name: string): fc.Arbitrary<any> => fc.oneof(...profiles.map((_, i) => all[`${name} ${i}`]!))
  return {
    expr: (kind) => all[`expr ${kind}`]!,
    block: among("block"),
    plain: among("plain"),
    query: among("query"),
    pair: fc.oneof(...profiles.map((_, i) => fc.tuple(all[`query ${i}`]!, all[`query ${i}`]!))),
    source: all["source"]!,
    aggregate: all["aggregate"]!,
  }
}

/** Makes a query by itself. */
export const build = (recipe: QueryRecipe): Build => recipe(emptyScope())
