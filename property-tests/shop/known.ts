/** What a database refuses though the query means something, and why that is not mended. */
import type { Kind } from "../documented.js"

interface Refusal {
  readonly kinds: ReadonlyArray<Kind>
  readonly says: RegExp
  readonly because: string
}

const refusals: ReadonlyArray<Refusal> = [
  { kinds: ["postgres"], says: /^FULL JOIN is only supported with/, because: "it joins so by equality only" },
  { kinds: ["postgres"], says: /^for SELECT DISTINCT, ORDER BY expressions/, because: "a value in a subquery has another placeholder in ORDER BY, which is to be mended in the printer" },
  { kinds: ["mysql", "mariadb"], says: /a number with a fraction is not exact$|^Cannot read column "\w+": expected bigint or NULL, got /, because: "a NULL without a type makes a double of a sum, which is to be mended in the printer" },
  { kinds: ["mysql", "mariadb"], says: /^Incorrect parameter count in the call to native function '(least|greatest)'/, because: "least and greatest of one value are to be printed as the value" },
  { kinds: ["mysql"], says: /^Unknown column .* in 'having clause'/, because: "it loses a constant column of a derived table" },
  { kinds: ["mariadb"], says: /of the query around it, which MariaDB does not allow/, because: "docs/databases.md: a derived table that uses the query around it" },
  { kinds: ["mysql"], says: /^Outer reference .* in window's ORDER BY or PARTITION BY clause not allowed/, because: "its window functions read no query around them" },
]

/** What servers write otherwise: decimals of more digits than 20, and the spaces in a JSON document that is read as text. */
const written: ReadonlyArray<string> = ["div", "avg", "jsonText"]

/** May servers give other digits or spaces than are meant, in a query with this in it? */
export const isWrittenOtherwise = (kind: Kind, words: ReadonlyMap<string, number>): boolean => kind !== "sqlite" && written.some((word) => words.has(word))

/** Is that what the database is known to refuse? */
export const isKnown = (kind: Kind, message: string): boolean => refusals.some(({ kinds, says }) => kinds.includes(kind) && says.test(message))
