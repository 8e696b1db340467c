import { Option } from "effect"
import * as E from "fp-ts/lib/Either.js"
import { setOwn } from "../codec/raw-value.js"
import type { ColumnSpec } from "../core/column-spec.js"
import { validateColumn } from "../core/encode.js"
import { defaultOf } from "./default-value.js"
import type { Dumped, DumpOptions } from "./dump-types.js"
import { givenFields } from "./given.js"
import { jsonForm, jsonOfAny } from "./json-form.js"
import { type Model, modelNode, noField } from "./model.js"
import type { FieldNode, ModelNode, Rec } from "./node.js"

type Chosen = { readonly [key: string]: true | Chosen | undefined }
type Options = Required<Omit<DumpOptions<unknown, unknown>, "include" | "exclude">>

const isNone = (value: unknown): boolean => value === null || (Option.isOption(value) && Option.isNone(value))

/** Wire forms, which are plain values or bytes. */
const sameWire = (a: unknown, b: unknown): boolean =>
  Object.is(a, b) || (a instanceof Uint8Array && b instanceof Uint8Array && a.length === b.length && a.every((byte, i) => byte === b[i]))

const isDefault = (spec: ColumnSpec, value: unknown): boolean => {
  const known = defaultOf(spec)
  if (known === null) return false
  const [a, b] = [validateColumn(spec, value), validateColumn(spec, known.value)]
  return E.isRight(a) && E.isRight(b) && sameWire(a.right, b.right)
}

const jsonOfColumn = (node: ModelNode, key: string, spec: ColumnSpec, value: unknown, options: Options): unknown => {
  const present: unknown = spec.option && Option.isOption(value) ? Option.getOrNull(value) : value
  if (present === null && spec.nullable) return null
  try {
    return jsonForm(spec.type, present, options)
  } catch (cause) {
    throw new TypeError(`Field ${JSON.stringify(key)} of model ${JSON.stringify(node.name)} cannot be dumped: ${(cause as Error).message}.`, { cause })
  }
}

const inner = (chosen: Chosen | undefined, key: string): Chosen | undefined => {
  const of = chosen !== undefined && Object.hasOwn(chosen, key) ? chosen[key] : undefined
  return of === true ? undefined : of
}

const isKept = (key: string, include: Chosen | undefined, exclude: Chosen | undefined): boolean =>
  (include === undefined || (Object.hasOwn(include, key) && include[key] !== undefined)) && !(exclude !== undefined && Object.hasOwn(exclude, key) && exclude[key] === true)

const dumpField = (node: ModelNode, { key, of }: FieldNode, value: unknown, options: Options, include: Chosen | undefined, exclude: Chosen | undefined): unknown => {
  if (of._tag === "Column") return options.mode === "json" ? jsonOfColumn(node, key, of.spec, value, options) : value
  const row = (item: unknown): Rec => dumpRow(of.spec.model, item as Rec, options, inner(include, key), inner(exclude, key))
  return value === null ? null : Array.isArray(value) ? value.map(row) : row(value)
}

const dumpRow = (node: ModelNode, row: Rec, options: Options, include: Chosen | undefined, exclude: Chosen | undefined): Rec => {
  const out = {}
  const given = options.excludeUnset ? givenFields(row) : null
  for (const field of node.fields) {
    const { key, of } = field
    const value = Object.hasOwn(row, key) ? row[key] : undefined
    if (value === undefined || field.hidden || !isKept(key, include, exclude) || given?.has(key) === false) continue
    if ((options.excludeNone && isNone(value)) || (options.excludeDefaults && of._tag === "Column" && isDefault(of.spec, value))) continue
    setOwn(out, options.byAlias ? (field.outputName ?? key) : key, dumpField(node, field, value, options, include, exclude))
  }
  if (options.roundTrip || options.excludeComputed) return out
  for (const [key, compute] of node.computed) {
    if (!isKept(key, include, exclude)) continue
    const value = compute(row)
    if (!(options.excludeNone && isNone(value))) setOwn(out, key, options.mode === "json" ? jsonOfAny(value, options) : value)
  }
  return out
}

/** A field that is chosen and does not exist would say nothing: a wrong name could give away what should be excluded. */
const checkChosen = (node: ModelNode, chosen: Chosen | undefined): void => {
  for (const [key, deeper] of Object.entries(chosen ?? {})) {
    const field = node.fields.find((f) => f.key === key)
    if (field === undefined && !node.computed.some(([name]) => name === key)) throw noField(node, key)
    if (field?.of._tag === "Nested" && typeof deeper === "object") checkChosen(field.of.spec.model, deeper)
  }
}

/**
 * A plain record of a value of a model: its fields in their order, then its computed fields. Related rows that are fields are
 * dumped by their own models, with the same options.
 *
 * In JSON mode there is only what JSON holds: a decimal, a bigint and a `Date` as text (ISO 8601), bytes as base64, an
 * `Option` as its value or `null`. NaN and the infinities stay numbers, for which JSON text has `null`; with `roundTrip` they are
 * text. A value that does not fit its column is a `TypeError` in JSON mode, and so is a field that does not exist.
 *
 * @example
 * ```ts
 * import { dump, integer, model, nullable, table, text, timestamptz } from "fulmar"
 *
 * const Hero = table("hero", { name: text, secretName: text, age: integer.pipe(nullable), born: timestamptz })
 * const ada = { name: "Ada", secretName: "Countess", age: null, born: new Date(0) }
 * dump(model(Hero), { exclude: { secretName: true }, excludeNone: true, mode: "json" })(ada)
 * // => { name: "Ada", born: "1970-01-01T00:00:00.000Z" }
 * ```
 *
 * @since 0.1.0
 */
export const dump = <A, D, M, const O extends DumpOptions<D, M> = {}>(
  model: Model<any, A, D, M>,
  options?: O,
): ((value: A) => Dumped<D, M, O>) => {
  const node = modelNode(model)
  const { exclude, include, ...given } = (options ?? {}) as DumpOptions<unknown, unknown> & { readonly include?: Chosen; readonly exclude?: Chosen }
  checkChosen(node, include)
  checkChosen(node, exclude)
  const complete: Options = {
    excludeUnset: false, excludeDefaults: false, excludeNone: false, excludeComputed: false,
    byAlias: false, roundTrip: false, mode: "value", bigint: "string", ...given,
  }
  return (value) => dumpRow(node, value as Rec, complete, include, exclude) as Dumped<D, M, O>
}

/**
 * JSON text of a value of a model: of {@link dump} in JSON mode.
 *
 * @example
 * ```ts
 * import { bigint, dumpJson, model, table } from "fulmar"
 *
 * const Sum = table("sum", { total: bigint })
 * dumpJson(model(Sum))({ total: 2n ** 53n }) // => '{"total":"9007199254740992"}'
 * ```
 *
 * @since 0.1.0
 */
export const dumpJson = <A, D, M>(model: Model<any, A, D, M>, options: Omit<DumpOptions<D, M>, "mode"> = {}): ((value: A) => string) => {
  const json = dump(model, { ...options, mode: "json" } as DumpOptions<D, M>)
  return (value) => JSON.stringify(json(value))
}
