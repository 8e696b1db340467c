import { among, call, type Chapter, maybe, within } from "../signature.js"

const search = { needs: "textSearch" }
const vectors = { needs: "vectors" }
const config = among("english", "simple")

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
  call("l2Distance", "float", ["vector", "vector"], vectors),
  call("l1Distance", "float", ["vector", "vector"], vectors),
  call("cosineDistance", "float", ["vector", "vector"], vectors),
  call("innerProduct", "float", ["vector", "vector"], vectors),
  call("negativeInnerProduct", "float", ["vector", "vector"], vectors),
]
