import type { ExprNode } from "../../../core/expr-node.js"
import { fromData, ownerOf } from "../../../core/table.js"
import { among, call, type Chapter, maybe, special, within, words } from "../signature.js"

const search = { needs: "textSearch" }
const vectors = { needs: "vectors" }
const config = among("english", "simple")

/** The columns that a fulltext index of their table is over, if the column is one of them. */
const indexedWith = (e: ExprNode): ReadonlyArray<ExprNode> => {
  const owner = e._tag === "Column" ? ownerOf(e) : null
  const index = owner?.constraints().find((c) => c._tag === "Index" && c.using === "fulltext" && e._tag === "Column" && c.columns.includes(e.key))
  const columns = (owner === null ? {} : fromData(owner)) as Readonly<Record<string, ExprNode>>
  return index?._tag === "Index" ? index.columns.map((key) => columns[key]!) : []
}

/** Text search, and the distances of vectors. */
export const searchSignatures: Chapter = [
  call("toTsvector", "tsvector", [config, "text"], search),
  call("setWeight", "tsvector", ["tsvector", among("A", "B")], search),
  call("tsvectorConcat", "tsvector", ["tsvector", "tsvector"], search),
  call("toTsquery", "tsquery", [config, among("cake & nut", "cake | !nut", "cak:*")], search),
  call("plainToTsquery", "tsquery", [config, "text"], search),
  call("phraseToTsquery", "tsquery", [config, "text"], search),
  call("websearchToTsquery", "tsquery", [config, "text"], search),
  call("matches", "boolean", ["tsvector", "tsquery"], search),
  call("tsRank", "float", ["tsvector", "tsquery", maybe(within(0, 2))], search),
  call("tsRankCd", "float", ["tsvector", "tsquery", maybe(within(0, 2))], search),
  call("tsHeadline", "text", [config, "text", "tsquery"], search),
  special(
    "matchAgainst",
    "float",
    (d) => {
      const column = d.column((e) => indexedWith(e).length > 0)
      return column === null ? null : words.matchAgainst(indexedWith(column), d.pick(["cake", "+cake -nut"]), d.pick([{}, { mode: "boolean" }]))
    },
    { needs: "matchAgainst", determined: false },
  ),
  call("l2Distance", "float", ["vector", "vector"], vectors),
  call("l1Distance", "float", ["vector", "vector"], vectors),
  call("cosineDistance", "float", ["vector", "vector"], vectors),
  call("innerProduct", "float", ["vector", "vector"], vectors),
  call("negativeInnerProduct", "float", ["vector", "vector"], vectors),
]
