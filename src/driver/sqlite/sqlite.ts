export type { SqliteCapability } from "./capability.js"
export { dialect } from "./dialect.js"
export { layer, layerConfig } from "./layer.js"
export type { SqliteOptions } from "./options.js"
