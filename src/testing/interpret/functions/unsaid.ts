/** The functions that have no meaning here, and why. */
import { EvaluationError } from "../evaluation-error.js"
import type { Meaning } from "../meaning.js"

const each = (reason: string, names: ReadonlyArray<string>): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, reason]))

/** Each time another value. */
const undetermined: Readonly<Record<string, string>> = {
  ...each("the clock of the database says it", ["now", "today"]),
  ...each("it is another one in each row", ["random", "newUuid"]),
}

/** What only a database can say. */
const unsupported: Readonly<Record<string, string>> = {
  ...each("the words of a text are those of a configuration of PostgreSQL", [
    "toTsvector", "toTsquery", "plainToTsquery", "phraseToTsquery", "websearchToTsquery", "matches", "tsRank", "tsRankCd",
    "tsHeadline", "setWeight", "tsvectorConcat",
  ]),
  ...each("it depends on a full text index", ["matchAgainst", "matchAgainst(boolean)", "matchAgainst(query expansion)"]),
  ...each("the path is in PostgreSQL's own language", ["jsonPathExists", "jsonPathMatch", "jsonPathQueryFirst", "jsonPathQueryArray"]),
}

/** Why a function has no meaning, by its name. */
export const unsaid: Readonly<Record<string, string>> = { ...undetermined, ...unsupported }

/** These functions throw it. */
export const silent: Readonly<Record<string, Meaning>> = Object.fromEntries(
  Object.entries(unsaid).map(([name, why]): readonly [string, Meaning] => [
    name,
    () => {
      throw new EvaluationError({ message: `${name} has no value here: ${why}`, reason: name in undetermined ? "Undetermined" : "Unsupported" })
    },
  ]),
)
