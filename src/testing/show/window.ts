import type { FrameBound, FrameNode, WindowSpec } from "../../core/window-node.js"
import { code, type Code, type Doc, exportDoc, listDoc, recordDoc } from "./code.js"
import { constant } from "./constant.js"
import { dataDoc } from "./data.js"
import { valueName } from "./name.js"
import { same } from "./same.js"
import type { Shower } from "./shower.js"
import { callDoc, pipeDoc } from "./vocabulary.js"

const boundDoc = (bound: FrameBound): Doc => {
  if (bound._tag === "CurrentRow") {
    return exportDoc("currentRow")
  }
  return bound.offset === null
    ? exportDoc(`unbounded${bound._tag}`)
    : callDoc(bound._tag === "Preceding" ? "preceding" : "following", dataDoc(bound.offset.value))
}

const frameDoc = ({ end, exclude, start, unit }: FrameNode): Doc =>
  pipeDoc(
    callDoc(`${unit}Between`, boundDoc(start), boundDoc(end)),
    exclude === null ? [] : [callDoc("excluding", JSON.stringify(exclude))],
  )

const optionsDoc = (s: Shower, { frame, orderBy, partitionBy }: WindowSpec): ReadonlyArray<Doc> => {
  const fields: ReadonlyArray<readonly [string, Doc]> = [
    ...(partitionBy.length === 0 ? [] : [["partitionBy", listDoc(partitionBy.map((e) => s.expr(e).doc))] as const]),
    ...(orderBy.length === 0 ? [] : [["orderBy", listDoc(orderBy.map((o) => s.order(o).doc))] as const]),
    ...(frame === null ? [] : [["frame", frameDoc(frame)] as const]),
  ]
  return fields.length === 0 ? [] : [recordDoc(fields)]
}

const isWindow = (u: object): boolean => "partitionBy" in u

/** `over(…)`; a window with a name is a constant, since several functions may share it. */
export const windowCode = (s: Shower, w: WindowSpec): Code => {
  const { name } = w
  if (name === null) {
    return code(callDoc("over", ...optionsDoc(s, w)), w)
  }
  const named = constant(
    s,
    w,
    (other) => isWindow(other) && same(other, w),
    () => valueName(s, name),
    () => callDoc("window", JSON.stringify(name), ...(optionsDoc(s, w).length === 0 ? ["{}"] : optionsDoc(s, w))),
  )
  return code(callDoc("over", named), w)
}
