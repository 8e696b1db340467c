/** What a database refuses though the query means something, and why that is not mended. */
import type { Kind } from "../documented.js"

interface Refusal {
  readonly kinds: ReadonlyArray<Kind>
  readonly says: RegExp
  readonly because: string
}

const refusals: ReadonlyArray<Refusal> = [
  { kinds: ["postgres"], says: /^FULL JOIN is only supported with/, because: "it joins so by equality only" },
  { kinds: ["mariadb"], says: /of the query around it, which MariaDB does not allow/, because: "docs/databases.md: a derived table that uses the query around it" },
  { kinds: ["mysql"], says: /^Outer reference .* in window's ORDER BY or PARTITION BY clause not allowed/, because: "its window functions read no query around them" },
]

/** Is that what the database is known to refuse? */
export const isKnown = (kind: Kind, message: string): boolean => refusals.some(({ kinds, says }) => kinds.includes(kind) && says.test(message))
