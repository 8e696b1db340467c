export { holding, memory } from "./memory.js"
export type { Memory, MemoryRow, MemoryTable } from "./memory.js"
