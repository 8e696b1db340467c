import type { Flavor } from "./flavor.js"

/**
 * What a session is set to, so that the settings of a server never change what a statement means:
 * - UTC, and utf8mb4 in both directions;
 * - values that do not fit are errors (STRICT…, ERROR_FOR_DIVISION_BY_ZERO, NO_ZERO_…), and 0 in an AUTO_INCREMENT
 *   column is 0;
 * - `||` is concatenation, as in the standard; double quotes are for texts, backticks for names;
 * - ONLY_FULL_GROUP_BY is off: types check grouping, and MariaDB's check does not know functional dependence;
 * - JSON_ARRAYAGG (of MariaDB) and GROUP_CONCAT are not cut off at a kilobyte, nor a recursion after 1,000 rounds,
 *   which MariaDB does without a word;
 * - a stream may stand still for hours before the server gives up writing to it.
 */
const shared: Readonly<Record<string, string | number>> = {
  time_zone: "+00:00",
  autocommit: 1,
  group_concat_max_len: 4294967295,
  div_precision_increment: 4,
  default_week_format: 0,
  lc_time_names: "en_US",
  sql_auto_is_null: 0,
  sql_safe_updates: 0,
  foreign_key_checks: 1,
  unique_checks: 1,
  net_write_timeout: 28800,
}

const sharedMode: ReadonlyArray<string> = [
  "STRICT_ALL_TABLES",
  "STRICT_TRANS_TABLES",
  "ERROR_FOR_DIVISION_BY_ZERO",
  "NO_ZERO_DATE",
  "NO_ZERO_IN_DATE",
  "NO_AUTO_VALUE_ON_ZERO",
  "NO_ENGINE_SUBSTITUTION",
  "PIPES_AS_CONCAT",
]

/** The statement that a session begins with. */
export const sessionStatement = (flavor: Flavor): string => {
  const values = { ...shared, ...flavor.session, sql_mode: [...sharedMode, ...flavor.sqlMode].join(",") }
  const settings = Object.entries(values).map(
    ([name, value]) => `@@session.${name} = ${typeof value === "string" ? `'${value}'` : value}`,
  )
  // 18446744073709551615 is no limit; as a number it would lose its last digits in JavaScript.
  settings.push("@@session.sql_select_limit = 18446744073709551615")
  return [`SET NAMES utf8mb4 COLLATE ${flavor.collation}`, ...settings].join(", ")
}
