export * from "./sqlite.js"
export * as Sqlite from "./sqlite.js"
