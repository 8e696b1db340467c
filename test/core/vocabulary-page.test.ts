import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"

test("docs/vocabulary.md says what the golden tests say", () => {
  const script = fileURLToPath(new URL("../../scripts/vocabulary.mjs", import.meta.url))
  const { status, stderr } = spawnSync(process.execPath, [script, "--check"], { encoding: "utf8" })
  expect(stderr).toBe("")
  expect(status).toBe(0)
})
