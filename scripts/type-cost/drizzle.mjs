import { columns, inUse, range, three } from "./program.mjs"

const table = (i) => `
export const T${i} = sqliteTable("t${i}", {
  id: integer("id").primaryKey(),
  name: text("name").notNull(),
  title: text("title").notNull(),
  note: text("note"),
  price: integer("price").notNull(),
  stock: integer("stock").notNull(),
  weight: integer("weight"),
  rank: integer("rank").notNull(),
  parentId: integer("parentId").notNull(),
  ownerId: integer("ownerId"),
})
`

export const schema = (tables) => `import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core"\n${range(tables).map(table).join("")}`

export const head = `import { and, desc, eq, gt, or } from "drizzle-orm"
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3"
import { ${range(inUse).map((i) => `T${i}`).join(", ")} } from "./schema.js"
declare const db: BetterSQLite3Database
export const used = [and, desc, eq, gt, or]
export type Used = BetterSQLite3Database
${range(inUse).map((i) => `export const c${i} = [${columns.map((name) => `T${i}.${name}`).join(", ")}]`).join("\n")}
`

export const threeTables = (i, wrong = false) => {
  const [a, b, c] = three(i).map((n) => `T${n}`)
  const group = i % 2 === 1 ? `\n  .groupBy(${a}.id, ${a}.name, ${a}.price, ${b}.title, ${c}.note)` : ""
  return `
const q${i} = db
  .select({ id: ${a}.id, name: ${a}.name, price: ${a}.price, title: ${b}.title, note: ${c}.note })
  .from(${a})
  .innerJoin(${b}, eq(${b}.parentId, ${a}.id))
  .leftJoin(${c}, eq(${c}.ownerId, ${b}.id))
  .where(and(gt(${a}.price, ${i}), or(eq(${a}.name, "x${i}"), eq(${b}.${wrong ? "titel" : "title"}, ${a}.title))))${group}
  .orderBy(desc(${a}.price))
  .limit(${i + 1})
declare const r${i}: Awaited<typeof q${i}>[number]
export const v${i}: readonly [number, string, number, string, string | null] =
  [r${i}.id, r${i}.name, r${i}.price, r${i}.title, r${i}.note]
`
}

export const twelveJoins = (i, wrong = false) => {
  const [first, ...others] = range(13).map((n) => `T${(i + n) % inUse}`)
  return `
const q${i} = db
  .select({ id: ${first}.id, ${others.map((other, n) => `name${n}: ${other}.name`).join(", ")} })
  .from(${first})
${others.map((other, n) => `  .leftJoin(${other}, eq(${other}.ownerId, ${n === 0 ? first : others[n - 1]}.id))`).join("\n")}
  .where(gt(${first}.${wrong ? "prise" : "price"}, ${i}))
declare const r${i}: Awaited<typeof q${i}>[number]
export const v${i}: readonly [number, string | null, string | null] = [r${i}.id, r${i}.name0, r${i}.name11]
`
}
