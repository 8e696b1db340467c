import * as fc from "fast-check"
import { type Build, build, type ExprRecipe, type QueryRecipe, type Rows, rows, schema,
  sql } from "./arbitraries/index.js"
import { dialect, load, numRuns, show, shown } from "./harness.js"

/** A query, further recipes for it, and the rows of the tables; a failure prints them as SQL. */
export const given = <A extends ReadonlyArray<unknown>>(
  recipe: fc.Arbitrary<QueryRecipe>,
  ...more: { readonly [I in keyof A]: fc.Arbitrary<A[I]> }
) =>
  fc.tuple(recipe, rows, ...more).map(([q, data, ...rest]) =>
    shown({ q, data: data as Rows, rest: rest as unknown as A }, () =>
      [
        `query: ${sql.toSql(dialect)(build(q).query)}`,
        ...rest.map((x) => {
          if (typeof x !== "function") {
            return `with: ${show(x)}`
          }
          const { rows, result } = build(q)
          const made: any = (x as ExprRecipe)(rows.tables.length > 0 ? rows : result)
          return `with: ${made.expr === undefined ? (made.ref ?? sql.toSql(dialect)(made.query)) : sql.toSql(dialect)(sql.select({ e: made.expr })(sql.from(schema[0]!.table)))}`
        }),
        ...schema.map((t, i) => `${t.name}: ${show(data[i])}`),
      ].join("\n"),
    ),
  )

/** The property holds for every query with its rows loaded. */
export const holds = <A extends ReadonlyArray<unknown>>(
  arbitrary: fc.Arbitrary<{ readonly q: QueryRecipe; readonly data: Rows; readonly rest: A }>,
  check: (built: Build, rest: A) => void,
): void =>
  fc.assert(
    fc.property(arbitrary, ({ q, data, rest }) => {
      load(data)
      check(build(q), rest)
    }),
    { numRuns },
  )
