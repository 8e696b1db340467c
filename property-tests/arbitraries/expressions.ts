import * as fc from "fast-check"
import { below, columnsOf, INT32, type Recipe, type Scope, type Typed } from "./scope.js"
import { dates, type Kind, kinds, texts, typeOfKind, valuesOf } from "./values.js"
import type { Build } from "./queries.js"
import { type AnyExpr, sql } from "./vocabulary.js"

/** How to make an expression. */
export type ExprRecipe = Recipe<Typed>
/** An operand of an expression of the kind: an expression, or a plain value. */
type OperandRecipe = Recipe<{ readonly operand: unknown; readonly bound: number }>
type Exprs = fc.Arbitrary<ExprRecipe>

const typed = (kind: Kind, expr: AnyExpr, bound = 1): Typed => ({ kind, expr, bound })
const truth = (expr: AnyExpr): Typed => typed("boolean", expr)

/** Whole numbers beyond this are not computed with: they would not be exact. */
const MOST = 2 ** 50

const boundOf = (value: unknown): number => (typeof value === "number" ? Math.abs(value) : 1)

const valueOf = (kind: Kind): fc.Arbitrary<unknown> => valuesOf[kind]

/** A value of a kind as an expression of its own. */
const literalOf = (kind: Kind): Exprs =>
  valueOf(kind).map((value) => () => {
    const bare = kind === "decimal" || kind === "date" || kind === "bigint"
    return typed(kind, bare ? sql.value(typeOfKind[kind], value) : sql.literal(value), boundOf(value))
  })

/** One of the columns in scope; without one, the value. */
const columnOf = (kind: Kind): Exprs =>
  fc.tuple(fc.nat(15), literalOf(kind)).map(([index, otherwise]) => (scope: Scope) => {
    const columns = columnsOf(scope, kind)
    return columns.length === 0 ? otherwise(scope) : columns[index % columns.length]!
  })

const nullOf = (kind: Kind): Exprs => fc.constant(() => typed(kind, sql.nullOf(typeOfKind[kind]), 0))

const leafOf = (kind: Kind): Exprs =>
  fc.oneof(
    { weight: 8, arbitrary: columnOf(kind) },
    { weight: 3, arbitrary: literalOf(kind) },
    { weight: 1, arbitrary: nullOf(kind) },
  )

/** What a dialect cannot do yet, left out of what is drawn. */
export interface Abilities {
  readonly decimalArithmetic: boolean
}

/** The recursive arbitraries that expressions and queries make together. */
export interface Tie {
  readonly expr: (kind: Kind) => Exprs
  /** A query of one column of the kind. */
  readonly column: (kind: Kind) => fc.Arbitrary<Recipe<Build>>
  /** A query of any columns. */
  readonly query: fc.Arbitrary<Recipe<Build>>
}

/** Where nesting stops: at this depth of expressions and queries together. */
export const deepest = { maxDepth: 4, depthIdentifier: "tree", depthSize: "small", withCrossShrink: true } as const

/** The expressions of a kind. */
export const expressionOf = (tie: Tie, kind: Kind, abilities: Abilities): Exprs => {
  const leaf = leafOf(kind)
  const nested = [...common(tie, kind), ...compoundOf[kind](tie, abilities)]
  return fc.oneof(deepest, { weight: nested.length, arbitrary: leaf },
    ...nested.map((arbitrary) => ({ weight: 1, arbitrary })))
}

const operandOf = (tie: Tie, kind: Kind): fc.Arbitrary<OperandRecipe> =>
  fc.oneof(
    {
      weight: 1,
      arbitrary: valueOf(kind).map((value): OperandRecipe => () => ({ operand: value, bound: boundOf(value) })),
    },
    {
      weight: 2,
      arbitrary: tie.expr(kind).map((recipe): OperandRecipe => (scope) => {
        const { expr, bound } = recipe(scope)
        return { operand: expr, bound }
      }),
    },
  )

const common = (tie: Tie, kind: Kind): ReadonlyArray<Exprs> => {
  const self = tie.expr(kind)
  const operand = operandOf(tie, kind)
  return [
    fc.tuple(self, fc.array(operand, { minLength: 1, maxLength: 2 })).map(([first, rest]) => (scope: Scope) => {
      const a = first(scope)
      const more = rest.map((r) => r(scope))
      return typed(kind, sql.coalesce(a.expr, ...more.map((x) => x.operand)),
        Math.max(a.bound, ...more.map((x) => x.bound)))
    }),
    fc
      .tuple(fc.array(fc.tuple(tie.expr("boolean"), self), { minLength: 1, maxLength: 2 }), fc.option(self))
      .map(([branches, otherwise]) => (scope: Scope) => {
        const built = branches.map(([when, then]) => [when(scope).expr, then(scope)] as const)
        const last = otherwise === null ? null : otherwise(scope)
        return typed(
          kind,
          sql.caseWhen(built.map(([when, then]) => [when, then.expr]), last === null ? null : last.expr),
          Math.max(last?.bound ?? 0, ...built.map(([, then]) => then.bound)),
        )
      }),
    fc.tuple(self, operand).map(([first, second]) => (scope: Scope) => {
      const a = first(scope)
      return typed(kind, sql.nullif(a.expr, second(scope).operand), a.bound)
    }),
    tie.column(kind).map((query) => (scope: Scope) => {
      const { query: q, columns } = query(below(scope)).first()
      return typed(kind, sql.scalar(q), columns[0]!.bound)
    }),
  ]
}

