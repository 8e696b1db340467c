import { real } from "../codec/float.js"
import { regconfig, type TsQuery, tsquery, type TsVector, tsvector } from "../codec/text-search.js"
import type { AbsentOf, Expr, Needs, NeedsOf } from "../core/expr.js"
import { callNode, type ExprNode, valueNode } from "../core/expr-node.js"
import type { TypeSpec } from "../core/sql-type.js"
import { booleanSpec, dual, textOperand, textSpec, wholeSpec } from "./arguments.js"

type Text = string | Expr<string | null, unknown, unknown>
type NullAmong<B> = B extends Expr<infer A, unknown, unknown> ? (null extends A ? null : never) : never
type VectorExpr = Expr<TsVector | null, unknown, unknown>
type QueryExpr = Expr<TsQuery | null, unknown, unknown>

type Searched<A, B> = Expr<A | NullAmong<B>, NeedsOf<B> | Needs<"textSearch">, AbsentOf<B>>

const configured = (type: TypeSpec, name: string, config: string, text: unknown): never =>
  callNode(type, name, [valueNode(regconfig.spec.type, config), textOperand(text)], "strict") as never

/**
 * The words of a text, made alike by a configuration such as `english` or `simple`.
 *
 * The SQL: `to_tsvector('english', a)`.
 *
 * @example
 * ```ts
 * import { from, generatedAlways, integer, matches, table, text, toSql, toTsvector, tsvector, websearchToTsquery, where } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Body = table("recipe", { body: text })
 * const Recipe = table("recipe", { id: integer, body: text, words: tsvector.pipe(generatedAlways(toTsvector("english", Body.body))) })
 * toSql(dialect)(pipe(from(Recipe), where(matches(Recipe.words, websearchToTsquery("english", "cake -nut")))))
 * // => `select "recipe"."id", "recipe"."body", "recipe"."words" from "recipe" ` +
 * //      `where ("recipe"."words" @@ websearch_to_tsquery('english'::regconfig, 'cake -nut'))`
 * ```
 *
 * @since 0.1.0
 */
export const toTsvector = <T extends Text>(config: string, text: T): Searched<TsVector, T> =>
  configured(tsvector.spec.type, "toTsvector", config, text)

/**
 * A query in PostgreSQL's own language: words with `&`, `|`, `!`, `<->` and parentheses. One that cannot be read is a
 * SyntaxError; {@link websearchToTsquery} takes anything.
 *
 * The SQL: `to_tsquery('english', a)`.
 *
 * @since 0.1.0
 */
export const toTsquery = <T extends Text>(config: string, query: T): Searched<TsQuery, T> =>
  configured(tsquery.spec.type, "toTsquery", config, query)

/** A query for all words of a text. The SQL: `plainto_tsquery('english', a)`. @since 0.1.0 */
export const plainToTsquery = <T extends Text>(config: string, text: T): Searched<TsQuery, T> =>
  configured(tsquery.spec.type, "plainToTsquery", config, text)

/** A query for the words of a text, one after the other. The SQL: `phraseto_tsquery('english', a)`. @since 0.1.0 */
export const phraseToTsquery = <T extends Text>(config: string, text: T): Searched<TsQuery, T> =>
  configured(tsquery.spec.type, "phraseToTsquery", config, text)

/**
 * A query as people write it: `"of a phrase" or -without`. It takes any text.
 *
 * The SQL: `websearch_to_tsquery('english', a)`.
 *
 * @since 0.1.0
 */
export const websearchToTsquery = <T extends Text>(config: string, text: T): Searched<TsQuery, T> =>
  configured(tsquery.spec.type, "websearchToTsquery", config, text)

