import type { Template } from "../../../core/dialect.js"

export const textSearch: Readonly<Record<string, Template>> = {
  toTsvector: "to_tsvector($1, $2)",
  toTsquery: "to_tsquery($1, $2)",
  plainToTsquery: "plainto_tsquery($1, $2)",
  phraseToTsquery: "phraseto_tsquery($1, $2)",
  websearchToTsquery: "websearch_to_tsquery($1, $2)",
  matches: "($1 @@ $2)",
  tsRank: "ts_rank($1, $2, cast($3 as int4))",
  tsRankCd: "ts_rank_cd($1, $2, cast($3 as int4))",
  tsHeadline: "ts_headline($1, $2, $3, $4)",
  setWeight: 'setweight($1, cast($2 as "char"))',
  tsvectorConcat: "($1 || $2)",
}
