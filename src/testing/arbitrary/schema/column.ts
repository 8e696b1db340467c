import { boolean } from "../../../codec/boolean.js"
import { columnName, comment } from "../../../codec/column-name.js"
import { defaultTo } from "../../../codec/default.js"
import { generatedAlways } from "../../../codec/generated.js"
import { integer } from "../../../codec/integer.js"
import { indexed, primaryKey, unique } from "../../../codec/key.js"
import { nullable, option } from "../../../codec/nullable.js"
import type { AnyColumnDef } from "../../../core/sql-type.js"
import { isNull } from "../../../expr/comparison.js"
import { length } from "../../../expr/text.js"
import { isIndexed } from "./index-over.js"
import type { Draft, Made } from "./keys.js"
import { isKeyed } from "./type.js"

type Modifier = (def: AnyColumnDef) => AnyColumnDef

const when = (test: boolean, modifier: unknown): ReadonlyArray<Modifier> => (test ? [modifier as Modifier] : [])

/** The definition of a column of a table, with what was drawn for it. */
export const definition = (made: Draft, column: Made, name: string): AnyColumnDef => {
  const { def, key, plan } = column
  const isPrimary = made.primary.includes(key)
  const isAlone = isPrimary && made.primary.length === 1
  const modifiers =
    plan === null
      ? when(isPrimary, primaryKey)
      : [
          ...when(isPrimary && made.marked, primaryKey),
          ...when(plan.presence === "nullable" && !isPrimary, nullable),
          ...when(plan.presence === "option" && !isPrimary, option),
          ...when(plan.hasDefault && plan.value !== null, defaultTo(plan.value as never)),
          ...when(plan.unique && isKeyed(def) && !isAlone, unique),
          ...when(isIndexed(made, column), indexed),
          ...when(name !== key, columnName(name)),
          ...when(plan.comment !== null, comment(plan.comment ?? "")),
        ]
  return modifiers.reduce((x, modifier) => modifier(x), def)
}

/** A column that is computed from another: the length of a text, else whether it is NULL. */
export const computed = (from: AnyColumnDef, column: unknown, stored: boolean): AnyColumnDef => {
  const { nullable: mayBeNull, type } = from.spec
  if (type.family !== "text") {
    return boolean.pipe(generatedAlways(isNull(column as never), { stored }))
  }
  const def: AnyColumnDef = integer.pipe(generatedAlways(length(column as never), { stored }))
  return mayBeNull ? nullable(def) : def
}
