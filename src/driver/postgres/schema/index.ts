import { qualified } from "../../../core/schema/print-table.js"
import type { SchemaDialect } from "../../../core/schema/schema-dialect.js"
import { codec } from "./codec.js"
import { introspect } from "./introspect.js"
import { plan } from "./plan.js"
import { scratch } from "./scratch.js"
import { style } from "./style.js"

export const schema: SchemaDialect = {
  introspect,
  normalize: (described) => described,
  scratch,
  sameType: (a, b) => a.type === b.type,
  sameExpression: (a, b) => a === b,
  plan,
  codec,
  name: (name) => qualified(style, name),
}
