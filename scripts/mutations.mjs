/**
 * Breaks the library on purpose, and sees whether the properties notice.
 *
 * Each mutation is an edit of one file of src: text that must be there exactly once, and what it becomes. It is applied to a
 * copy of the sources in a temporary folder, where the property tests run until one of them fails; that one has caught it.
 * The file that is known to catch it, `by`, runs first and by itself, so that a run is as long as these few; only where it
 * holds do the others run. A mutation that none of them catches is a survivor: what it breaks, nothing would notice. Where a file of tests does not
 * even start, or the runner stops or never ends, nobody can say whether it is caught: such a mutation is to be rewritten.
 *
 * npm run test:mutations               all of them, two at a time
 * npm run test:mutations -- --check    only whether every edit still applies
 * npm run test:mutations -- limit      only those whose name or file matches it
 *
 * `FULMAR_RUNS` says how many cases a property tries (200 here), `MUTATION_JOBS` how many mutations run at a time.
 */
import { spawn } from "node:child_process"
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("..", import.meta.url))
const folder = join(root, "scripts", "mutations")
const chapters = readdirSync(folder).filter((name) => name.endsWith(".mjs")).toSorted()
const all = (await Promise.all(chapters.map((name) => import(join(folder, name))))).flatMap((module) => module.default)

// ------------------------------------------------------------------------------------------------------------ the edits

const edited = ({ file, find, name, replace }) => {
  const text = readFileSync(join(root, file), "utf8")
  const times = text.split(find).length - 1
  if (times !== 1) throw new Error(`mutation "${name}": its text occurs ${times} times in ${file}, not once:\n${find}`)
  if (find === replace) throw new Error(`mutation "${name}" changes nothing`)
  return text.replace(find, () => replace)
}

/** These tell nothing of what is printed, or are cases that were found once, which would catch what they are of. */
const others = /^(codec-|decimal|interning|regressions|show|transaction)/
const tests = readdirSync(join(root, "property-tests")).filter((name) => name.endsWith(".test.ts") && !name.includes(".live.") && !others.test(name))

const wrong = all.flatMap((mutation) => {
  try {
    edited(mutation)
    return []
  } catch (error) {
    return [error.message]
  }
})
const lost = all.filter((m) => m.by !== undefined && !tests.includes(`${m.by}.test.ts`)).map((m) => `mutation "${m.name}": there is no property-tests/${m.by}.test.ts`)
const twice = all.map((m) => m.name).filter((name, i, names) => names.indexOf(name) !== i)
for (const message of [...wrong, ...lost, ...twice.map((name) => `two mutations are called "${name}"`)]) console.error(message)
if (wrong.length + lost.length + twice.length > 0) process.exit(2)

const args = process.argv.slice(2)
if (args.includes("--check")) {
  console.log(`${all.length} mutations apply`)
  process.exit(0)
}
const chosen = all.filter((m) => args.every((word) => new RegExp(word).test(`${m.name} ${m.file}`)))

// ------------------------------------------------------------------------------------------------------------ the copies

const copies = []
const copy = () => {
  const made = mkdtempSync(join(tmpdir(), "fulmar-mutation-"))
  copies.push(made)
  for (const name of ["src", "property-tests", "test", "scripts", "package.json", "tsconfig.json", "vitest.config.ts"]) {
    cpSync(join(root, name), join(made, name), { recursive: true })
  }
  symlinkSync(join(root, "node_modules"), join(made, "node_modules"))
  return made
}
const running = new Set()
const clean = () => {
  for (const child of running) process.kill(-child.pid, "SIGKILL")
  for (const made of copies) rmSync(made, { recursive: true, force: true })
}
process.on("exit", clean)
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(130))

