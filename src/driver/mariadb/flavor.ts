import type { Flavor } from "../mysql2/flavor.js"
import { isMariaDb } from "../mysql2/version.js"

/** What is MariaDB's own among the servers that mysql2 talks to. */
export const flavor: Flavor = {
  name: "MariaDB",
  system: "mariadb",
  recognizes: isMariaDb,
  minimum: [10, 5, 0],
  // MariaDB 11.1 also calls it transaction_isolation.
  isolationVariable: "tx_isolation",
  session: { max_recursive_iterations: 4294967295 },
  // `update t set a = b, b = a` exchanges the two, as in the standard.
  sqlMode: ["SIMULTANEOUS_ASSIGNMENT"],
  collation: "utf8mb4_nopad_bin",
  fixesParameterTypes: false,
}
