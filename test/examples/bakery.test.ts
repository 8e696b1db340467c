import { execFile } from "node:child_process"
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify, stripVTControlCharacters } from "node:util"
import { Console, Effect } from "effect"
import { afterAll, describe, expect, it } from "vitest"
import { demo } from "../../examples/bakery/demo.js"

const folder = mkdtempSync(join(tmpdir(), "fulmar-bakery-"))
const filename = join(folder, "bakery.sqlite")
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What the demo prints, without colours and without the path of its file. */
const printed = async (file: string): Promise<string> => {
  const lines: Array<string> = []
  const log = (...args: ReadonlyArray<unknown>): void => void lines.push(args.join(" "))
  await Effect.runPromise(demo(file).pipe(Effect.provideService(Console.Console, { ...console, log })))
  return stripVTControlCharacters(lines.join("\n")).replaceAll(file, "<file>")
}

const main = fileURLToPath(new URL("../../examples/bakery/main.ts", import.meta.url))

describe("the bakery", async () => {
  const output = await printed(filename)
  const stop = (title: string): string => output.split(/^(?=\d+\. )/m).find((text) => text.includes(`. ${title}`)) ?? ""

  it("says where its file is, and leaves nothing else there", () => {
    expect(output).toMatch(/^The bakery, in <file>/)
    expect(readdirSync(folder)).toEqual(["bakery.sqlite"])
  })

  it("prints the same on every run, over an old file or in a new one", async () => {
    expect(await printed(filename)).toBe(output)
    expect(await printed(join(folder, "other.sqlite"))).toBe(output)
  })

  it("names a file for every stop", () => {
    const files = [...output.matchAll(/^\d+\. .*  (steps\/[\w-]+\.ts)$/gm)].map((match) => match[1]!)
    expect(files).toHaveLength(16)
    for (const file of files) expect(existsSync(join(main, "..", file)), file).toBe(true)
  })

  it("fits the width of a screen", () => {
    expect(output.split("\n").filter((line) => line.length > 104)).toEqual([])
  })

  it("has some thousands of rows", () => {
    expect(stop("Tables")).toMatch(/order_line +4704$/m)
  })

  it("joins", () => {
    expect(stop("Inner join")).toContain(`  inner join "bakery" on "cake"."bakeryId" = "bakery"."id"\n`)
    expect(stop("Left join: cakes")).toMatch(/^ {2}Caramel tart +no fruit$/m)
    expect(stop("Left join: a whole table")).toMatch(/^ {2}Caramel tart +NULL$/m)
  })

  it("limits ten cakes before it joins their fruit", () => {
    expect(stop("Limit, then join")).toMatch(/^ {4}limit 10\n {2}\) as "_1"\n {2}left join "fruit"/m)
    expect(stop("Limit, then join")).toContain("5 of 18 rows")
  })

  it("walks the tree and nests rows", () => {
    expect(stop("Recursive CTE")).toMatch(/^ {2}Dark chocolate > Cocoa mass > Cocoa beans +3$/m)
    expect(stop("Nesting")).toContain("{ filling: 'Chocolate ganache', grams: 220 }")
  })

  it("adds to the cake that is there already", () => {
    expect(stop("Upsert")).toMatch(/^ {3}35 {2}Lemon cheesecake +13$/m)
  })

  it("groups, with exact decimals", () => {
    expect(stop("Groups")).toMatch(/^ {2}[A-Z].* {2}\w+ +\d+ +\d+ +\d+\.\d\d$/m)
  })

  it("streams all order lines", () => {
    expect(stop("Stream")).toMatch(/4704 {2}297584\.75/)
  })

  it("rolls back the savepoint only", () => {
    expect(stop("Transaction")).toMatch(
      /before +1590 +4704\n.*in the savepoint +1591 +4706\n.*rolled back +1591 +4705\n.*committed +1591 +4705\n/,
    )
  })

  it("explains what went wrong", () => {
    expect(stop("A unique violation")).toContain("There is a customer with this email already.")
    expect(stop("A row refused")).toMatch(/^ {2}serves +500 +at most 40$/m)
    expect(stop("A row refused")).not.toContain("This is not printed.")
  })

  it("ends with what to read next", () => {
    expect(output).toMatch(/Where to go from here\n\n {2}README\.md .*[^]*npm test/)
  })

  it("says why it failed, and exits with 1", async () => {
    const run = promisify(execFile)(process.execPath, ["--import", "tsx", main, join(folder, "nowhere")])
    await expect(run).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^\nThe demo failed\. Cannot open .*the directory ".*nowhere" does not exist\n$/),
    })
  })
})
