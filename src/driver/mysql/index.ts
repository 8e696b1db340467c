export * from "./mysql.js"
export * as MySql from "./mysql.js"
