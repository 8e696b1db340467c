import { Option } from "effect"
import { type Either, mapLeft, right } from "fp-ts/lib/Either.js"
import type { ColumnSpec } from "../core/column-spec.js"
import { encodeValue, type Misfit, validateColumn } from "../core/encode.js"
import type { TypeSpec, Wire } from "../core/sql-type.js"
import { show } from "../core/show.js"
import type { Compiled } from "../core/compiled.js"
import type { Dialect } from "../core/dialect.js"
import { ValidationError } from "../core/errors.js"
import type { ValidationIssue } from "../core/errors.js"

/**
 * The parameters of a statement with `args` in the places of its named ones, each encoded by its type; or one issue for
 * each argument that is missing or does not fit.
 */
export const bindNamed = (
  dialect: Dialect,
  compiled: Compiled,
  args: Readonly<Record<string, unknown>>,
): ReadonlyArray<unknown> | ValidationError => {
  const params = compiled.params.slice()
  const issues = new Map<string, ValidationIssue>()
  for (const { index, name, type, nullable, column } of compiled.named) {
    const value = Object.hasOwn(args, name) ? args[name] : undefined
    const encoded = encodeArgument(type, nullable, column, value)
    const bound = encoded._tag === "Left" ? encoded : dialect.bind(type, encoded.right)
    if (bound._tag === "Left") {
      const message = `Parameter "${name}": expected ${bound.left}, got ${show(value)}`
      issues.set(name, { column: name, row: 0, value, expected: bound.left, message })
    } else params[index] = bound.right
  }
  if (issues.size === 0) return params
  const all = [...issues.values()]
  return new ValidationError({
    message: all.map((issue) => issue.message).join("\n"),
    table: compiled.collection ?? "",
    issues: all,
  })
}

const encodeArgument = (
  type: TypeSpec,
  nullable: boolean,
  column: ColumnSpec | null,
  value: unknown,
): Either<string, Wire> => {
  if (value === undefined) return missing
  if (column !== null) return encodeColumn(column, value)
  const bare = nullable && Option.isOption(value) ? Option.getOrNull(value) : value
  return nullable && bare === null ? right(null) : encodeValue(type, bare)
}

const encodeColumn = (column: ColumnSpec, value: unknown): Either<string, Wire> =>
  mapLeft((misfit: Misfit) => misfit.expected)(validateColumn(column, value))

const missing = { _tag: "Left", left: "a value" } as const
