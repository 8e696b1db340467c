import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/** Files that need database servers. Only when one of them is to be run does test/servers/setup.ts run. */
const onServers = ["test/live/**/*.test.ts", "test/servers/**/*.test.ts"].concat(
  ["test", "property-tests"].map((folder) => `${folder}/**/*.{live,postgres,mariadb,mysql}.test.ts`),
)

/**
 * Properties that go on finding what databases do otherwise, or that take long: `npm run test:properties` has them, and every
 * run with a number of cases.
 */
const long = process.env["FULMAR_RUNS"] === undefined ? ["property-tests/{rows.live,differential.live,oracles.live}.test.ts"] : []

/** Files that replace modules of the library, which no other file may see. */
const mocking = ["test/conformance/value-cases.test.ts"]

export default defineConfig({
  resolve: {
    alias: [
      { find: /^fulmar$/, replacement: path("./src/index.ts") },
      { find: /^fulmar\/(cli|conformance|migrate|schema|testing)$/, replacement: path("./src/$1/index.ts") },
      { find: /^fulmar\/testing\/arbitrary$/, replacement: path("./src/testing/arbitrary/index.ts") },
      { find: /^fulmar\/(\w+)$/, replacement: path("./src/driver/$1/index.ts") },
    ],
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "sqlite",
          include: ["test/**/*.test.ts", "property-tests/**/*.test.ts"],
          exclude: [...onServers, ...long, ...mocking],
          // Loading the library anew for each file takes longer than the tests.
          isolate: false,
        },
      },
      { extends: true, test: { name: "mocking", include: mocking } },
      { extends: true, test: { name: "servers", include: onServers, exclude: long, globalSetup: path("./test/servers/setup.ts") } },
    ],
    reporters: ["default", path("./scripts/summary-reporter.mjs")],
    // By default one processor is left idle.
    maxWorkers: 2,
    // A loaded machine must not turn slowness into a failure; properties take as long as the cases that were asked for.
    testTimeout: process.env["FULMAR_RUNS"] === undefined ? 300_000 : 3_600_000,
    hookTimeout: 60_000,
  },
})
