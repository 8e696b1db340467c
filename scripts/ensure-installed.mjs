/**
 * Installs the packages of package-lock.json when node_modules lacks any of them, so that `npm test` and `npm run demo`
 * work as the first command in a fresh clone. Depends on nothing but Node. Says what it does on stderr, leaves stdout to
 * npm, and exits with npm's code. When several run at once, one installs and the others wait.
 */
import { spawnSync } from "node:child_process"
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs"
import { constants } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("..", import.meta.url))
const lock = join(root, ".install.lock")

const say = (message) => process.stderr.write(`fulmar: ${message}\n`)

const readJson = (...path) => JSON.parse(readFileSync(join(root, ...path), "utf8"))

/** Stops when this Node is older than package.json allows. */
const requireNode = () => {
  const range = readJson("package.json").engines.node
  const parts = (version) => version.match(/\d+/g).map(Number)
  const [have, need] = [parts(process.versions.node), parts(range)]
  const behind = need.map((n, i) => have[i] - n).find((difference) => difference !== 0)
  if (behind < 0) {
    say(`this is Node ${process.versions.node}, but Node ${range} is needed. Install a newer one from https://nodejs.org.`)
    process.exit(1)
  }
}

/** Why an install is needed, or null. npm writes node_modules/.package-lock.json at the end of a successful install. */
const reasonToInstall = () => {
  let installed
  try {
    installed = readJson("node_modules", ".package-lock.json").packages
  } catch {
    return "node_modules is missing or incomplete"
  }
  for (const [path, wanted] of Object.entries(readJson("package-lock.json").packages)) {
    if (path === "" || wanted.link) continue
    const found = installed[path]
    if (found === undefined ? !(wanted.optional || wanted.devOptional || wanted.peer) : found.version !== wanted.version) {
      return `node_modules is older than package-lock.json (${path.replace(/^.*node_modules\//, "")} ${wanted.version})`
    }
  }
  // There but not compiled: a Node or npm that was told not to run install scripts.
  const addon = join(root, "node_modules", "better-sqlite3", "build", "Release", "better_sqlite3.node")
  return existsSync(addon) ? null : "better-sqlite3 is not compiled"
}

const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === "EPERM"
  }
}

/** The process that holds the lock; 0 while it is still writing its number, null when nobody holds it. */
const holder = () => {
  try {
    return Number(readFileSync(lock, "utf8"))
  } catch {
    return null
  }
}

const create = (file) => {
  try {
    const descriptor = openSync(file, "wx")
    writeSync(descriptor, String(process.pid))
    closeSync(descriptor)
    return true
  } catch (error) {
    if (error.code === "EEXIST") return false
    throw error
  }
}

/** Removes a lock whose process died. Guarded by a second file, else two could each remove the other's new lock. */
const clearStale = () => {
  const guard = `${lock}.stale`
  if (!create(guard)) {
    const age = Date.now() - (statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age > 10_000) rmSync(guard, { force: true })
    return
  }
  const pid = holder()
  if (pid !== null && pid > 0 && !isAlive(pid)) rmSync(lock, { force: true })
  rmSync(guard, { force: true })
}

const acquire = async () => {
  for (let told = false; !create(lock); told = true) {
    const pid = holder()
    if (!told) say(`waiting for an install that is already running (process ${pid ?? "unknown"}, ${lock}) …`)
    if (pid !== null && pid > 0 && !isAlive(pid)) clearStale()
    await sleep(250)
  }
}

const install = () => {
  const options = { cwd: root, stdio: "inherit" }
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund"]
  const npm = process.env.npm_execpath
  const { status, signal, error } =
    npm !== undefined && /npm-cli\.[cm]?js$/.test(npm)
      ? spawnSync(process.execPath, [npm, ...args], options)
      : spawnSync("npm", args, { ...options, shell: process.platform === "win32" })
  if (error) say(`npm could not be started: ${error.message}`)
  return status ?? (signal === null ? 1 : 128 + constants.signals[signal])
}

requireNode()
if (reasonToInstall() !== null) {
  await acquire()
  process.once("exit", () => rmSync(lock, { force: true }))
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(128 + constants.signals[signal]))
  const reason = reasonToInstall()
  if (reason !== null) {
    say(`${reason}: running npm ci (better-sqlite3 may be compiled, which takes a minute or two) …`)
    const code = install()
    if (code !== 0) say(`npm ci failed with code ${code}. better-sqlite3 needs Python 3, make and a C++ compiler.`)
    process.exit(code)
  }
}
