export * from "./postgres.js"
export * as Postgres from "./postgres.js"
