import type { Handle } from "./client.js"

/** Installs what the dialect calls and SQLite does not have; called once for each connection. */
export const installFunctions = (_db: Handle): void => {}
