import { execFileSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"

const script = fileURLToPath(new URL("../scripts/mutations.mjs", import.meta.url))

test("every mutation still applies to the sources", () =>
  expect(execFileSync(process.execPath, [script, "--check"], { encoding: "utf8" })).toMatch(/^\d+ mutations apply$/m))
