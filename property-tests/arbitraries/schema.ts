import * as fc from "fast-check"
import {
  bigint,
  boolean,
  columnName,
  date,
  integer,
  nullable,
  numeric,
  primaryKey,
  primaryKeyOn,
  table,
  text,
} from "../../src/index.js"
import { type Kind, nullableOf, valuesOf } from "./values.js"
import type { AnyTable } from "./vocabulary.js"

/** One that refers to itself. */
export const Author = table("author", {
  id: integer.pipe(primaryKey),
  name: text,
  mentorId: integer.pipe(nullable),
  born: date.pipe(nullable),
  active: boolean,
  followers: bigint.pipe(nullable),
})

/** One with a composite key. */
export const Book = table(
  "book",
  {
    authorId: integer,
    no: integer,
    title: text.pipe(nullable),
    price: numeric(10, 2).pipe(nullable),
    inPrint: boolean.pipe(nullable),
    released: date,
  },
  (book) => [primaryKeyOn(book.authorId, book.no)],
)

/** One without a key, in which every column may be NULL. */
export const Note = table("note", {
  bookNo: integer.pipe(nullable),
  body: text.pipe(nullable),
  seen: boolean.pipe(nullable),
  words: bigint.pipe(nullable),
  fee: numeric(10, 2).pipe(nullable),
  day: date.pipe(nullable),
})

/** One whose names need quotes and differ from its keys. */
export const Tag = table('or"der', {
  key: integer.pipe(primaryKey, columnName("select")),
  label: text.pipe(columnName('the "label"')),
  weight: bigint,
  cost: numeric(10, 2),
})

/** A table of the schema, and the kinds of its columns by key. */
export interface SchemaTable {
  readonly name: string
  readonly table: AnyTable
  readonly kinds: ReadonlyArray<readonly [key: string, kind: Kind, nullable: boolean]>
  /** The keys of its primary key; of a table without one all. */
  readonly key: ReadonlyArray<string>
}

export const schema: ReadonlyArray<SchemaTable> = [
  {
    name: "author",
    table: Author,
    kinds: [
      ["id", "integer", false],
      ["name", "text", false],
      ["mentorId", "integer", true],
      ["born", "date", true],
      ["active", "boolean", false],
      ["followers", "bigint", true],
    ],
    key: ["id"],
  },
  {
    name: "book",
    table: Book,
    kinds: [
      ["authorId", "integer", false],
      ["no", "integer", false],
      ["title", "text", true],
      ["price", "decimal", true],
      ["inPrint", "boolean", true],
      ["released", "date", false],
    ],
    key: ["authorId", "no"],
  },
  {
    name: "note",
    table: Note,
    kinds: [
      ["bookNo", "integer", true],
      ["body", "text", true],
      ["seen", "boolean", true],
      ["words", "bigint", true],
      ["fee", "decimal", true],
      ["day", "date", true],
    ],
    key: ["bookNo", "body", "seen", "words", "fee", "day"],
  },
  {
    name: 'or"der',
    table: Tag,
    kinds: [
      ["key", "integer", false],
      ["label", "text", false],
      ["weight", "bigint", false],
      ["cost", "decimal", false],
    ],
    key: ["key"],
  },
]

export type RandomRow = Readonly<Record<string, unknown>>

/** The rows of every table of the schema, in the order of {@link schema}. */
export type Rows = ReadonlyArray<ReadonlyArray<RandomRow>>

const rowOf = (t: SchemaTable): fc.Arbitrary<RandomRow> =>
  fc.record(
    Object.fromEntries(t.kinds.map(([key, kind, mayBeNull]) => [key, mayBeNull ? nullableOf(kind) : valuesOf[kind]])),
  )

const rowsOf = (t: SchemaTable): fc.Arbitrary<ReadonlyArray<RandomRow>> =>
  t.key.length === t.kinds.length
    ? fc.array(rowOf(t), { maxLength: 6 })
    : fc.uniqueArray(rowOf(t), { maxLength: 6, selector: (row) => t.key.map((key) => String(row[key])).join() })

/** Nought to six rows for each table. */
export const rows: fc.Arbitrary<Rows> = fc.tuple(...schema.map(rowsOf))

/** Rows that no law needs to be random: a few of each table, which match each other. */
export const sampleRows: Rows = [
  [
    { id: 1, name: "a", mentorId: null, born: "2024-02-29", active: true, followers: null },
    { id: 2, name: "B%", mentorId: 1, born: null, active: false, followers: 2n ** 53n + 1n },
    { id: 3, name: "", mentorId: 1, born: "1970-01-01", active: true, followers: 0n },
  ],
  [
    { authorId: 1, no: 1, title: "it's", price: null, inPrint: null, released: "2024-02-29" },
    { authorId: 1, no: 2, title: null, price: null, inPrint: true, released: "2000-01-01" },
  ],
  [
    { bookNo: null, body: null, seen: null, words: null, fee: null, day: null },
    { bookNo: 1, body: "x", seen: false, words: 1n, fee: null, day: "2024-02-29" },
  ],
  [],
]

