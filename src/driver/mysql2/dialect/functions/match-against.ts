import type { Template } from "../../../../core/dialect.js"

export const matchAgainst: Readonly<Record<string, Template>> = {
  matchAgainst: "match $1 against ($2 in natural language mode)",
  "matchAgainst(boolean)": "match $1 against ($2 in boolean mode)",
  "matchAgainst(query expansion)": "match $1 against ($2 with query expansion)",
}
