import type { TableColumn } from "../../core/table-data.js"
import type { Value } from "./meaning.js"
import { type Scope, valueIn } from "./scope.js"

/** The value that the database gives a column which an insert leaves out: its default, or NULL. */
export const defaultOf = ({ spec }: TableColumn, root: Scope): Value =>
  spec.default?._tag === "Database" ? valueIn(root, spec.default.expr) : null
