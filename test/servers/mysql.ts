import { writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Engine, Found } from "./engine.js"
import { askVersion, isFile, programFolders } from "./search.js"

/** MariaDB installs a `mysqld` too. */
const find = (scratch: string): Found => {
  const named = process.env["MYSQLD"]
  const onPath = () => programFolders().map((folder) => join(folder, "mysqld"))
  const candidates = (named === undefined ? onPath() : [named]).filter(isFile)
  const refused: Array<string> = []
  for (const server of candidates) {
    const answer = askVersion(server, scratch)
    const version = /Ver ([\d.]+)/.exec(answer.text)?.[1]
    if (answer.ok && version !== undefined && !/MariaDB/.test(answer.text)) {
      return { version, from: server, paths: { mysqld: server } }
    }
    refused.push(`${server} is not MySQL: ${answer.text}`)
  }
  if (refused.length > 0) return { missing: refused.join("; ") }
  return { missing: named === undefined ? "mysqld is not on the PATH, and MYSQLD names none" : `${named} is no file` }
}

const options = (folder: string) => [
  "--no-defaults",
  `--datadir=${folder}/data`,
  `--tmpdir=${folder}`,
  "--secure-file-priv=NULL",
  "--innodb-redo-log-capacity=16M",
  "--innodb-buffer-pool-size=64M",
  "--innodb-flush-log-at-trx-commit=0",
  "--innodb-doublewrite=OFF",
  "--performance-schema=OFF",
]

/**
 * MYSQLD names what is run as `mysqld`. Where MySQL is not installed but unpacked, that is a script which ends in
 * `exec …/mysqld "$@" --basedir=…`, by way of its own loader if it must; it has to exec, else signals reach the shell.
 */
export const mysql: Engine = {
  kind: "mysql",
  find,
  init: ({ paths }, folder) => [paths["mysqld"]!, ...options(folder), "--initialize-insecure"],
  serve: ({ paths }, folder, port) => {
    // Without names of hosts, the root@localhost that it comes with is not who connects from 127.0.0.1.
    const script = join(folder, "init.sql")
    const statements = [
      "create user if not exists 'root'@'127.0.0.1'",
      "grant all on *.* to 'root'@'127.0.0.1' with grant option",
    ]
    writeFileSync(script, statements.map((statement) => `${statement};\n`).join(""), { mode: 0o644 })
    return [
      paths["mysqld"]!,
      ...options(folder),
      `--socket=${folder}/s`,
      `--pid-file=${folder}/pid`,
      `--port=${port}`,
      "--bind-address=127.0.0.1",
      "--max-connections=200",
      "--mysqlx=OFF",
      "--skip-name-resolve",
      "--skip-log-bin",
      `--init-file=${script}`,
    ]
  },
  url: (port) => `mysql://root@127.0.0.1:${port}/mysql`,
  stop: "SIGTERM",
  discard: "SIGKILL",
}
