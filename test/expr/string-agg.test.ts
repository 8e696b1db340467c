import { pipe } from "effect"
import { asc, concat, desc, distinctValues, filterWhere, from, gt, nullsLast, orderedBy, over, select, stringAgg } from "fulmar"
import { Fruit, Kinds } from "../core/bakery.js"
import { golden, goldenExpr } from "../core/golden.js"

const { m, mood, n, name } = Kinds

goldenExpr("joined", stringAgg(name, ", "), {
  sqlite: {
    sql: `group_concat("kinds"."name", ?)`,
    params: [", "],
    text: `group_concat("kinds"."name", ', ')`,
  },
  postgres: {
    sql: `string_agg("kinds"."name", $1::text)`,
    params: [", "],
    text: `string_agg("kinds"."name", ', ')`,
  },
  mariadb: "(case when octet_length(group_concat(`kinds`.`name` separator ', ')) > @@max_allowed_packet - 4 then cast(exp(@@max_allowed_packet) as char) else group_concat(`kinds`.`name` separator ', ') end)",
  mysql: "group_concat(`kinds`.`name` separator ', ')",
})
goldenExpr("with a separator that looks like SQL", stringAgg(name, "'\\?\"$1😀\n"), {
  sqlite: {
    sql: `group_concat("kinds"."name", ?)`,
    params: [`'\\?"$1😀
`],
    text: `group_concat("kinds"."name", '''\\?"$1😀
')`,
  },
  postgres: {
    sql: `string_agg("kinds"."name", $1::text)`,
    params: [`'\\?"$1😀
`],
    text: `string_agg("kinds"."name", '''\\?"$1😀
')`,
  },
  mariadb: "(case when octet_length(group_concat(`kinds`.`name` separator '''\\\\?\"$1😀\n')) > @@max_allowed_packet - 4 then cast(exp(@@max_allowed_packet) as char) else group_concat(`kinds`.`name` separator '''\\\\?\"$1😀\n') end)",
  mysql: "group_concat(`kinds`.`name` separator '''\\\\?\"$1😀\n')",
})
goldenExpr("in an order", stringAgg(name, "").pipe(orderedBy(desc(n), nullsLast(asc(m)))), {
  sqlite: {
    sql: `group_concat("kinds"."name", ? order by "kinds"."n" desc, "kinds"."m" nulls last)`,
    params: [""],
    text: `group_concat("kinds"."name", '' order by "kinds"."n" desc, "kinds"."m" nulls last)`,
  },
  postgres: {
    sql: `string_agg("kinds"."name", $1::text order by "kinds"."n" desc, "kinds"."m" nulls last)`,
    params: [""],
    text: `string_agg("kinds"."name", '' order by "kinds"."n" desc, "kinds"."m" nulls last)`,
  },
  mariadb: "(case when octet_length(group_concat(`kinds`.`name` order by `kinds`.`n` desc, `kinds`.`m` is null asc, `kinds`.`m` separator '')) > @@max_allowed_packet - 4 then cast(exp(@@max_allowed_packet) as char) else group_concat(`kinds`.`name` order by `kinds`.`n` desc, `kinds`.`m` is null asc, `kinds`.`m` separator '') end)",
  mysql: "group_concat(`kinds`.`name` order by `kinds`.`n` desc, `kinds`.`m` is null asc, `kinds`.`m` separator '')",
})
goldenExpr("of some rows, in an order", stringAgg(concat(name, "!"), "; ").pipe(filterWhere(gt(n, 3)), orderedBy(n)), {
  sqlite: {
    sql: `group_concat("kinds"."name" || ?, ? order by "kinds"."n") filter (where "kinds"."n" > ?)`,
    params: ["!", "; ", 3n],
    text: `group_concat("kinds"."name" || '!', '; ' order by "kinds"."n") filter (where "kinds"."n" > 3)`,
  },
  postgres: {
    sql: `string_agg("kinds"."name" || $1::text, $2::text order by "kinds"."n") filter (where "kinds"."n" > $3)`,
    params: ["!", "; ", "3"],
    text: `string_agg("kinds"."name" || '!', '; ' order by "kinds"."n") filter (where "kinds"."n" > 3)`,
  },
  mariadb: {
    sql: "(case when octet_length(group_concat(case when `kinds`.`n` > ? then concat(`kinds`.`name`, ?) end order by `kinds`.`n` separator '; ')) > @@max_allowed_packet - 4 then cast(exp(@@max_allowed_packet) as char) else group_concat(case when `kinds`.`n` > ? then concat(`kinds`.`name`, ?) end order by `kinds`.`n` separator '; ') end)",
    params: [3n, "!", 3n, "!"],
    text: "(case when octet_length(group_concat(case when `kinds`.`n` > 3 then concat(`kinds`.`name`, '!') end order by `kinds`.`n` separator '; ')) > @@max_allowed_packet - 4 then cast(exp(@@max_allowed_packet) as char) else group_concat(case when `kinds`.`n` > 3 then concat(`kinds`.`name`, '!') end order by `kinds`.`n` separator '; ') end)",
  },
  mysql: {
    sql: "group_concat(case when `kinds`.`n` > ? then concat(`kinds`.`name`, ?) end order by `kinds`.`n` separator '; ')",
    params: [3n, "!"],
    text: "group_concat(case when `kinds`.`n` > 3 then concat(`kinds`.`name`, '!') end order by `kinds`.`n` separator '; ')",
  },
})
goldenExpr("of distinct texts", stringAgg(name, "-").pipe(distinctValues), {
  sqlite: {
    sql: `fulmar_join(json_group_array(distinct "kinds"."name"), ?)`,
    params: ["-"],
    text: `fulmar_join(json_group_array(distinct "kinds"."name"), '-')`,
  },
  postgres: {
    sql: `string_agg(distinct "kinds"."name", $1::text)`,
    params: ["-"],
    text: `string_agg(distinct "kinds"."name", '-')`,
  },
  mariadb: "(case when octet_length(group_concat(distinct `kinds`.`name` separator '-')) > @@max_allowed_packet - 4 then cast(exp(@@max_allowed_packet) as char) else group_concat(distinct `kinds`.`name` separator '-') end)",
  mysql: "group_concat(distinct `kinds`.`name` separator '-')",
})
goldenExpr("of distinct texts in an order", stringAgg(name, "-").pipe(orderedBy(desc(name)), distinctValues, filterWhere(gt(n, 3))), {
  sqlite: {
    sql: `fulmar_join(json_group_array(distinct "kinds"."name" order by "kinds"."name" desc) filter (where "kinds"."n" > ?), ?)`,
    params: [3n, "-"],
    text: `fulmar_join(json_group_array(distinct "kinds"."name" order by "kinds"."name" desc) filter (where "kinds"."n" > 3), '-')`,
  },
  postgres: {
    sql: `string_agg(distinct "kinds"."name", $1::text order by "kinds"."name" desc) filter (where "kinds"."n" > $2)`,
    params: ["-", "3"],
    text: `string_agg(distinct "kinds"."name", '-' order by "kinds"."name" desc) filter (where "kinds"."n" > 3)`,
  },
  mariadb: {
    sql: "(case when octet_length(group_concat(distinct case when `kinds`.`n` > ? then `kinds`.`name` end order by `kinds`.`name` desc separator '-')) > @@max_allowed_packet - 4 then cast(exp(@@max_allowed_packet) as char) else group_concat(distinct case when `kinds`.`n` > ? then `kinds`.`name` end order by `kinds`.`name` desc separator '-') end)",
    params: [3n, 3n],
    text: "(case when octet_length(group_concat(distinct case when `kinds`.`n` > 3 then `kinds`.`name` end order by `kinds`.`name` desc separator '-')) > @@max_allowed_packet - 4 then cast(exp(@@max_allowed_packet) as char) else group_concat(distinct case when `kinds`.`n` > 3 then `kinds`.`name` end order by `kinds`.`name` desc separator '-') end)",
  },
  mysql: {
    sql: "group_concat(distinct case when `kinds`.`n` > ? then `kinds`.`name` end order by `kinds`.`name` desc separator '-')",
    params: [3n],
    text: "group_concat(distinct case when `kinds`.`n` > 3 then `kinds`.`name` end order by `kinds`.`name` desc separator '-')",
  },
})
goldenExpr("of distinct texts in the order of something else", stringAgg(name, "-").pipe(orderedBy(n), distinctValues), {
  sqlite: "-- stringAgg of distinct values is sorted by something else; sort by the value itself",
  postgres: "-- stringAgg of distinct values is sorted by something else; sort by the value itself",
  mariadb: "-- stringAgg of distinct values is sorted by something else; sort by the value itself",
  mysql: "-- stringAgg of distinct values is sorted by something else; sort by the value itself",
})
goldenExpr("of labels", stringAgg(mood, ", "), {
  sqlite: {
    sql: `group_concat(cast("kinds"."mood" as text), ?)`,
    params: [", "],
    text: `group_concat(cast("kinds"."mood" as text), ', ')`,
  },
  postgres: {
    sql: `string_agg(cast("kinds"."mood" as text), $1::text)`,
    params: [", "],
    text: `string_agg(cast("kinds"."mood" as text), ', ')`,
  },
  mariadb: "(case when octet_length(group_concat((cast(`kinds`.`mood` as char) collate utf8mb4_nopad_bin) separator ', ')) > @@max_allowed_packet - 4 then cast(exp(@@max_allowed_packet) as char) else group_concat((cast(`kinds`.`mood` as char) collate utf8mb4_nopad_bin) separator ', ') end)",
  mysql: "group_concat((cast(`kinds`.`mood` as char) collate utf8mb4_0900_bin) separator ', ')",
})
golden("over a window", pipe(from(Fruit), select({ x: stringAgg(Fruit.name, ",").pipe(over({ orderBy: [Fruit.id] })) })), {
  sqlite: {
    sql: `select fulmar_join(json_group_array("fruit"."name") over (order by "fruit"."id"), ?) as "x" from "fruit"`,
    params: [","],
    text: `select fulmar_join(json_group_array("fruit"."name") over (order by "fruit"."id"), ',') as "x" from "fruit"`,
  },
  postgres: {
    sql: `select string_agg("fruit"."name", $1::text) over (order by "fruit"."id") as "x" from "fruit"`,
    params: [","],
    text: `select string_agg("fruit"."name", ',') over (order by "fruit"."id") as "x" from "fruit"`,
  },
  mariadb: "-- MariaDB has no stringAgg over a window; nest the rows with many",
  mysql: "-- MySQL has no stringAgg over a window; nest the rows with many",
})
goldenExpr("with something that is no text between", stringAgg(name, 7 as never), {
  sqlite: "-- 7 does not fit here: expected text",
  postgres: "-- 7 does not fit here: expected text",
  mariadb: "-- 7 does not fit here: expected text",
  mysql: "-- 7 does not fit here: expected text",
})
