import { pipe } from "effect"
import { regexpCount, regexpInstr, regexpMatches, regexpReplace, regexpSubstr } from "fulmar"
import { describe } from "vitest"
import { Kinds } from "../core/bakery.js"
import { goldenExpr } from "../core/golden.js"

const { name } = Kinds

describe("regular expressions", () => {
  goldenExpr("matches", regexpMatches(name, "^a'\\d"), {
    sqlite: {
      sql: `fulmar_regexp_matches("kinds"."name", ?, '')`,
      params: ["^a'\\d"],
      text: `fulmar_regexp_matches("kinds"."name", '^a''\\d', '')`,
    },
    postgres: {
      sql: `("kinds"."name" ~ $1::text)`,
      params: ["^a'\\d"],
      text: `("kinds"."name" ~ '^a''\\d')`,
    },
    mariadb: {
      sql: "((`kinds`.`name` collate utf8mb4_nopad_bin) regexp ?)",
      params: ["^a'\\d"],
      text: "((`kinds`.`name` collate utf8mb4_nopad_bin) regexp '^a''\\\\d')",
    },
    mysql: {
      sql: "regexp_like(`kinds`.`name`, ?, 'c')",
      params: ["^a'\\d"],
      text: "regexp_like(`kinds`.`name`, '^a''\\\\d', 'c')",
    },
  })
  goldenExpr("matches in any case", regexpMatches(name, "^a", "i"), {
    sqlite: {
      sql: `fulmar_regexp_matches("kinds"."name", ?, 'i')`,
      params: ["^a"],
      text: `fulmar_regexp_matches("kinds"."name", '^a', 'i')`,
    },
    postgres: {
      sql: `("kinds"."name" ~* $1::text)`,
      params: ["^a"],
      text: `("kinds"."name" ~* '^a')`,
    },
    mariadb: {
      sql: "((`kinds`.`name` collate utf8mb4_nopad_bin) regexp concat('(?i)', ?))",
      params: ["^a"],
      text: "((`kinds`.`name` collate utf8mb4_nopad_bin) regexp concat('(?i)', '^a'))",
    },
    mysql: {
      sql: "regexp_like(`kinds`.`name`, ?, 'i')",
      params: ["^a"],
      text: "regexp_like(`kinds`.`name`, '^a', 'i')",
    },
  })
  goldenExpr("matches, data last", pipe(name, regexpMatches("^a")), {
    sqlite: {
      sql: `fulmar_regexp_matches("kinds"."name", ?, '')`,
      params: ["^a"],
      text: `fulmar_regexp_matches("kinds"."name", '^a', '')`,
    },
    postgres: {
      sql: `("kinds"."name" ~ $1::text)`,
      params: ["^a"],
      text: `("kinds"."name" ~ '^a')`,
    },
    mariadb: {
      sql: "((`kinds`.`name` collate utf8mb4_nopad_bin) regexp ?)",
      params: ["^a"],
      text: "((`kinds`.`name` collate utf8mb4_nopad_bin) regexp '^a')",
    },
    mysql: {
      sql: "regexp_like(`kinds`.`name`, ?, 'c')",
      params: ["^a"],
      text: "regexp_like(`kinds`.`name`, '^a', 'c')",
    },
  })
  goldenExpr("replace", regexpReplace(name, "(a)", "$1"), {
    sqlite: {
      sql: `fulmar_regexp_replace("kinds"."name", ?, 'g', ?)`,
      params: ["(a)", "$1"],
      text: `fulmar_regexp_replace("kinds"."name", '(a)', 'g', '$1')`,
    },
    postgres: {
      sql: `regexp_replace("kinds"."name", $1::text, $2::text, 'g')`,
      params: ["(a)", "$1"],
      text: `regexp_replace("kinds"."name", '(a)', '$1', 'g')`,
    },
    mariadb: {
      sql: "regexp_replace((`kinds`.`name` collate utf8mb4_nopad_bin), ?, ?)",
      params: ["(a)", "$1"],
      text: "regexp_replace((`kinds`.`name` collate utf8mb4_nopad_bin), '(a)', '$1')",
    },
    mysql: {
      sql: "regexp_replace(`kinds`.`name`, ?, ?, 1, 0, 'c')",
      params: ["(a)", "$1"],
      text: "regexp_replace(`kinds`.`name`, '(a)', '$1', 1, 0, 'c')",
    },
  })
  goldenExpr("replace in any case", regexpReplace(name, "a", "b", "i"), {
    sqlite: {
      sql: `fulmar_regexp_replace("kinds"."name", ?, 'gi', ?)`,
      params: ["a", "b"],
      text: `fulmar_regexp_replace("kinds"."name", 'a', 'gi', 'b')`,
    },
    postgres: {
      sql: `regexp_replace("kinds"."name", $1::text, $2::text, 'gi')`,
      params: ["a", "b"],
      text: `regexp_replace("kinds"."name", 'a', 'b', 'gi')`,
    },
    mariadb: {
      sql: "regexp_replace((`kinds`.`name` collate utf8mb4_nopad_bin), concat('(?i)', ?), ?)",
      params: ["a", "b"],
      text: "regexp_replace((`kinds`.`name` collate utf8mb4_nopad_bin), concat('(?i)', 'a'), 'b')",
    },
    mysql: {
      sql: "regexp_replace(`kinds`.`name`, ?, ?, 1, 0, 'i')",
      params: ["a", "b"],
      text: "regexp_replace(`kinds`.`name`, 'a', 'b', 1, 0, 'i')",
    },
  })
  goldenExpr("the first match", regexpSubstr(name, "a+"), {
    sqlite: {
      sql: `fulmar_regexp_substr("kinds"."name", ?, '')`,
      params: ["a+"],
      text: `fulmar_regexp_substr("kinds"."name", 'a+', '')`,
    },
    postgres: {
      sql: `regexp_substr("kinds"."name", $1::text, 1, 1, '')`,
      params: ["a+"],
      text: `regexp_substr("kinds"."name", 'a+', 1, 1, '')`,
    },
    mariadb: {
      sql: "case when (`kinds`.`name` collate utf8mb4_nopad_bin) regexp ? then regexp_substr((`kinds`.`name` collate utf8mb4_nopad_bin), ?) end",
      params: ["a+", "a+"],
      text: "case when (`kinds`.`name` collate utf8mb4_nopad_bin) regexp 'a+' then regexp_substr((`kinds`.`name` collate utf8mb4_nopad_bin), 'a+') end",
    },
    mysql: {
      sql: "regexp_substr(`kinds`.`name`, ?, 1, 1, 'c')",
      params: ["a+"],
      text: "regexp_substr(`kinds`.`name`, 'a+', 1, 1, 'c')",
    },
  })
  goldenExpr("the first match in any case", regexpSubstr(name, "a+", "i"), {
    sqlite: {
      sql: `fulmar_regexp_substr("kinds"."name", ?, 'i')`,
      params: ["a+"],
      text: `fulmar_regexp_substr("kinds"."name", 'a+', 'i')`,
    },
    postgres: {
      sql: `regexp_substr("kinds"."name", $1::text, 1, 1, 'i')`,
      params: ["a+"],
      text: `regexp_substr("kinds"."name", 'a+', 1, 1, 'i')`,
    },
    mariadb: {
      sql: "case when (`kinds`.`name` collate utf8mb4_nopad_bin) regexp concat('(?i)', ?) then regexp_substr((`kinds`.`name` collate utf8mb4_nopad_bin), concat('(?i)', ?)) end",
      params: ["a+", "a+"],
      text: "case when (`kinds`.`name` collate utf8mb4_nopad_bin) regexp concat('(?i)', 'a+') then regexp_substr((`kinds`.`name` collate utf8mb4_nopad_bin), concat('(?i)', 'a+')) end",
    },
    mysql: {
      sql: "regexp_substr(`kinds`.`name`, ?, 1, 1, 'i')",
      params: ["a+"],
      text: "regexp_substr(`kinds`.`name`, 'a+', 1, 1, 'i')",
    },
  })
  goldenExpr("how many", regexpCount(name, "a"), {
    sqlite: {
      sql: `fulmar_regexp_count("kinds"."name", ?, 'g')`,
      params: ["a"],
      text: `fulmar_regexp_count("kinds"."name", 'a', 'g')`,
    },
    postgres: {
      sql: `(length(regexp_replace("kinds"."name", $1::text, 'x', 'g')) - length(regexp_replace("kinds"."name", $2::text, '', 'g')))`,
      params: ["a", "a"],
      text: `(length(regexp_replace("kinds"."name", 'a', 'x', 'g')) - length(regexp_replace("kinds"."name", 'a', '', 'g')))`,
    },
    mariadb: {
      sql: "(char_length(regexp_replace((`kinds`.`name` collate utf8mb4_nopad_bin), ?, 'x')) - char_length(regexp_replace((`kinds`.`name` collate utf8mb4_nopad_bin), ?, '')))",
      params: ["a", "a"],
      text: "(char_length(regexp_replace((`kinds`.`name` collate utf8mb4_nopad_bin), 'a', 'x')) - char_length(regexp_replace((`kinds`.`name` collate utf8mb4_nopad_bin), 'a', '')))",
    },
    mysql: {
      sql: "(char_length(regexp_replace(`kinds`.`name`, ?, 'x', 1, 0, 'c')) - char_length(regexp_replace(`kinds`.`name`, ?, '', 1, 0, 'c')))",
      params: ["a", "a"],
      text: "(char_length(regexp_replace(`kinds`.`name`, 'a', 'x', 1, 0, 'c')) - char_length(regexp_replace(`kinds`.`name`, 'a', '', 1, 0, 'c')))",
    },
  })
  goldenExpr("where", regexpInstr(name, "a"), {
    sqlite: {
      sql: `fulmar_regexp_instr("kinds"."name", ?, '')`,
      params: ["a"],
      text: `fulmar_regexp_instr("kinds"."name", 'a', '')`,
    },
    postgres: {
      sql: `regexp_instr("kinds"."name", $1::text, 1, 1, 0, '')`,
      params: ["a"],
      text: `regexp_instr("kinds"."name", 'a', 1, 1, 0, '')`,
    },
    mariadb: {
      sql: "regexp_instr((`kinds`.`name` collate utf8mb4_nopad_bin), ?)",
      params: ["a"],
      text: "regexp_instr((`kinds`.`name` collate utf8mb4_nopad_bin), 'a')",
    },
    mysql: {
      sql: "regexp_instr(`kinds`.`name`, ?, 1, 1, 0, 'c')",
      params: ["a"],
      text: "regexp_instr(`kinds`.`name`, 'a', 1, 1, 0, 'c')",
    },
  })
})
