import * as pg from "drizzle-orm/pg-core"
import * as sqlite from "drizzle-orm/sqlite-core"

interface Detail {
  readonly size: number
  readonly tags: ReadonlyArray<string>
}

export const onSqlite = sqlite.sqliteTable("wide", {
  id: sqlite.integer("id").primaryKey(),
  quantity: sqlite.integer("quantity").notNull(),
  total: sqlite.integer("total").notNull(),
  price: sqlite.text("price").notNull(),
  day: sqlite.text("day").notNull(),
  at: sqlite.text("at").notNull(),
  name: sqlite.text("name").notNull(),
  note: sqlite.text("note"),
  active: sqlite.integer("active", { mode: "boolean" }).notNull(),
  detail: sqlite.text("detail", { mode: "json" }).$type<Detail>().notNull(),
})

export const flatOnSqlite = sqlite.sqliteTable("flat", {
  id: sqlite.integer("id").primaryKey(),
  quantity: sqlite.integer("quantity").notNull(),
  stock: sqlite.integer("stock").notNull(),
  weight: sqlite.real("weight").notNull(),
  price: sqlite.real("price").notNull(),
  day: sqlite.text("day").notNull(),
  name: sqlite.text("name").notNull(),
  city: sqlite.text("city").notNull(),
  note: sqlite.text("note"),
  rank: sqlite.integer("rank"),
})

export const onPostgres = pg.pgTable("wide", {
  id: pg.integer("id").primaryKey(),
  quantity: pg.integer("quantity").notNull(),
  total: pg.bigint("total", { mode: "bigint" }).notNull(),
  price: pg.numeric("price", { precision: 10, scale: 2 }).notNull(),
  day: pg.date("day", { mode: "string" }).notNull(),
  at: pg.timestamp("at", { withTimezone: true, mode: "date" }).notNull(),
  name: pg.text("name").notNull(),
  note: pg.text("note"),
  active: pg.boolean("active").notNull(),
  detail: pg.jsonb("detail").$type<Detail>().notNull(),
})
