import type { CteNode } from "../../core/query-node.js"
import type { Doc } from "./code.js"
import type { Block, Shower } from "./shower.js"

/** Is the recursive table used anywhere inside? */
const mentions = (inside: unknown, cte: CteNode, seen: Set<unknown> = new Set()): boolean => {
  if (inside === cte) {
    return true
  }
  if (typeof inside !== "object" || inside === null || seen.has(inside)) {
    return false
  }
  seen.add(inside)
  const node = inside as Readonly<Record<string, unknown>>
  if (node["_tag"] === "Column" && node["table"] === cte.name) {
    return true
  }
  // The source of a table holds the table.
  const source: unknown = typeof node["source"] === "function" ? (node["source"] as () => unknown)() : null
  return mentions(source, cte, seen) || Object.entries(node).some(([key, x]) => key !== "type" && mentions(x, cte, seen))
}

/** The outermost block in which all that it uses is known. */
const blockOf = (s: Shower, of: object): number => {
  for (let i = s.blocks.length - 1; i > 0; i--) {
    const { self } = s.blocks[i]!
    if (self !== null && mentions(of, self.cte)) {
      return i
    }
  }
  return 0
}

/** Runs in the blocks up to the one, as if those inside it had not begun. */
const within = <A>(s: Shower, index: number, run: (block: Block) => A): A => {
  const inner = s.blocks.splice(index + 1)
  const made = run(s.blocks[index]!)
  s.blocks.push(...inner)
  return made
}

/** The name of a constant, which is made the first time that it is used. */
export const constant = (
  s: Shower,
  of: object,
  alike: (other: object) => boolean,
  name: () => string,
  make: () => Doc,
): string => {
  for (const block of s.blocks) {
    const found = block.constants.find((c) => alike(c.of))
    if (found !== undefined) {
      return found.name
    }
  }
  return within(s, blockOf(s, of), (block) => {
    const named = name()
    const doc = make()
    block.constants.push({ of, name: named })
    block.lines.push([`const ${named} = `, doc])
    return named
  })
}
