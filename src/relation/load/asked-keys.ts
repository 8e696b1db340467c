import { Effect } from "effect"
import { exprNode } from "../../core/erase.js"
import type { ExprNode } from "../../core/expr-node.js"
import { type SelectNode, selectNode, withClauses } from "../../core/query-node.js"
import { tableData } from "../../core/table.js"
import type { Database } from "../../driver/database.js"
import { all } from "../../driver/operations/all.js"
import { sha256 } from "../../expr/hash.js"
import { isOneOf, keyText } from "../key-values.js"
import { column, freshName, joinsAlong, nameOf, renamed, tablesOf, withAllRows } from "../path.js"
import type { RelationNode } from "../relation.js"
import { type Fetched, type Key, keyRecord, type KeyRecord, type LoadError } from "./fetched.js"

/** How many keys one statement is asked about. */
const MOST = 1000

interface Equal {
  readonly near: KeyRecord
  readonly far: KeyRecord
}

/** What texts have in common that a collation may take for equal. */
const folded = (text: string): string => text.normalize("NFKD").replace(/\p{M}+/gu, "").toUpperCase().trimEnd()

const foldedText = (key: Key): string => keyText(key.map((value) => (typeof value === "string" ? folded(value) : value)))

/** What several of the keys are, folded. */
const sharedFolds = (keys: ReadonlyArray<Key>): ReadonlySet<string> => {
  const [once, shared] = [new Set<string>(), new Set<string>()]
  for (const key of keys) {
    const text = foldedText(key)
    if (once.has(text)) shared.add(text)
    once.add(text)
  }
  return shared
}

const isText = ({ type }: ExprNode): boolean => type.family === "text"

/** Which keys of the rows where a relation begins the database takes for equal to which of those that it leads to. */
const equalKeys = (node: RelationNode) => {
  const [first] = node.links
  const [far] = tablesOf({ ...node, links: [first] }, new Set()) as [RelationNode["from"]]
  const near = renamed(withAllRows(node.from), freshName("_parent", new Set([nameOf(far)])))
  const columns = first.keys.map((key) => column(far, key.far))
  const others = first.keys.map((key) => column(near, key.near))
  // The texts are equal here, so it takes a hash to tell them apart.
  const exact = [...columns, ...others].filter(isText).map((text) => exprNode(sha256(text as never)))
  const selection = {
    _tag: "Record",
    fields: [["near", keyRecord(others)], ["far", keyRecord(columns)], ["exact", keyRecord(exact)]],
  } as const
  const joins = joinsAlong("inner", { ...node, links: [{ ...first, where: [] }] }, near, [far])
  return (keys: ReadonlyArray<Key>): SelectNode =>
    withClauses(selectNode(tableData(near).source(), selection), { joins, distinct: true, where: [isOneOf(columns, keys)] })
}

/**
 * What was found under the keys that were asked for. A database may take others for equal, which differ in case, accents or
 * blanks: which of them, it is asked, in the rare case that there are any.
 */
export const underAskedKeys = (
  node: RelationNode,
  keys: ReadonlyArray<Key>,
  found: ReadonlyArray<Fetched>,
): Effect.Effect<ReadonlyArray<Fetched>, LoadError, Database> => {
  const [{ keys: pairs, table }] = node.links
  if (!pairs.some(({ far }) => isText(column(table, far)))) return Effect.succeed(found)
  const asked = new Map(keys.map((key) => [keyText(key), key]))
  const shared = sharedFolds(keys)
  const doubtful = new Map<string, Key>()
  for (const { key } of found) {
    const values = Object.values(key)
    const text = keyText(values)
    if (!asked.has(text) || (shared.size > 0 && shared.has(foldedText(values)))) doubtful.set(text, values)
  }
  if (doubtful.size === 0) return Effect.succeed(found)
  return Effect.gen(function* () {
    const statement = equalKeys(node)
    const others = new Map<string, Set<string>>()
    const doubts = [...doubtful.values()]
    for (let start = 0; start < doubts.length; start += MOST) {
      const equal = (yield* all(statement(doubts.slice(start, start + MOST)) as never)) as unknown as ReadonlyArray<Equal>
      for (const { far, near } of equal) {
        const [one, other] = [keyText(Object.values(far)), keyText(Object.values(near))]
        if (one !== other && asked.has(other)) others.set(one, (others.get(one) ?? new Set()).add(other))
      }
    }
    return found.flatMap((row): ReadonlyArray<Fetched> => {
      const text = keyText(Object.values(row.key))
      const equal = [...(others.get(text) ?? [])].map((other): Fetched => ({ ...row, key: { ...asked.get(other)! } as unknown as KeyRecord }))
      return asked.has(text) ? [row, ...equal] : equal
    })
  }) as Effect.Effect<ReadonlyArray<Fetched>, LoadError, Database>
}
