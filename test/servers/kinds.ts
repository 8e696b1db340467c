/** The databases whose servers the tests start. SQLite has none: it lives in the process of the test. */
export const kinds = ["postgres", "mariadb", "mysql"] as const

export type Kind = (typeof kinds)[number]

export const labels: Readonly<Record<Kind, string>> = { postgres: "PostgreSQL", mariadb: "MariaDB", mysql: "MySQL" }

/** The environment variable that names a running server to be used instead of a throwaway one. */
export const urlVariables: Readonly<Record<Kind, string>> = {
  postgres: "POSTGRES_URL",
  mariadb: "MARIADB_URL",
  mysql: "MYSQL_URL",
}

/** CI without one of these has not tested what it says it has; MySQL is in too few package archives to be asked for. */
export const neededInCi: ReadonlyArray<Kind> = ["postgres", "mariadb"]

/** What there is of a database here. Both may be missing, and a named server can not be stopped or paused. */
export interface Availability {
  /** The version and place of the programs that can be started, or why there are none. */
  readonly programs: { readonly version: string; readonly from: string } | { readonly missing: string }
  /** Whether the environment names a running server. */
  readonly named: boolean
}

export type Availabilities = Readonly<Record<Kind, Availability>>
