import type { DatabaseSchema } from "../../../core/schema/database-schema.js"
import { qualified } from "../../../core/schema/print-table.js"
import type { SchemaDialect } from "../../../core/schema/schema-dialect.js"
import { canonicalSql } from "../../../core/schema/sql-text.js"
import { codec } from "./codec.js"
import { introspect } from "./introspect.js"
import { plan } from "./plan.js"
import { style } from "./style.js"

const affinities: ReadonlyArray<readonly [pattern: RegExp, affinity: string]> = [
  [/^any$/, "any"],
  [/int/, "integer"],
  [/char|clob|text/, "text"],
  [/blob|^$/, "blob"],
  [/real|floa|doub/, "real"],
]

/** What SQLite makes of the name of a type, by the rules of its manual, and the collation. */
const affinity = (type: string): string => {
  const [name = "", collation = ""] = type.split(" collate ")
  return `${affinities.find(([pattern]) => pattern.test(name))?.[1] ?? "numeric"} ${collation}`
}

/** A foreign key refers to tables of the same schema. */
const normalize = (schema: DatabaseSchema): DatabaseSchema => ({
  ...schema,
  tables: schema.tables.map((t) => ({
    ...t,
    foreignKeys: t.foreignKeys.map((k) => ({ ...k, target: { ...k.target, schema: t.schema } })),
  })),
})

export const schema: SchemaDialect = {
  introspect,
  normalize,
  scratch: null,
  sameType: (a, b) => a.type === b.type || affinity(a.type) === affinity(b.type),
  sameExpression: (a, b) => a === b || canonicalSql(a) === canonicalSql(b),
  plan,
  codec,
  name: (name) => qualified(style, name),
}