const anyKind = (tie: Tie): Exprs => fc.oneof(...kinds.map((kind) => tie.expr(kind)))

/** Tests of an expression of one kind against others of it. */
const testsOf = (tie: Tie, kind: Kind, ordered: boolean): ReadonlyArray<Exprs> => {
  const self = tie.expr(kind)
  const operand = operandOf(tie, kind)
  const orNull = fc.oneof({ weight: 4, arbitrary: operand },
    { weight: 1, arbitrary: fc.constant(() => ({ operand: null, bound: 0 })) })
  const equalities = ["eq", "neq", "isDistinctFrom", "isNotDistinctFrom"] as const
  const orders = ["lt", "lte", "gt", "gte"] as const
  return [
    fc.tuple(fc.constantFrom(...equalities), self, orNull).map(
      ([name, a, b]) =>
        (scope: Scope) =>
          truth(sql[name](a(scope).expr, b(scope).operand)),
    ),
    ...(ordered
      ? [
          fc.tuple(fc.constantFrom(...orders), self, operand).map(
            ([name, a, b]) =>
              (scope: Scope) =>
                truth(sql[name](a(scope).expr, b(scope).operand)),
          ),
          fc.tuple(fc.constantFrom("between" as const, "notBetween" as const), self, operand, operand).map(
            ([name, a, low, high]) =>
              (scope: Scope) =>
                truth(sql[name](a(scope).expr, low(scope).operand, high(scope).operand)),
          ),
        ]
      : []),
    fc.tuple(fc.constantFrom("isIn" as const, "notIn" as const), self, fc.array(orNull, { maxLength: 3 })).map(
      ([name, a, items]) =>
        (scope: Scope) =>
          truth(
            sql[name](
              a(scope).expr,
              items.map((item) => item(scope).operand),
            ),
          ),
    ),
    fc.tuple(fc.constantFrom("inQuery" as const, "notInQuery" as const), self, tie.column(kind)).map(
      ([name, a, q]) =>
        (scope: Scope) =>
          truth(sql[name](a(scope).expr, q(below(scope)).query)),
    ),
  ]
}

