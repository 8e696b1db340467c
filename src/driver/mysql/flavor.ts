import type { Flavor } from "../mysql2/flavor.js"
import { isMariaDb } from "../mysql2/version.js"

/** What is MySQL's own among the servers that mysql2 talks to. */
export const flavor: Flavor = {
  name: "MySQL",
  system: "mysql",
  recognizes: (version) => !isMariaDb(version),
  // INSERT … AS names the new row, and utf8mb4_0900_bin has been there since 8.0.17.
  minimum: [8, 0, 19],
  isolationVariable: "transaction_isolation",
  session: { cte_max_recursion_depth: 4294967295 },
  sqlMode: [],
  collation: "utf8mb4_0900_bin",
  fixesParameterTypes: true,
}
