/** Whether a server is MySQL or MariaDB, and what follows from it: all in which the two layers differ. */
export interface Flavor {
  /** For people: `MySQL`. */
  readonly name: string
  /** `db.system.name` of OpenTelemetry. */
  readonly system: string
  /** Whether a version, as `select version()` gives it, is that of such a server. */
  readonly recognizes: (version: string) => boolean
  /** The oldest release that will do: major, minor, patch. */
  readonly minimum: readonly [number, number, number]
  /** The session variable of the isolation that a transaction has if it does not ask. */
  readonly isolationVariable: string
  /** Settings of a session beyond those that both have. */
  readonly session: Readonly<Record<string, string | number>>
  readonly sqlMode: ReadonlyArray<string>
  /** The collation of literals and parameters, which compares code points and does not pad. */
  readonly collation: string
  /**
   * MySQL 8.0.22 and later keep, for a prepared statement, the types that its parameters had when it first ran, and
   * convert later values to them: `select ?` with 1 and then with 'a' gives 0.
   */
  readonly fixesParameterTypes: boolean
}

