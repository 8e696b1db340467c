import type { CreateSequenceNode, DropSequenceNode } from "../ddl-node.js"
import type { Needs } from "../expr.js"
import { queryPipe } from "../query-node.js"
import type { Nothing, Query } from "../query-types.js"
import type { Sequence } from "../sequence.js"

type SequenceDdl = Query<"ddl", never, never, Nothing, Needs<"sequences">, unknown>

/** Makes a sequence. The SQL: `create sequence "s" start with 1 increment by 1`. @since 0.1.0 */
export const createSequence = (sequence: Sequence, options: { readonly ifNotExists?: boolean } = {}): SequenceDdl => {
  const node: CreateSequenceNode = {
    _tag: "CreateSequence",
    sequence,
    ifNotExists: options.ifNotExists ?? false,
    pipe: queryPipe,
  }
  return Object.freeze(node) as never
}

/** Removes a sequence. The SQL: `drop sequence "s"`. @since 0.1.0 */
export const dropSequence = (sequence: Sequence, options: { readonly ifExists?: boolean } = {}): SequenceDdl => {
  const node: DropSequenceNode = { _tag: "DropSequence", sequence, ifExists: options.ifExists ?? false, pipe: queryPipe }
  return Object.freeze(node) as never
}
