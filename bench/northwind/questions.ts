/** The thirteen queries of drizzle-benchmarks, with what they ask for. */
export const questions = [
  "customers, a page",
  "customer by id",
  "customers, searched",
  "employees, a page",
  "employee with recipient",
  "suppliers, a page",
  "supplier by id",
  "products, a page",
  "product with supplier",
  "products, searched",
  "orders with totals, a page",
  "order with totals",
  "order with details and products",
] as const

export type Question = (typeof questions)[number]

/** One way to answer all of them: each a function that asks the database, and gives rows or a promise of them. */
export type Answers = Readonly<Record<Question, () => unknown>>

export const id = 7
export const page = { limit: 20, offset: 20 }
export const pattern = "%ab%"
