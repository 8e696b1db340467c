import { inUse, range, three } from "./program.mjs"

const table = (i) => `
export interface T${i} {
  id: Generated<number>
  name: string
  title: string
  note: string | null
  price: number
  stock: number
  weight: number | null
  rank: number
  parentId: number
  ownerId: number | null
}
`

export const schema = (tables) => `import type { Generated } from "kysely"
${range(tables).map(table).join("")}
export interface Schema {
${range(tables).map((i) => `  t${i}: T${i}`).join("\n")}
}
`

export const head = `import type { Kysely } from "kysely"
import type { Schema } from "./schema.js"
declare const db: Kysely<Schema>
export type Used = Kysely<Schema>
`

export const threeTables = (i, wrong = false) => {
  const [a, b, c] = three(i).map((n) => `t${n}`)
  const group = i % 2 === 1 ? `\n  .groupBy(["${a}.id", "${a}.name", "${a}.price", "${b}.title", "${c}.note"])` : ""
  return `
const q${i} = db
  .selectFrom("${a}")
  .innerJoin("${b}", "${b}.parentId", "${a}.id")
  .leftJoin("${c}", "${c}.ownerId", "${b}.id")
  .where((eb) =>
    eb.and([
      eb("${a}.price", ">", ${i}),
      eb.or([eb("${a}.name", "=", "x${i}"), eb("${b}.${wrong ? "titel" : "title"}", "=", eb.ref("${a}.title"))]),
    ]),
  )${group}
  .select(["${a}.id", "${a}.name", "${a}.price", "${b}.title", "${c}.note"])
  .orderBy("${a}.price", "desc")
  .limit(${i + 1})
declare const r${i}: Awaited<ReturnType<typeof q${i}.execute>>[number]
export const v${i}: readonly [number, string, number, string, string | null] =
  [r${i}.id, r${i}.name, r${i}.price, r${i}.title, r${i}.note]
`
}

export const twelveJoins = (i, wrong = false) => {
  const [first, ...others] = range(13).map((n) => `t${(i + n) % inUse}`)
  return `
const q${i} = db
  .selectFrom("${first}")
${others.map((other, n) => `  .leftJoin("${other}", "${other}.ownerId", "${n === 0 ? first : others[n - 1]}.id")`).join("\n")}
  .where("${first}.${wrong ? "prise" : "price"}", ">", ${i})
  .select(["${first}.id", ${others.map((other, n) => `"${other}.name as name${n}"`).join(", ")}])
declare const r${i}: Awaited<ReturnType<typeof q${i}.execute>>[number]
export const v${i}: readonly [number, string | null, string | null] = [r${i}.id, r${i}.name0, r${i}.name11]
`
}
