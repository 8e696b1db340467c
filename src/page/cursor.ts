import * as E from "fp-ts/lib/Either.js"
import { encodeValue } from "../core/encode.js"
import { ValidationError } from "../core/errors.js"
import { show } from "../core/show.js"
import type { Wire } from "../core/sql-type.js"
import type { SortKey } from "./sort-keys.js"

/**
 * Where a page begins or ends: the sort keys of a row as an opaque text. It may be kept, and sent as a part of a URL; it is
 * no secret. It is for the same query with the same order only.
 *
 * @since 0.1.0
 */
export type PageCursor = string

const base64 = (text: string): string => {
  const bytes = new TextEncoder().encode(text)
  return btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")
}
const fromBase64 = (text: string): string => {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"))
  return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(binary, (c) => c.charCodeAt(0)))
}

/** What a wire value is in JSON: what JSON has not is told apart by its name. */
const toJson = (wire: Wire): unknown =>
  typeof wire === "bigint"
    ? { bigint: String(wire) }
    : wire instanceof Uint8Array
      ? { bytes: Array.from(wire) }
      : typeof wire === "number" && !Number.isFinite(wire)
        ? { number: String(wire) }
        : Object.is(wire, -0)
          ? 0
          : wire
const fromJson = (json: unknown): unknown => {
  if (typeof json !== "object" || json === null) return json
  const { bigint, bytes, number } = json as Readonly<Record<string, unknown>>
  if (typeof bigint === "string" && /^-?\d{1,40}$/.test(bigint)) return BigInt(bigint)
  if (Array.isArray(bytes)) return Uint8Array.from(bytes as ReadonlyArray<number>)
  return typeof number === "string" ? Number(number) : json
}

const orderText = (keys: ReadonlyArray<SortKey>): ReadonlyArray<string> =>
  keys.map(({ direction, expr, nulls }) => `${expr._tag === "Column" ? `${expr.table}.${expr.key}` : expr._tag} ${direction} ${nulls}`)

/** The cursor of a row with these sort keys. */
export const makeCursor = (keys: ReadonlyArray<SortKey>, values: ReadonlyArray<unknown>): PageCursor =>
  base64(
    JSON.stringify([
      orderText(keys),
      keys.map(({ expr }, i) => {
        if (values[i] === null) return null
        const wire = encodeValue(expr.type, values[i])
        return E.isRight(wire) ? toJson(wire.right) : null
      }),
    ]),
  )

const refused = (cursor: unknown, why: string): E.Either<ValidationError, never> =>
  E.left(
    new ValidationError({
      message: `Cannot begin a page at ${show(cursor)}: ${why}. Take a cursor that a page of the same query with the same order gave.`,
      table: "",
      issues: [{ column: "cursor", row: 0, value: cursor, expected: "a cursor of this query", message: why }],
    }),
  )

/** The sort keys that a cursor holds, if it is one of this order. */
export const readCursor = (keys: ReadonlyArray<SortKey>, cursor: PageCursor): E.Either<ValidationError, ReadonlyArray<unknown>> => {
  let parsed: unknown
  try {
    parsed = JSON.parse(fromBase64(cursor))
  } catch {
    return refused(cursor, "it is no cursor")
  }
  const [order, values] = Array.isArray(parsed) ? (parsed as ReadonlyArray<unknown>) : []
  if (!Array.isArray(order) || !Array.isArray(values) || values.length !== keys.length) return refused(cursor, "it is no cursor of this query")
  if (JSON.stringify(order) !== JSON.stringify(orderText(keys))) return refused(cursor, "it is of rows in another order")
  const decoded: Array<unknown> = []
  for (const [i, { expr, mayBeNull }] of keys.entries()) {
    const wire = fromJson(values[i])
    if (wire === null) {
      if (!mayBeNull) return refused(cursor, "it is no cursor of this query")
      decoded.push(null)
      continue
    }
    const value = expr.type.codec.decode(wire)
    if (E.isLeft(value)) return refused(cursor, "it is no cursor of this query")
    decoded.push(value.right)
  }
  return E.right(decoded)
}
