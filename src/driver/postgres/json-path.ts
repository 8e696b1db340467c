import type { Dialect } from "../../core/dialect.js"
import type { JsonStep } from "../../core/expr-node.js"

type Path = ReadonlyArray<JsonStep>
type Pieces = NonNullable<ReturnType<Dialect["jsonPath"]>>

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

const step = (s: JsonStep): string => (typeof s === "number" ? String(s) : quoted(s))

/** `->` takes a text for a key and a number for an index; the paths of `#>` do not tell the two apart. */
const at = (path: Path): Pieces =>
  path.length === 0 ? [0] : ["(", 0, ...path.map((s) => ` -> ${step(s)}`), ")"]

/** To `->` the first item of what is neither array nor object is that itself. */
const firsts = (path: Path, then: Pieces): Pieces => {
  const guards = path.flatMap((s, i) => (s === 0 ? [["jsonb_typeof(", ...at(path.slice(0, i)), ") = 'array'"] as const] : []))
  return guards.length === 0
    ? then
    : ["case when ", ...guards.flatMap((guard, i) => (i === 0 ? guard : [" and ", ...guard])), " then ", ...then, " end"]
}

/** A path for functions that take no other, where it is known what there is on the way. */
const array = (path: Path): string =>
  quoted(`{${path.map((s) => `"${String(s).replace(/["\\]/g, "\\$&")}"`).join(",")}}`)

const container = (path: Path): string => (typeof path[path.length - 1] === "number" ? "'array'" : "'object'")

/** The document as `changed`, if the last step of the path may be taken. */
const guarded = (path: Path, changed: Pieces): Pieces => [
  ...["case jsonb_typeof(", ...at(path.slice(0, -1)), `) when ${container(path)} then `] as const,
  ...changed,
  ...[" else ", 0, " end"] as const,
]

const set = (path: Path, missing = ""): Pieces => ["jsonb_set(", 0, `, ${array(path)}, coalesce(`, 1, `, cast('null' as jsonb))${missing})`]

export const jsonPath: Dialect["jsonPath"] = (op, path) => {
  switch (op) {
    case "get":
      return firsts(path, at(path))
    case "text": {
      const last = path[path.length - 1]
      return last === undefined
        ? ["(", 0, " #>> '{}')"]
        : firsts(path, ["(", 0, ...path.slice(0, -1).map((s) => ` -> ${step(s)}`), ` ->> ${step(last)})`])
    }
    case "set":
      return guarded(path, set(path))
    case "insert":
      return guarded(path, ["case when ", ...at(path), " is null then ", ...set(path), " else ", 0, " end"])
    case "replace":
      return guarded(path, set(path, ", false"))
    case "remove":
      return guarded(path, ["(", 0, ` #- ${array(path)})`])
    case "append": {
      const longer: Pieces = ["(", ...at(path), " || jsonb_build_array(", 1, "))"]
      return [
        ...["case jsonb_typeof(", ...at(path), ") when 'array' then "] as const,
        ...(path.length === 0 ? longer : (["jsonb_set(", 0, `, ${array(path)}, `, ...longer, ")"] as const)),
        ...[" else ", 0, " end"] as const,
      ]
    }
  }
}
