import type { Dialect } from "../../../core/dialect.js"
import type { JsonStep } from "../../../core/expr-node.js"
import { pathText } from "../../path-text.js"
import { textLiteral } from "./wire.js"

type Path = ReadonlyArray<JsonStep>
type Pieces = NonNullable<ReturnType<Dialect["jsonPath"]>>

const literal = (path: Path): string => textLiteral(pathText(path))

const at = (path: Path): Pieces => (path.length === 0 ? [0] : ["json_extract(", 0, `, ${literal(path)})`])

/**
 * Paths of documents, where `collation` compares texts and `json` makes a document of a text. `dashes`: whether keys may
 * begin with a minus sign, which MariaDB takes for that of an index.
 */
export const jsonPathWith = (
  collation: string,
  json: (text: string) => string,
  dashes: boolean,
): Dialect["jsonPath"] => {
  const isArray = (path: Path): Pieces => ["(cast(json_type(", ...at(path), `) as char) collate ${collation}) = 'ARRAY'`]

  /** To MySQL and MariaDB the first item of what is no array is that itself. */
  const firsts = (path: Path): ReadonlyArray<Pieces> =>
    path.flatMap((step, i) => (step === 0 ? [isArray(path.slice(0, i))] : []))

  const guarded = (guards: ReadonlyArray<Pieces>, then: Pieces, otherwise: Pieces): Pieces =>
    guards.length === 0
      ? then
      : [
          "case when ",
          ...guards.flatMap((guard, i) => (i === 0 ? guard : [" and ", ...guard])),
          ...[" then ", ...then, ...otherwise, " end"] as const,
        ]

  const changed = (guards: ReadonlyArray<Pieces>, then: Pieces): Pieces => guarded(guards, then, [" else ", 0])

  const asText = (document: Pieces): Pieces => (json("") === "" ? ["cast(", ...document, " as char)"] : document)

  const put = (name: string, path: Path): Pieces => {
    const last = path[path.length - 1]
    const further = typeof last === "number" && last > 0 ? [isArray(path.slice(0, -1))] : []
    return changed([...firsts(path), ...further], [`${name}(`, 0, `, ${literal(path)}, `, 1, ")"])
  }

  return (op, path) => {
    if (!dashes && path.some((step) => String(step).startsWith("-"))) {
      return null
    }
    switch (op) {
      case "get":
        return guarded(firsts(path), at(path), [])
      case "text":
        return [
          // Where documents are texts, the text "null" in one would be equal to its null.
          ...["(json_unquote(nullif(", ...asText(guarded(firsts(path), at(path), [])), `, ${json("'null'")})) `] as const,
          `collate ${collation})`,
        ]
      case "set":
        return put("json_set", path)
      case "insert":
        return put("json_insert", path)
      case "replace":
        return changed(firsts(path), ["json_replace(", 0, `, ${literal(path)}, `, 1, ")"])
      case "remove":
        return changed(firsts(path), ["json_remove(", 0, `, ${literal(path)})`])
      case "append":
        return changed(
          [...firsts(path), isArray(path)],
          ["json_array_append(", 0, `, ${literal(path)}, `, 1, ")"],
        )
    }
  }
}
