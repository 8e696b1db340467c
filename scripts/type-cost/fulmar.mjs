import { columns, inUse, range, three } from "./program.mjs"

const table = (i) => `
export const T${i} = table("t${i}", {
  id: integer.pipe(primaryKey),
  name: text,
  title: text,
  note: text.pipe(nullable),
  price: integer,
  stock: integer,
  weight: integer.pipe(nullable),
  rank: integer,
  parentId: integer,
  ownerId: integer.pipe(nullable),
})
`

export const schema = (tables) =>
  `import { integer, nullable, primaryKey, table, text } from "fulmar"\n${range(tables).map(table).join("")}`

/** All columns and the vocabulary are in use without a query too, so that what a query adds is its own. */
export const head = `import { all, and, desc, eq, from, groupBy, gt, innerJoin, leftJoin, limit, or, orderBy, select, where } from "fulmar"
import { type Effect, pipe } from "effect"
import { ${range(inUse).map((i) => `T${i}`).join(", ")} } from "./schema.js"
export const used = [all, and, desc, eq, from, groupBy, gt, innerJoin, leftJoin, limit, or, orderBy, select, where, pipe]
export type Used = Effect.Effect<number>
${range(inUse).map((i) => `export const c${i} = [${columns.map((name) => `T${i}.${name}`).join(", ")}]`).join("\n")}
`

export const threeTables = (i, wrong = false) => {
  const [a, b, c] = three(i).map((n) => `T${n}`)
  const grouped = i % 2 === 1
  const group = grouped ? `\n  groupBy(${a}.id, ${a}.name, ${a}.price, ${b}.title, ${c}.note),` : ""
  return `
export const q${i} = pipe(
  from(${a}),
  innerJoin(${b}, eq(${b}.parentId, ${a}.id)),
  leftJoin(${c}, eq(${c}.ownerId, ${b}.id)),
  where(and(gt(${a}.price, ${i}), or(eq(${a}.name, "x${i}"), eq(${b}.${wrong ? "titel" : "title"}, ${a}.title)))),${group}
  select({ id: ${a}.id, name: ${a}.name, price: ${a}.price, title: ${b}.title, note: ${c}.note }),
  orderBy(desc(${a}.price)),
  limit(${i + 1}),
)
const e${i} = all(q${i})
declare const r${i}: Effect.Success<typeof e${i}>[number]
export const v${i}: readonly [number, string, number, string, string | null] =
  [r${i}.id, r${i}.name, r${i}.price, r${i}.title, r${i}.note]
`
}

export const twelveJoins = (i, wrong = false) => {
  const [first, ...others] = range(13).map((n) => `T${(i + n) % inUse}`)
  return `
export const q${i} = pipe(
  from(${first}),
${others.map((other, n) => `  leftJoin(${other}, eq(${other}.ownerId, ${n === 0 ? first : others[n - 1]}.id)),`).join("\n")}
  where(gt(${first}.${wrong ? "prise" : "price"}, ${i})),
  select({ id: ${first}.id, ${others.map((other, n) => `name${n}: ${other}.name`).join(", ")} }),
)
const e${i} = all(q${i})
declare const r${i}: Effect.Success<typeof e${i}>[number]
export const v${i}: readonly [number, string | null, string | null] = [r${i}.id, r${i}.name0, r${i}.name11]
`
}
