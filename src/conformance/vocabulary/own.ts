/** What is each database's own: the names of collations, and how a replacement names a group. */
import { text } from "../../codec/index.js"
import { collate, eq, literal, lt, nullOf, regexpReplace } from "../../expr/index.js"
import type { Expressions } from "./case.js"
import { k } from "./operands.js"

const blind = (name: string): Expressions => ({
  "without regard to case": [eq(collate(literal("a"), name), "A"), true],
  "without regard to case, of another letter": [eq(collate(k.name, name), "b"), false, null],
})
const exact = (name: string): Expressions => ({
  "by code points": [lt(collate(literal("Z"), name), "a"), true],
  "with regard to case": [eq(collate(literal("a"), name), "A"), false],
  "of NULL": [eq(collate(nullOf(text), name), "A"), null],
})
const group = (reference: string): Expressions => ({
  "a group in a replacement": [regexpReplace(literal("aXbxc"), "([bc])", `<${reference}>`), "aX<b>x<c>"],
})

/** By the names of databases. */
export const own: Readonly<Record<string, Expressions>> = {
  SQLite: { ...blind("NOCASE"), ...exact("BINARY"), ...group("$1") },
  PostgreSQL: { ...exact("C"), ...group("\\1") },
  MariaDB: { ...blind("utf8mb4_general_ci"), ...exact("utf8mb4_nopad_bin"), ...group("\\1") },
  MySQL: { ...blind("utf8mb4_0900_ai_ci"), ...exact("utf8mb4_0900_bin"), ...group("$1") },
}