/** Does the query find the words? The SQL: `vector @@ query`. @since 0.1.0 */
export const matches: {
  <V extends VectorExpr, Q extends QueryExpr>(
    vector: V,
    query: Q,
  ): Expr<boolean | NullAmong<V | Q>, NeedsOf<V> | NeedsOf<Q> | Needs<"textSearch">, AbsentOf<V> | AbsentOf<Q>>
  <Q extends QueryExpr>(
    query: Q,
  ): <V extends VectorExpr>(
    vector: V,
  ) => Expr<boolean | NullAmong<V | Q>, NeedsOf<V> | NeedsOf<Q> | Needs<"textSearch">, AbsentOf<V> | AbsentOf<Q>>
} = dual((vector: ExprNode, query: ExprNode) => callNode(booleanSpec, "matches", [vector, query], "strict"))

type Rank = <V extends VectorExpr, Q extends QueryExpr>(
  vector: V,
  query: Q,
  normalization?: number,
) => Expr<number | NullAmong<V | Q>, NeedsOf<V> | NeedsOf<Q> | Needs<"textSearch">, AbsentOf<V> | AbsentOf<Q>>

const rank =
  (name: string): Rank =>
  (vector, query, normalization = 0) =>
    callNode(
      real.spec.type,
      name,
      [vector as unknown as ExprNode, query as unknown as ExprNode, valueNode(wholeSpec, normalization)],
      "strict",
    ) as never

/**
 * How well the words fit the query, by how often they stand there. `normalization` is PostgreSQL's: 1 and 2 divide by the
 * length of the document, for instance.
 *
 * The SQL: `ts_rank(vector, query, normalization)`.
 *
 * @since 0.1.0
 */
export const tsRank: Rank = rank("tsRank")

/** How well the words fit the query, by how near they stand. The SQL: `ts_rank_cd(vector, query, normalization)`. @since 0.1.0 */
export const tsRankCd: Rank = rank("tsRankCd")

/** How {@link tsHeadline} marks and cuts. @since 0.1.0 */
export interface HeadlineOptions {
  readonly StartSel?: string
  readonly StopSel?: string
  readonly MaxWords?: number
  readonly MinWords?: number
  readonly ShortWord?: number
  readonly MaxFragments?: number
  readonly FragmentDelimiter?: string
  readonly HighlightAll?: boolean
}

const optionText = (options: HeadlineOptions): string =>
  Object.entries(options)
    .map(([name, value]) => `${name}="${String(value).replaceAll('"', '""')}"`)
    .join(", ")

/**
 * Parts of the text with the words that are found marked. It escapes no HTML.
 *
 * The SQL: `ts_headline('english', a, query, 'StartSel="<b>"')`.
 *
 * @since 0.1.0
 */
export const tsHeadline = <T extends Text, Q extends QueryExpr>(
  config: string,
  text: T,
  query: Q,
  options: HeadlineOptions = {},
): Expr<string | NullAmong<T | Q>, NeedsOf<T> | NeedsOf<Q> | Needs<"textSearch">, AbsentOf<T> | AbsentOf<Q>> =>
  callNode(
    textSpec,
    "tsHeadline",
    [
      valueNode(regconfig.spec.type, config),
      textOperand(text),
      query as unknown as ExprNode,
      valueNode(textSpec, optionText(options)),
    ],
    "strict",
  ) as never

/** The words with a weight, which tells them from others in rank and query. The SQL: `setweight(vector, 'A')`. @since 0.1.0 */
export const setWeight = <V extends VectorExpr>(
  vector: V,
  weight: "A" | "B" | "C" | "D",
): Expr<TsVector | NullAmong<V>, NeedsOf<V> | Needs<"textSearch">, AbsentOf<V>> =>
  callNode(tsvector.spec.type, "setWeight", [vector as unknown as ExprNode, valueNode(textSpec, weight)], "strict") as never

/** The words of one document after those of another. The SQL: `a || b`. @since 0.1.0 */
export const tsvectorConcat = <V extends VectorExpr, W extends VectorExpr>(
  a: V,
  b: W,
): Expr<TsVector | NullAmong<V | W>, NeedsOf<V> | NeedsOf<W> | Needs<"textSearch">, AbsentOf<V> | AbsentOf<W>> =>
  callNode(tsvector.spec.type, "tsvectorConcat", [a as unknown as ExprNode, b as unknown as ExprNode], "strict") as never
