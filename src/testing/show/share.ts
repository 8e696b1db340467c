import { type Doc, isList } from "./code.js"
import { valueName } from "./name.js"
import type { Shower } from "./shower.js"

/** How often each shared value stands in the code. What is inside one counts once. */
const usesOf = (docs: ReadonlyArray<Doc>): ReadonlyMap<object, number> => {
  const uses = new Map<object, number>()
  const visit = (doc: Doc): void => {
    if (typeof doc === "string") {
      return
    }
    if (isList(doc)) {
      return doc.forEach(visit)
    }
    switch (doc._tag) {
      case "Brackets":
        return doc.items.forEach(visit)
      case "Statements":
        return doc.lines.forEach(visit)
      case "Shared": {
        const before = uses.get(doc.of) ?? 0
        uses.set(doc.of, before + 1)
        return before === 0 ? visit(doc.doc) : undefined
      }
      default:
        return
    }
  }
  docs.forEach(visit)
  return uses
}

/** The lines before the code and the code, in which what stands in several places is a constant at the head. */
export const withShared = (s: Shower, lines: ReadonlyArray<Doc>, doc: Doc): { readonly lines: ReadonlyArray<Doc>; readonly doc: Doc } => {
  const uses = usesOf([...lines, doc])
  const names = new Map<object, string>()
  const head: Array<Doc> = []
  const go = (x: Doc): Doc => {
    if (typeof x === "string") {
      return x
    }
    if (isList(x)) {
      return x.map(go)
    }
    switch (x._tag) {
      case "Brackets":
        return { ...x, items: x.items.map(go) }
      case "Statements":
        return { ...x, lines: x.lines.map(go) }
      case "Shared": {
        if (uses.get(x.of)! < 2) {
          return go(x.doc)
        }
        const known = names.get(x.of)
        if (known !== undefined) {
          return known
        }
        const made = go(x.doc)
        const name = valueName(s, x.name)
        names.set(x.of, name)
        head.push([`const ${name} = `, made])
        return name
      }
      default:
        return x
    }
  }
  const [shown, ...rest] = [doc, ...lines].map(go)
  return { lines: [...head, ...rest], doc: shown! }
}
