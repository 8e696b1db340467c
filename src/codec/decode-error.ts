import { Data } from "effect"
import type * as t from "io-ts"
import type { Shape } from "../core/shape.js"
import { show } from "../core/show.js"

/**
 * A row whose value does not fit the type of its column. Says which column of which table, what was expected and what
 * was there; `errors` are io-ts's own.
 *
 * @example
 * ```ts
 * import { decodeError, numeric, shapeCodec } from "fulmar"
 *
 * const { type } = numeric(10, 2).spec
 * const place = { index: 0, table: "cake", column: "price" }
 * const price = { _tag: "Leaf", ...place, type, nullable: false, option: false } as const
 * const result = shapeCodec(price).decode("abc")
 * result._tag === "Left" ? decodeError(price, 0, result.left).message : ""
 * // => 'Cannot read column "price" of table "cake": expected numeric(10, 2), got "abc"'
 * ```
 *
 * @since 0.1.0
 */
export class DecodeError extends Data.TaggedError("DecodeError")<{
  readonly message: string
  readonly table: string | null
  readonly column: string
  readonly expected: string
  readonly actual: unknown
  /** Position of the row in the result, from 0. */
  readonly row: number
  readonly errors: t.Errors
  /** The statement of a `batch` whose row it is: its name, or its number from 0. */
  readonly statement?: string | undefined
}> {}

/** Where an error happened: the column, and the path to it and inside its value. */
interface Place {
  readonly table: string | null
  readonly column: string
  readonly path: string
}

const step = (key: string): string => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`)

/** Follows the keys of an error's context down the shape: only records and lists take one. */
const placeOf = (shape: Shape, keys: ReadonlyArray<string>, path: string, last: string): Place => {
  switch (shape._tag) {
    case "Leaf":
      return { table: shape.table, column: shape.column, path: path + keys.map(step).join("") }
    case "Optional":
      return placeOf(shape.shape, keys, path, last)
    case "Maybe":
      return keys.length === 0 && shape.row._tag !== "Leaf"
        ? { table: null, column: last, path }
        : placeOf(shape.row, keys, path, last)
    case "List":
    case "Record": {
      const key = keys[0]
      if (key === undefined) return { table: null, column: last, path }
      const inner = shape._tag === "List" ? shape.row : shape.fields.find((field) => field[0] === key)?.[1]
      const name = shape._tag === "List" ? last : key
      return inner === undefined
        ? { table: null, column: last, path }
        : placeOf(inner, keys.slice(1), path + step(key), name)
    }
  }
}

const isChoice = (type: t.Context[number]["type"]): boolean => {
  const tag = (type as { readonly _tag?: string })._tag
  return tag === "UnionType" || tag === "IntersectionType"
}

/**
 * The error of a row that does not fit its shape, from io-ts's errors.
 *
 * @since 0.1.0
 */
export const decodeError = (shape: Shape, row: number, errors: t.Errors): DecodeError => {
  const error = errors[0]
  const context = error?.context ?? []
  // an error of the first member of a union says nothing of the others: name the union instead
  const choice = context.findIndex((entry) => isChoice(entry.type))
  const entries = choice < 0 ? context : context.slice(0, choice + 1)
  const entry = entries[entries.length - 1]
  const expected = entry?.type.name ?? shape._tag
  const actual = choice < 0 ? error?.value : entry?.actual
  const keys = entries.slice(1).map((e) => e.key)
  const { table, column, path } = placeOf(shape, keys, "", "")
  const ofTable = table === null ? "" : ` of table ${JSON.stringify(table)}`
  const where = column === "" ? "the result" : `column ${JSON.stringify(column)}${ofTable}`
  const at = keys.length > 1 ? ` at ${path.replace(/^\./, "")}` : ""
  const why = choice < 0 && error?.message !== undefined ? `: ${error.message}` : ""
  return new DecodeError({
    message: `Cannot read ${where}: expected ${expected}${at}, got ${show(actual)}${why}`,
    table,
    column,
    expected,
    actual,
    row,
    errors,
  })
}
