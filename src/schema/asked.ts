import { Effect } from "effect"
import { nullable } from "../codec/nullable.js"
import { text } from "../codec/text.js"
import { columnNode, type ExprNode, type RawPart, valueNode } from "../core/expr-node.js"
import { rawQueryNode, type SelectionNode } from "../core/query-node.js"
import type { Answer, Asking, Question, SchemaDialect } from "../core/schema/schema-dialect.js"
import { Database } from "../driver/database.js"
import { all } from "../driver/operations/all.js"
import { execute } from "../driver/operations/execute.js"
import { sqlError, type SqlError } from "../driver/sql-error.js"
import { CompileError } from "../core/errors.js"

const cell = text.pipe(nullable).spec

const rowOf = (columns: number): SelectionNode => ({
  _tag: "Record",
  fields: Array.from({ length: columns }, (_, i) => [
    String(i),
    { _tag: "Field", expr: columnNode("", String(i), String(i), cell) as ExprNode },
  ]),
})

/** The text with values in the places of its question marks. */
const partsOf = ({ params, sql }: Question): ReadonlyArray<RawPart> =>
  (params.length === 0 ? [sql] : sql.split("?")).flatMap((piece, i): ReadonlyArray<RawPart> => [
    ...(i === 0 ? [] : [{ _tag: "Expr", expr: valueNode(cell.type, params[i - 1]) } as RawPart]),
    { _tag: "Text", sql: piece },
  ])

const ask = (question: Question): Effect.Effect<Answer, SqlError, Database> =>
  Effect.map(
    all(rawQueryNode(partsOf(question), rowOf(question.columns)) as never) as unknown as Effect.Effect<
      ReadonlyArray<Readonly<Record<string, string | null>>>,
      SqlError,
      Database
    >,
    (rows) => rows.map((row) => Array.from({ length: question.columns }, (_, i) => row[i] ?? null)),
  )

/** Puts the questions to the database of the fiber. */
export const asked = <A>(make: () => Asking<A>): Effect.Effect<A, SqlError, Database> =>
  Effect.gen(function* () {
    const asking = make()
    let step = asking.next()
    while (step.done !== true) {
      step = asking.next(yield* ask(step.value))
    }
    return step.value
  })

/** Runs a statement as it is written. */
export const run = (sql: string): Effect.Effect<void, SqlError, Database> =>
  Effect.asVoid(
    execute(rawQueryNode([{ _tag: "Text", sql }], { _tag: "Record", fields: [] }) as never),
  ) as unknown as Effect.Effect<void, SqlError, Database>

/** What the database of the fiber knows of schemas. */
export const schemaDialect: Effect.Effect<SchemaDialect, SqlError, Database> = Effect.flatMap(Database, ({ dialect }) =>
  dialect.schema === null
    ? Effect.fail(
        sqlError(
          new CompileError({
            message: `The dialect ${dialect.name} does not say how schemas are read and changed; give it a schema`,
            dialect: dialect.name,
            remedy: "give the dialect a schema",
          }),
        ),
      )
    : Effect.succeed(dialect.schema),
)