/** What became of a run: which test failed first, or why none can say. A file that does not start has noticed nothing. */
const outcomeIn = (report, late) => {
  if (late) return { unclear: `not done after ${LONGEST / 60_000} minutes` }
  if (!existsSync(report)) return { unclear: "the runner stopped without a report" }
  const { testResults } = JSON.parse(readFileSync(report, "utf8"))
  const failed = testResults.flatMap((file) =>
    file.assertionResults.filter((test) => test.status === "failed").map((test) => ({ ...test, file: basename(file.name).replace(".test.ts", "") })))
  const broken = testResults.find((file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"))
  if (broken !== undefined) return { unclear: `${basename(broken.name)} does not start: ${broken.message.split("\n")[0]}` }
  return failed.length > 0 ? { caughtBy: `${failed[0].file}: ${failed[0].fullName.trim()}` } : { unclear: "the run failed, but no test of it" }
}

const LONGEST = 15 * 60_000

/** Runs files of properties in a copy until one fails: by which it is caught, or why that is unclear, or neither. */
const failureIn = (made, files) =>
  new Promise((resolve) => {
    const report = join(made, "report.json")
    rmSync(report, { force: true })
    const vitest = join(made, "node_modules", "vitest", "vitest.mjs")
    const child = spawn(
      process.execPath,
      [vitest, "run", ...files.map((name) => `property-tests/${name}`), "--project", "sqlite", "--bail=1", "--no-file-parallelism", "--reporter=json", `--outputFile=${report}`],
      { cwd: made, detached: true, stdio: "ignore", env: { ...process.env, FULMAR_RUNS: process.env.FULMAR_RUNS ?? "200" } },
    )
    running.add(child)
    let late = false
    const timer = setTimeout(() => {
      late = true
      process.kill(-child.pid, "SIGKILL")
    }, LONGEST)
    child.on("close", (code) => {
      clearTimeout(timer)
      running.delete(child)
      resolve(code === 0 ? {} : outcomeIn(report, late))
    })
  })

/** The file that is known to catch a mutation first. */
const firstFailure = async (made, by) => {
  const known = tests.filter((name) => name === `${by}.test.ts`)
  const outcome = known.length === 0 ? {} : await failureIn(made, known)
  return outcome.caughtBy !== undefined || outcome.unclear !== undefined ? outcome : failureIn(made, tests.filter((name) => !known.includes(name)))
}

const seconds = (since) => Math.round((Date.now() - since) / 1000)

// --------------------------------------------------------------------------------------------------------------- the run

const [first, ...more] = Array.from({ length: Number(process.env.MUTATION_JOBS ?? 2) }, copy)
const start = Date.now()
// Where each has a file of its own, no other need hold.
const needed = chosen.every((m) => m.by !== undefined) ? tests.filter((name) => chosen.some((m) => name === `${m.by}.test.ts`)) : tests
const sound = await failureIn(first, needed)
const complaint = sound.caughtBy ?? sound.unclear
if (complaint !== undefined) {
  console.error(`without any mutation the properties fail: ${complaint}`)
  process.exit(2)
}
console.log(`${needed.length} files of properties hold without a mutation (${seconds(start)} s); ${chosen.length} mutations\n`)
console.log("| mutation | caught by | seconds |\n|---|---|---|")

const left = [...chosen]
const survivors = []
const unclear = []
const work = async (made) => {
  for (let mutation = left.shift(); mutation !== undefined; mutation = left.shift()) {
    const { by, file, name } = mutation
    const began = Date.now()
    writeFileSync(join(made, file), edited(mutation))
    const outcome = await firstFailure(made, by)
    writeFileSync(join(made, file), readFileSync(join(root, file), "utf8"))
    if (outcome.unclear !== undefined) unclear.push({ ...mutation, why: outcome.unclear })
    else if (outcome.caughtBy === undefined) survivors.push(mutation)
    const said = outcome.unclear === undefined ? (outcome.caughtBy ?? "**nothing**") : `**unclear**: ${outcome.unclear}`
    console.log(`| ${name} | ${said} | ${seconds(began)} |`)
  }
}
await Promise.all([first, ...more].map(work))

const caught = chosen.length - survivors.length - unclear.length
console.log(`\n${caught} of ${chosen.length} mutations are caught (${seconds(start)} s)`)
for (const { file, name } of survivors) console.log(`survives: ${name} (${file})`)
for (const { file, name, why } of unclear) console.error(`unclear: ${name} (${file}): ${why}`)
process.exit(unclear.length > 0 ? 2 : survivors.length > 0 ? 1 : 0)
