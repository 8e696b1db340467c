export { show } from "./show.js"
export type { ShowOptions } from "./shower.js"
