import type { JsonStep } from "../core/expr-node.js"

/** A path as SQLite, MySQL and MariaDB write it: `$."a key"[0]`, in which a key is escaped as in JSON. */
export const pathText = (path: ReadonlyArray<JsonStep>): string =>
  `$${path.map((step) => (typeof step === "number" ? `[${step}]` : `.${JSON.stringify(step)}`)).join("")}`
