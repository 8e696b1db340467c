export * from "./mariadb.js"
export * as MariaDb from "./mariadb.js"
