/** Where databases may give something else than what is meant: what the documentation says they do. */
import type { Outcome } from "./differing.js"
import type { Row } from "./calls.js"

export type Kind = "sqlite" | "postgres" | "mariadb" | "mysql"

interface Case {
  readonly name: string
  readonly kind: Kind
  readonly row: Row
  readonly meant: Outcome
  readonly found: Outcome
}

const isMySql = (kind: Kind): boolean => kind === "mysql" || kind === "mariadb"
const refused = (outcome: Outcome): string => ("error" in outcome ? outcome.error : "")
const valueOf = (outcome: Outcome): unknown => ("value" in outcome ? outcome.value : undefined)

/** What is allowed, and where it stands. */
const rules: Readonly<Record<string, (c: Case) => boolean>> = {
  "docs/expressions.md: a float that grows beyond all bounds is Infinity on SQLite": ({ kind, meant, found }) =>
    kind === "sqlite" && refused(meant).includes("float can hold") && [Infinity, -Infinity].includes(valueOf(found) as number),
  "docs/databases.md: a float too near to 0 is refused by PostgreSQL": ({ kind, found }) => kind === "postgres" && refused(found).includes("underflow"),
  "docs/databases.md: mod of doubles is of the binary fractions on MySQL": ({ name, kind }) => isMySql(kind) && name === "d % e",
  "docs/databases.md: MySQL gives a float no more than 22 characters as text": ({ name, kind, row }) => kind === "mysql" && name.startsWith("d to text") && String(row.d).length > 22,
  "docs/databases.md: a cast of what does not fit": ({ name, kind, meant }) =>
    isMySql(kind) && / to (integer|bigint|short)$/.test(name) && refused(meant).startsWith("DataError"),
  "docs/expressions.md: text that is no number": ({ name, kind, meant }) =>
    kind !== "postgres" && name.startsWith("digits to ") && refused(meant).startsWith("DataError"),
  "docs/expressions.md: what leaves the years 1 to 9999 is an error or NULL": ({ kind, meant, found }) =>
    refused(meant).includes("years 1 to 9999") && (valueOf(found) === null || (isMySql(kind) && String(valueOf(found)).startsWith("date 0000-"))),
  "docs/expressions.md: letters beyond A to Z are the business of the database": ({ meant }) => refused(meant).startsWith("Undetermined: Databases differ in the case"),
  "docs/databases.md: order of text": ({ name, kind }) => kind === "postgres" && /^s (<|<=|>|>=|between|greatest|least)$/.test(name),
  "docs/expressions.md: a pattern that ends with a backslash": ({ meant }) => refused(meant).includes("backslash"),
}

/** Does the documentation say that the database may give this? */
export const isDocumented = (c: Case): boolean => Object.values(rules).some((rule) => rule(c))
