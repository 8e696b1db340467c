export { defineConfig } from "./config.js"
export type { FulmarConfig } from "./config.js"
