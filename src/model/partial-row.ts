import { constantDefault } from "./default-value.js"
import type { FieldNode, Form, Rec } from "./node.js"

/** A row of which not all is known, and whether anyone has asked for what is not. */
export interface PartialRow {
  readonly row: Rec
  readonly askedForUnknown: () => boolean
}

/** The value that a field that is left out will have; `undefined`: nobody knows. */
const later = (form: Form, field: FieldNode): unknown =>
  form === "create" && field.of._tag === "Column" ? constantDefault(field.of.spec)?.value : undefined

/**
 * What a rule on the whole row reads of a value that is only a part of it. `whole` are the fields of the row, `fields` those of
 * the value's model.
 */
export const partialRow = (value: Rec, form: Form, fields: ReadonlyArray<FieldNode>, whole: ReadonlyArray<FieldNode>): PartialRow => {
  const row: Record<string, unknown> = { ...value }
  const unknown = new Set<PropertyKey>()
  for (const { key } of whole) {
    if (Object.hasOwn(value, key)) continue
    const field = fields.find((f) => f.key === key)
    const known = field === undefined ? undefined : later(form, field)
    if (known === undefined) unknown.add(key)
    else row[key] = known
  }
  let asked = false
  const proxy = new Proxy(row, {
    get: (target, key, receiver) => {
      asked ||= unknown.has(key)
      return Reflect.get(target, key, receiver) as unknown
    },
    has: (target, key) => {
      asked ||= unknown.has(key)
      return Reflect.has(target, key)
    },
    getOwnPropertyDescriptor: (target, key) => {
      asked ||= unknown.has(key)
      return Reflect.getOwnPropertyDescriptor(target, key)
    },
    ownKeys: (target) => {
      asked ||= unknown.size > 0
      return Reflect.ownKeys(target)
    },
  })
  return { row: proxy, askedForUnknown: () => asked }
}
