import { join } from "node:path"
import type { Engine, Found } from "./engine.js"
import { askVersion, isFile, programFolders } from "./search.js"

const names = ["mariadbd", "mariadb-install-db"] as const

const find = (scratch: string): Found => {
  const bin = process.env["MARIADB_BIN"]
  const folders = bin === undefined ? programFolders() : [bin]
  const paths: Record<string, string> = {}
  for (const name of names) {
    const path = folders.map((folder) => join(folder, name)).find(isFile)
    if (path === undefined) return { missing: `${name} is not ${bin === undefined ? "on the PATH" : `in ${bin}`}` }
    paths[name] = path
  }
  const server = paths["mariadbd"]!
  const answer = askVersion(server, scratch)
  const version = /Ver ([\d.]+)-MariaDB/.exec(answer.text)?.[1]
  return answer.ok && version !== undefined
    ? { version, from: server, paths }
    : { missing: `${server} does not run, or is not MariaDB: ${answer.text}` }
}

/** A folder with other programs than those of the PATH is named by MARIADB_BIN. */
export const mariadb: Engine = {
  kind: "mariadb",
  find,
  init: ({ paths }, folder) => [
    paths["mariadb-install-db"]!,
    "--no-defaults",
    `--datadir=${folder}/data`,
    "--auth-root-authentication-method=normal",
    "--skip-test-db",
    "--skip-name-resolve",
    "--innodb-log-file-size=16M",
  ],
  serve: ({ paths }, folder, port) => [
    paths["mariadbd"]!,
    "--no-defaults",
    `--datadir=${folder}/data`,
    `--tmpdir=${folder}`,
    `--socket=${folder}/s`,
    `--pid-file=${folder}/pid`,
    `--port=${port}`,
    "--bind-address=127.0.0.1",
    "--skip-name-resolve",
    "--max-connections=200",
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-buffer-pool-size=64M",
    "--innodb-log-file-size=16M",
    "--character-set-server=utf8mb4",
  ],
  url: (port) => `mysql://root@127.0.0.1:${port}/mysql`,
  stop: "SIGTERM",
  discard: "SIGKILL",
}
