/**
 * Code as a tree, so that it can be laid out when its length is known: texts, names that it imports, lists between
 * brackets, and statements between braces.
 */
export type Doc = string | Name | Brackets | Statements | Shared | ReadonlyArray<Doc>

/** A name that a module exports. */
export interface Name {
  readonly _tag: "Name"
  readonly module: string
  readonly name: string
}

/** Items between brackets, on one line if they fit. */
export interface Brackets {
  readonly _tag: "Brackets"
  readonly open: string
  readonly items: ReadonlyArray<Doc>
  readonly close: string
}

/** The statements of a function, each on a line. */
export interface Statements {
  readonly _tag: "Statements"
  readonly lines: ReadonlyArray<Doc>
}

export const nameOf = (module: string, name: string): Name => ({ _tag: "Name", module, name })
/** A name that the library exports. */
export const exportDoc = (name: string): Name => nameOf("fulmar", name)
export const brackets = (open: string, items: ReadonlyArray<Doc>, close: string): Brackets => ({
  _tag: "Brackets",
  open,
  items,
  close,
})

/** What has to be one value wherever it stands: a constant, if it stands in several places. */
export interface Shared {
  readonly _tag: "Shared"
  readonly of: object
  readonly name: string
  readonly doc: Doc
}

export const shared = (of: object, name: string, doc: Doc): Shared => ({ _tag: "Shared", of, name, doc })

export const statements = (lines: ReadonlyArray<Doc>): Statements => ({ _tag: "Statements", lines })

export const isList = (doc: Doc): doc is ReadonlyArray<Doc> => Array.isArray(doc)

/** A record is set apart from its braces, a list from its brackets is not. */
const flat = (doc: Doc): string => {
  if (typeof doc === "string") {
    return doc
  }
  if (isList(doc)) {
    return doc.map(flat).join("")
  }
  if (doc._tag === "Name") {
    return doc.name
  }
  if (doc._tag === "Statements") {
    return "{}"
  }
  if (doc._tag === "Shared") {
    return flat(doc.doc)
  }
  const inside = doc.items.map(flat).join(", ")
  return doc.open.endsWith("{") && inside !== "" ? `${doc.open} ${inside} ${doc.close}` : `${doc.open}${inside}${doc.close}`
}

/** Does it need several lines? */
const breaks = (doc: Doc): boolean =>
  typeof doc !== "string" &&
  (isList(doc) ? doc.some(breaks) : doc._tag === "Statements" || (doc._tag === "Brackets" && doc.items.some(breaks)))

const width = 100

/** The code on as many lines as it needs, the first of which starts in the column `at`. */
export const layOut = (doc: Doc, indent = "", at = indent.length): string => {
  const line = flat(doc)
  if (typeof doc === "string" || (at + line.length <= width && !breaks(doc))) {
    return line
  }
  if (isList(doc)) {
    let text = ""
    for (const part of doc) {
      const end = text.lastIndexOf("\n")
      text += layOut(part, indent, end < 0 ? at + text.length : text.length - end - 1)
    }
    return text
  }
  if (doc._tag === "Name" || (doc._tag === "Brackets" && doc.items.length === 0)) {
    return line
  }
  if (doc._tag === "Shared") {
    return layOut(doc.doc, indent, at)
  }
  const only = doc._tag === "Brackets" && doc.items.length === 1 ? doc.items[0]! : null
  if (doc._tag === "Brackets" && only !== null && typeof only === "object" && "open" in only) {
    return `${doc.open}${layOut(only, indent, at + doc.open.length)}${doc.close}`
  }
  const inner = `${indent}  `
  if (doc._tag === "Statements") {
    return `{\n${doc.lines.map((x) => `${inner}${layOut(x, inner)}\n`).join("")}${indent}}`
  }
  return `${doc.open}\n${doc.items.map((item) => `${inner}${layOut(item, inner)},\n`).join("")}${indent}${doc.close}`
}

/** The names that the code imports, by module. */
export const importsOf = (docs: ReadonlyArray<Doc>): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>()
  const visit = (doc: Doc): void => {
    if (typeof doc === "string") {
      return
    }
    if (isList(doc)) {
      doc.forEach(visit)
    } else if (doc._tag === "Brackets") {
      doc.items.forEach(visit)
    } else if (doc._tag === "Statements") {
      doc.lines.forEach(visit)
    } else if (doc._tag === "Shared") {
      visit(doc.doc)
    } else {
      const names = found.get(doc.module) ?? new Set()
      found.set(doc.module, names.add(doc.name))
    }
  }
  docs.forEach(visit)
  return found
}

/** Code, and the value that it makes. */
export interface Code {
  readonly doc: Doc
  readonly value: unknown
}

export const code = (doc: Doc, value: unknown): Code => ({ doc, value })

const isName = (key: string): boolean => /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(key)

/** A key of a record. */
export const keyDoc = (key: string): string =>
  key === "__proto__" ? `["__proto__"]` : isName(key) ? key : JSON.stringify(key)

/** A member of a value. */
export const member = (of: Doc, key: string): Doc => (isName(key) ? [of, `.${key}`] : [of, `[${JSON.stringify(key)}]`])

/** A record of code by key. */
export const recordDoc = (fields: ReadonlyArray<readonly [key: string, doc: Doc]>): Doc =>
  brackets(
    "{",
    fields.map(([key, doc]) => [keyDoc(key), ": ", doc]),
    "}",
  )

export const listDoc = (items: ReadonlyArray<Doc>): Doc => brackets("[", items, "]")
