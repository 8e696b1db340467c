import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

export default defineConfig({
  resolve: {
    alias: [
      { find: /^fulmar$/, replacement: path("./src/index.ts") },
      { find: /^fulmar\/testing$/, replacement: path("./src/testing/index.ts") },
      { find: /^fulmar\/(\w+)$/, replacement: path("./src/driver/$1/index.ts") },
    ],
  },
  test: {
    include: ["test/**/*.test.ts", "property-tests/**/*.test.ts"],
    reporters: ["default", path("./scripts/summary-reporter.mjs")],
    // Properties run many cases; a loaded machine must not turn that into a failure.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
