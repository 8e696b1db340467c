import { isRelation, type RelationNode, relationNode } from "../relation.js"
import type { LoadSpec } from "./spec.js"

/** A relation that is loaded, under the name that its rows get. */
export interface Entry {
  readonly name: string
  readonly node: RelationNode
  readonly spec: LoadSpec
  /** What stands in the specification: equal ones are loaded by one statement. */
  readonly identity: object
}

export const entriesOf = (spec: LoadSpec): ReadonlyArray<Entry> =>
  Object.entries(spec).map(([name, given]) => {
    const [relation, inner] = Array.isArray(given) ? given : [given, {}]
    if (!isRelation(relation)) {
      throw new TypeError(`What is loaded as ${JSON.stringify(name)} is no relation; give one, or [relation, { … }] to load more with its rows.`)
    }
    const node = relationNode(relation)
    return { name, node, spec: inner as LoadSpec, identity: Array.isArray(given) && Object.keys(inner).length > 0 ? given : node }
  })
