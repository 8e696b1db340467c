import { sqlError } from "../sql-error.js"
import type { SqlError } from "../sql-error.js"
import { ConnectionError } from "../sql-error-reasons.js"
import type { Flavor } from "./flavor.js"

const mariadb = /mariadb/i

/** Whether a version is one of MariaDB: `10.11.6-MariaDB-1`. */
export const isMariaDb = (version: string): boolean => mariadb.test(version)

/** Why a server of this version is not one for the layer; `null` if it is. */
export const refuseVersion = (flavor: Flavor, version: string, server: string): SqlError | null => {
  if (!flavor.recognizes(version)) {
    const actual = isMariaDb(version)
      ? "MariaDB: use MariaDb.layer of fulmar/mariadb"
      : "not MariaDB: use MySql.layer of fulmar/mysql"
    return sqlError(
      new ConnectionError({
        message: `The server at ${server} is ${actual}, not ${flavor.name}. Its version is ${version}.`,
      }),
    )
  }
  const numbers = /^(\d+)\.(\d+)(?:\.(\d+))?/.exec(version)?.slice(1).map((digits) => Number(digits ?? 0)) ?? [0]
  return isAtLeast(numbers, flavor.minimum)
    ? null
    : sqlError(
        new ConnectionError({
          message:
            `The server at ${server} is ${flavor.name} ${version}: ` +
            `fulmar needs ${flavor.name} ${flavor.minimum.join(".")} or later.`,
        }),
      )
}

const isAtLeast = (actual: ReadonlyArray<number>, wanted: ReadonlyArray<number>): boolean => {
  for (const [index, least] of wanted.entries()) {
    const number = actual[index] ?? 0
    if (number !== least) return number > least
  }
  return true
}
