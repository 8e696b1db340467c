/** Definitions: what they make is there, and what they forbid is refused. */
import { pipe } from "effect"
import { boolean, integer, nullable, primaryKey, text, varchar } from "../../codec/index.js"
import {
  checkThat, constraintOptions, createIndex, createTable, deleteFrom, dropIndex, dropTable, foreignKey, from, indexOn, insertInto, onConflictDoNothing,
  orderBy, primaryKeyOn, select, table, uniqueOn, where,
} from "../../core/index.js"
import { eq, gt, isNull } from "../../expr/index.js"
import type { Commands } from "./case.js"

const Parent = table(
  "fulmar_def_parent",
  { a: integer, b: integer, name: varchar(20).pipe(nullable), n: integer },
  (t) => [primaryKeyOn(t.a, t.b), uniqueOn(t.name).pipe(constraintOptions({ name: "fulmar_def_name" })), checkThat(gt(t.n, 0), "fulmar_def_n"), indexOn(t.n)],
)
const Child = table(
  "fulmar_def_child",
  { id: integer.pipe(primaryKey), a: integer.pipe(nullable), b: integer.pipe(nullable) },
  (t) => [foreignKey([t.a, t.b], () => [Parent.a, Parent.b], { onDelete: "cascade" })],
)
const Plain = table("fulmar_def_plain", { id: integer.pipe(primaryKey), "odd \"name\\": text.pipe(nullable), flag: boolean })
const rows = pipe(from(Parent), orderBy(Parent.a, Parent.b))
const one = { a: 1, b: 1, name: "x", n: 1 }

export const definitions: Commands = {
  "a table": [
    [dropTable(Plain, { ifExists: true }), null],
    [createTable(Plain), null],
    [createTable(Plain, { ifNotExists: true }), null],
    [insertInto(Plain, [{ id: 1, "odd \"name\\": "it's", flag: true }, { id: 2, flag: false }]), null],
    [pipe(from(Plain), orderBy(Plain.id)), [{ id: 1, "odd \"name\\": "it's", flag: true }, { id: 2, "odd \"name\\": null, flag: false }]],
    [dropTable(Plain), null],
    [dropTable(Plain, { ifExists: true }), null],
  ],
  "keys over several columns": [
    [dropTable(Child, { ifExists: true }), null],
    [dropTable(Parent, { ifExists: true }), null],
    [createTable(Parent), null],
    [insertInto(Parent, [one, { a: 1, b: 2, name: null, n: 2 }, { a: 2, b: 1, name: null, n: 3 }]), null],
    [pipe(insertInto(Parent, [one, { ...one, name: "y" }, { a: 3, b: 3, name: "x", n: 4 }]), onConflictDoNothing()), null],
    [insertInto(Parent, { ...one, name: "z" }), { fails: "UniqueViolation" }],
    [insertInto(Parent, { a: 4, b: 4, name: "x", n: 1 }), { fails: "UniqueViolation" }],
    [insertInto(Parent, { a: 4, b: 4, name: null, n: 0 }), { fails: "CheckViolation" }],
    [rows, [one, { a: 1, b: 2, name: null, n: 2 }, { a: 2, b: 1, name: null, n: 3 }]],
    [createTable(Child), null],
    [insertInto(Child, [{ id: 1, a: 1, b: 1 }, { id: 2, a: null, b: 9 }]), null],
    [insertInto(Child, { id: 3, a: 1, b: 9 }), { fails: "ForeignKeyViolation" }],
    [pipe(from(Child), where(isNull(Child.a)), select(Child.b)), [9]],
    [pipe(deleteFrom(Parent), where(eq(Parent.b, 1))), null],
    [pipe(from(Child), select(Child.id)), [2]],
    [dropTable(Child), null],
    [dropTable(Parent), null],
  ],
  "an index": [
    [dropTable(Plain, { ifExists: true }), null],
    [createTable(Plain), null],
    [insertInto(Plain, { id: 1, flag: true }), null],
    [createIndex("fulmar_def_flag", Plain, [Plain.flag, Plain.id]), null],
    [createIndex("fulmar_def_unique", Plain, [Plain.id], { unique: true }), null],
    [insertInto(Plain, { id: 1, flag: false }), { fails: "UniqueViolation" }],
    [pipe(from(Plain), where(eq(Plain.flag, true)), select(Plain.id)), [1]],
    [dropIndex("fulmar_def_flag", Plain), null],
    [dropIndex("fulmar_def_unique", Plain), null],
    [dropTable(Plain), null],
  ],
}