const compoundOf: Readonly<Record<Kind, (tie: Tie, abilities: Abilities) => ReadonlyArray<Exprs>>> = {
  boolean: (tie, { decimalArithmetic }) => {
    const self = tie.expr("boolean")
    const textual = tie.expr("text")
    return [
      fc.constantFrom("always" as const, "never" as const).map((name) => () => truth(sql[name])),
      ...(["and", "or"] as const).map((name) =>
        fc.array(self, { maxLength: 3 }).map(
          (all) => (scope: Scope) => truth(sql[name](...all.map((x) => x(scope).expr)))),
      ),
      self.map((a) => (scope: Scope) => truth(sql.not(a(scope).expr))),
      fc
        .tuple(fc.constantFrom("isNull" as const, "isNotNull" as const), anyKind(tie))
        .map(([name, a]) => (scope: Scope) => truth(sql[name](a(scope).expr))),
      fc
        .tuple(
          fc.constantFrom("contains", "startsWith", "endsWith", "like", "notLike" as const),
          textual,
          fc.oneof(texts, texts, textual),
        )
        .map(
          ([name, a, b]) =>
            (scope: Scope) =>
              truth(sql[name](a(scope).expr, typeof b === "string" ? pattern(name, b) : b(scope).expr)),
        ),
      tie.query.map((q) => (scope: Scope) => truth(sql.exists(q(below(scope)).query))),
      ...testsOf(tie, "integer", true),
      ...testsOf(tie, "text", true),
      ...testsOf(tie, "date", true),
      ...testsOf(tie, "bigint", true),
      ...testsOf(tie, "boolean", false),
      ...(decimalArithmetic ? testsOf(tie, "decimal", true) : []),
    ]
  },
  integer: (tie) => {
    const self = tie.expr("integer")
    const operand = operandOf(tie, "integer")
    const binary = (name: "add" | "sub" | "mul", bound: (a: number, b: number) => number): Exprs =>
      fc.tuple(self, operand).map(([first, second]) => (scope: Scope) => {
        const a = first(scope)
        const b = second(scope)
        const most = bound(a.bound, b.bound)
        return most > MOST ? a : typed("integer", sql[name](a.expr, b.operand), most)
      })
    const part = (name: "div" | "mod"): Exprs =>
      fc.tuple(self, operand).map(([first, second]) => (scope: Scope) => {
        const a = first(scope)
        return typed("integer", sql[name](a.expr, second(scope).operand), a.bound)
      })
    return [
      binary("add", (a, b) => a + b),
      binary("sub", (a, b) => a + b),
      binary("mul", (a, b) => a * b),
      part("div"),
      part("mod"),
      fc.tuple(fc.constantFrom("neg" as const, "abs" as const), self).map(([name, a]) => (scope: Scope) => {
        const { expr, bound } = a(scope)
        return typed("integer", sql[name](expr), bound)
      }),
      self.map((a) => (scope: Scope) => typed("integer", sql.sign(a(scope).expr), 1)),
      tie.expr("text").map((a) => (scope: Scope) => typed("integer", sql.length(a(scope).expr), 2 ** 20)),
      fc
        .tuple(tie.expr("text"), fc.oneof(texts, tie.expr("text")))
        .map(
          ([a, b]) =>
            (scope: Scope) =>
              typed("integer", sql.position(a(scope).expr, typeof b === "string" ? b : b(scope).expr), 2 ** 20),
        ),
      tie.expr("boolean").map(
        (a) => (scope: Scope) => typed("integer", sql.cast(a(scope).expr, typeOfKind.integer), 1)),
      fc
        .tuple(fc.constantFrom("year", "month", "day", "dayOfWeek", "dayOfYear" as const), tie.expr("date"))
        .map(([name, a]) => (scope: Scope) => typed("integer", sql[name](a(scope).expr), 9999)),
      fc
        .tuple(tie.expr("date"), fc.oneof(dates, tie.expr("date")))
        .map(
          ([a, b]) =>
            (scope: Scope) =>
              typed("integer", sql.daysBetween(a(scope).expr, typeof b === "string" ? b : b(scope).expr), INT32),
        ),
    ]
  },
  text: (tie) => {
    const self = tie.expr("text")
    const other = fc.oneof(texts, self)
    const made = (x: string | ExprRecipe, scope: Scope): unknown => (typeof x === "string" ? x : x(scope).expr)
    return [
      fc
        .array(other, { minLength: 1, maxLength: 3 })
        .map((all) => (scope: Scope) => typed("text", sql.concat(...all.map((x) => made(x, scope))))),
      fc
        .tuple(fc.constantFrom("lower", "upper", "trim", "trimStart", "trimEnd" as const), self)
        .map(([name, a]) => (scope: Scope) => typed("text", sql[name](a(scope).expr))),
      fc
        .tuple(self, fc.integer({ min: 1, max: 4 }), fc.option(fc.nat(4), { nil: undefined }))
        .map(([a, start, count]) => (scope: Scope) => typed("text", sql.substring(a(scope).expr, start, count))),
      fc
        .tuple(self, other, other)
        .map(([a, b, c]) => (scope: Scope) =>
          typed("text", sql.replace(a(scope).expr, made(b, scope), made(c, scope)))),
      tie.expr("integer").map((a) => (scope: Scope) => typed("text", sql.cast(a(scope).expr, typeOfKind.text))),
    ]
  },
  date: (tie) => [
    fc
      .tuple(tie.expr("date"), fc.integer({ min: -400, max: 400 }))
      .map(([a, days]) => (scope: Scope) => typed("date", sql.addDays(a(scope).expr, days))),
  ],
  bigint: (tie) => [
    fc
      .tuple(fc.constantFrom("div" as const, "mod" as const), tie.expr("bigint"), fc.bigInt({ min: 1n, max: 5n }))
      .map(([name, a, b]) => (scope: Scope) => typed("bigint", sql[name](a(scope).expr, b))),
  ],
  decimal: (tie, { decimalArithmetic }) =>
    decimalArithmetic
      ? [
          fc
            .tuple(fc.constantFrom("add", "sub", "mul" as const), tie.expr("decimal"), operandOf(tie, "decimal"))
            .map(([name, a, b]) => (scope: Scope) => typed("decimal", sql[name](a(scope).expr, b(scope).operand))),
          tie.expr("decimal").map((a) => (scope: Scope) => typed("decimal", sql.neg(a(scope).expr))),
        ]
      : [],
}

/** A LIKE pattern that ends in a lone backslash is an error on some databases, so it ends in two. */
const pattern = (name: string, text: string): string =>
  name === "like" || name === "notLike" ? (/(?<!\\)(\\\\)*\\$/.test(text) ? `${text}\\` : text) : text

