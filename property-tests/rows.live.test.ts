/** The servers give the rows that random queries mean. */
import { kinds } from "../test/servers/kinds.js"
import { numRuns } from "./harness.js"
import { meanings } from "./shop/meanings.js"
import { onServers } from "./shop/servers.js"

onServers(kinds, "rows", ({ dialect, kind, perform }) => meanings(kind, dialect, numRuns / 10, perform))
