export { createAll, dropAll } from "./create-all.js"
