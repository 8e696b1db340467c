import type { Dialect } from "../../core/dialect.js"
import type { JsonStep } from "../../core/expr-node.js"
import { pathText } from "../path-text.js"

type Path = ReadonlyArray<JsonStep>
type Pieces = NonNullable<ReturnType<Dialect["jsonPath"]>>

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** The document as `changed`, if what is at the path is of a type. */
const guarded = (path: Path, type: string, changed: Pieces): Pieces => [
  ...["case json_type(", 0, `, ${quoted(pathText(path))}) when ${type} then `] as const,
  ...changed,
  ...[" else ", 0, " end"] as const,
]

/** `json_set` makes the objects that are missing on the way, and appends only at the very end of an array. */
const put = (name: "json_set" | "json_insert", path: Path): Pieces => {
  const parent = path.slice(0, -1)
  const last = path[path.length - 1]
  const here = quoted(pathText(path))
  const changed: Pieces =
    typeof last !== "number"
      ? [`${name}(`, 0, `, ${here}, `, 1, ")"]
      : [
          ...[`${name}(`, 0, ", case when json_array_length(", 0, `, ${quoted(pathText(parent))}) > ${last} `] as const,
          ...[`then ${here} else ${quoted(`${pathText(parent)}[#]`)} end, `, 1, ")"] as const,
        ]
  return parent.length === 0 ? changed : guarded(parent, typeof last === "number" ? "'array'" : "'object'", changed)
}

export const jsonPath: Dialect["jsonPath"] = (op, path) => {
  const here = quoted(pathText(path))
  switch (op) {
    case "get":
      return path.length === 0 ? [0] : ["(", 0, ` -> ${here})`]
    case "text":
      // `->>` makes numbers of true and of long digits; joined with nothing, what `->` gives is a text and no document.
      return [
        ...["case json_type(", 0, `, ${here}) when 'text' then (`, 0, ` ->> ${here}) when 'null' then null `] as const,
        ...["else (", 0, ` -> ${here}) || '' end`] as const,
      ]
    case "set":
      return put("json_set", path)
    case "insert":
      return put("json_insert", path)
    case "replace":
      return ["json_replace(", 0, `, ${here}, `, 1, ")"]
    case "remove":
      return ["json_remove(", 0, `, ${here})`]
    case "append":
      return guarded(path, "'array'", ["json_insert(", 0, `, ${quoted(`${pathText(path)}[#]`)}, `, 1, ")"])
  }
}
