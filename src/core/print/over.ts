import { encodeValue } from "../encode.js"
import type { ExprNode, ValueNode } from "../expr-node.js"
import { sortExprs } from "../query/block.js"
import { sameWindow } from "../same-expr.js"
import { show } from "../show.js"
import { children, hasWindow } from "../traverse.js"
import type { Block } from "./lower.js"
import type { FrameBound, FrameNode, WindowSpec } from "../window-node.js"
import { printKey } from "./expr.js"
import { Prec } from "./precedence.js"
import { type Printer, refuse, separated } from "./printer.js"
import { printTemplate } from "./template.js"

/** Prints OVER and the window, or its name. */
export const printOver = (p: Printer, w: WindowSpec): void => {
  p.sql += " over "
  if (w.name === null) {
    printSpec(p, w)
  } else {
    p.sql += p.dialect.quote(w.name)
  }
}

const printSpec = (p: Printer, w: WindowSpec): void => {
  let space = ""
  const part = (print: () => void): void => {
    p.sql += space
    space = " "
    print()
  }
  p.sql += "("
  if (w.partitionBy.length === 0 && w.orderBy.length === 0 && p.dialect.window.allRows !== "") {
    part(() => void (p.sql += p.dialect.window.allRows))
  }
  if (w.partitionBy.length > 0) {
    part(() => {
      p.sql += "partition by "
      separated(p, w.partitionBy, ", ", (e) => printKey(p, e, Prec.or))
    })
  }
  if (w.orderBy.length > 0) {
    part(() => {
      p.sql += "order by "
      separated(p, w.orderBy, ", ", (o) => p.parts.order(p, o))
    })
  }
  const { frame } = w
  if (frame !== null) {
    part(() => printFrame(p, w, frame))
  }
  p.sql += ")"
}

const printFrame = (p: Printer, w: WindowSpec, frame: FrameNode): void => {
  if (frame.unit === "groups" && !p.dialect.capabilities.has("groupsFrame")) {
    refuse(p, `${p.dialect.name} has no frame by groups`, "number the groups with denseRank, and use rangeBetween of the numbers")
  }
  if (frame.unit === "groups" && w.orderBy.length === 0) {
    refuse(p, "a frame by groups needs rows that are sorted", "give the window an orderBy")
  }
  p.sql += `${frame.unit} between `
  printBound(p, w, frame, frame.start)
  p.sql += " and "
  printBound(p, w, frame, frame.end)
  if (frame.exclude !== null) {
    p.sql += p.dialect.capabilities.has("frameExclusion")
      ? ` exclude ${frame.exclude}`
      : refuse(p, `${p.dialect.name} has no frame that leaves out rows`, "subtract what is to be left out")
  }
}

const printBound = (p: Printer, w: WindowSpec, frame: FrameNode, bound: FrameBound): void => {
  if (bound._tag === "CurrentRow") {
    p.sql += "current row"
    return
  }
  if (bound.offset === null) {
    p.sql += "unbounded"
  } else if (frame.unit === "range") {
    printDistance(p, w, bound.offset)
  } else {
    const { value } = bound.offset
    // Not a parameter: MariaDB takes none here, and it is a part of what the statement is.
    p.sql +=
      Number.isSafeInteger(value) && (value as number) >= 0
        ? String(value)
        : refuse(p, `${show(value)} is no number of ${frame.unit}`, "use a whole number, not negative")
  }
  p.sql += bound._tag === "Preceding" ? " preceding" : " following"
}

/** Prints how far values may be from the current row's. */
const printDistance = (p: Printer, w: WindowSpec, { type, value }: ValueNode): void => {
  const key = w.orderBy[0]
  if (key === undefined || w.orderBy.length > 1 || (key.nulls !== null && !p.dialect.nullsOrder)) {
    return refuse(p, "a frame by distance needs rows that are sorted by one key, without nullsFirst or nullsLast", "use rowsBetween")
  }
  const template = p.dialect.window.distance(key.expr.type, type)
  if (template === null) {
    return refuse(p, `${p.dialect.name} has no frame by a distance of ${type.name} from ${key.expr.type.name}`, "use rowsBetween")
  }
  const wire = encodeValue(type, value)
  if (wire._tag === "Left" || (typeof wire.right === "number" && wire.right < 0)) {
    return refuse(p, `${show(value)} is no distance`, "use a number that is not negative, or a Duration")
  }
  const { right } = wire
  printTemplate(p, template, 1, () => void (p.sql += p.dialect.literal(type, right)))
}

/** Prints the WINDOW clause: the named windows of the block. */
export const printWindows = (p: Printer, block: Block): void => {
  const sorts = sortExprs(block)
  if (!block.leaves.some((leaf) => hasWindow(leaf.expr)) && !sorts.some(hasWindow)) {
    return
  }
  const named: Array<WindowSpec & { readonly name: string }> = []
  const collect = (e: ExprNode): void => {
    if (e._tag === "Window" && e.over.name !== null) {
      const { name } = e.over
      const known = named.find((w) => w.name.toLowerCase() === name.toLowerCase())
      if (known === undefined) {
        named.push({ ...e.over, name })
      } else if (!sameWindow(known, e.over)) {
        refuse(p, `two different windows are named "${name}"`, "give one of them another name")
      }
    }
    children(e).forEach(collect)
  }
  block.leaves.forEach((leaf) => collect(leaf.expr))
  sorts.forEach(collect)
  if (named.length > 0) {
    p.sql += " window "
    separated(p, named, ", ", (w) => {
      p.sql += `${p.dialect.quote(w.name)} as `
      printSpec(p, w)
    })
  }
}
