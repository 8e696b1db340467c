/** The syntax tree: closed unions of readonly interfaces, each made by one constructor. */
export * from "./expr-node.js"
export * from "./query-node.js"
export * from "./command-node.js"
export * from "./ddl-node.js"
