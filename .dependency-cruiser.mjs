/**
 * Which room of src/ may import which. Paths are those of src/ as scripts/check-imports.mjs lays it out, so each starts
 * with `src/`. The cycle rule holds for imports that exist at run time; those of types only may go round in circles.
 */
import { existsSync, readdirSync } from "node:fs"

/** What each room may import besides itself. A room not listed here stands above all of these and may import any. */
const rooms = {
  core: [],
  codec: ["core"],
  expr: ["core", "codec"],
  driver: ["core", "codec"],
  tx: ["core", "driver"],
}

/** The npm packages that talk to a database, and the folder of src/driver that may import them. */
const clients = {
  "better-sqlite3": "sqlite",
  pg: "postgres",
  "pg-[^/]+": "postgres",
  mysql2: "mysql2",
}

const driverFolder = new URL("src/driver/", import.meta.url)
const databases = (existsSync(driverFolder) ? readdirSync(driverFolder, { withFileTypes: true }) : [])
  .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/dialect.ts`, driverFolder)))
  .map((entry) => entry.name)

const low = Object.keys(rooms).join("|")

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
export const directions = [
  ...Object.entries(rooms).map(([room, allowed]) => ({
    name: `${room}-imports-only-${allowed.join("-and-") || "itself"}`,
    comment: `src/${room} may import ${["itself", ...allowed.map((below) => `src/${below}`)].join(", ")}; nothing else in src.`,
    severity: "error",
    from: { path: `^src/${room}/` },
    to: { path: "^src/", pathNot: `^src/(${[room, ...allowed].join("|")})/` },
  })),
  {
    name: "later-rooms-through-their-index",
    comment: "A room above the five may use another such room only through its index.ts.",
    severity: "error",
    from: { path: "^src/([^/]+)/", pathNot: `^src/(${low})/` },
    to: { path: "^src/[^/]+/", pathNot: [`^src/(${low}|$1)/`, "^src/[^/]+/index\\.", "^src/testing/arbitrary/index\\."] },
  },
  {
    name: "index-is-for-users",
    comment: "src/index.ts gathers what users import; inside src, import the file that holds the thing.",
    severity: "error",
    from: { path: "^src/" },
    to: { path: "^src/index\\." },
  },
  ...databases.map((database) => ({
    name: `${database}-only-from-its-folder`,
    comment: `Nothing outside src/driver/${database} may know that database, else adding one would touch more than its folder.`,
    severity: "error",
    from: { path: `^src/(${low})/`, pathNot: "^src/driver/[^/]+/" },
    to: { path: `^src/driver/${database}/` },
  })),
  {
    name: "conformance-knows-no-database",
    comment: "The suite is for every database, so it may know none: what differs is in the dialect and in its options.",
    severity: "error",
    from: { path: "^src/conformance/" },
    to: { path: `^src/driver/(mysql2|${databases.join("|")})/` },
  },
  {
    name: "testing-knows-no-database",
    comment: "What tests use is for every database: a dialect or a layer is handed over.",
    severity: "error",
    from: { path: "^src/testing/" },
    to: { path: `^src/driver/(mysql2|${databases.join("|")})/` },
  },
  {
    name: "interpreter-shares-nothing-with-the-printer",
    comment: "The reference interpreter says what a tree means; the printer is tested against it.",
    severity: "error",
    from: { path: "^src/testing/interpret/" },
    to: { path: "^src/(core/(print/|compile|dialect)|driver/)" },
  },
  {
    name: "fastcheck-only-in-arbitraries",
    comment: "Only what draws random values needs fast-check.",
    severity: "error",
    from: { path: "^src/", pathNot: "^src/testing/arbitrary/" },
    to: { path: "(^|/)node_modules/fast-check/|^fast-check(/|$)" },
  },
  {
    name: "mysql2-room-only-for-its-databases",
    comment: "src/driver/mysql2 is what MySQL and MariaDB share: an inner room of those two.",
    severity: "error",
    from: { path: "^src/", pathNot: "^src/driver/(mysql2|mysql|mariadb)/" },
    to: { path: "^src/driver/mysql2/" },
  },
  {
    name: "mysql2-room-knows-no-database",
    comment: "What MySQL and MariaDB share may know neither; they hand it a Flavor.",
    severity: "error",
    from: { path: "^src/driver/mysql2/" },
    to: { path: `^src/driver/(${databases.join("|")})/` },
  },
  ...Object.entries(clients).map(([client, folder]) => ({
    name: `${client.replace(/\W+/g, "")}-only-in-its-driver`,
    comment: `Only src/driver/${folder}/ may import ${client}.`,
    severity: "error",
    from: { path: "^src/", pathNot: `^src/driver/${folder}/` },
    to: { path: `(^|/)node_modules/(@types/)?${client}/|^${client}(/|$)` },
  })),
  {
    name: "src-stands-alone",
    comment: "src may not import tests, examples or benchmarks.",
    severity: "error",
    from: { path: "^src/" },
    to: { path: "(^|/)(test|property-tests|examples|bench|scripts|types)/", pathNot: "node_modules" },
  },
  {
    name: "not-to-unresolvable",
    comment: "The imported file or package does not exist.",
    severity: "error",
    from: {},
    to: { couldNotResolve: true },
  },
]

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
export const cycles = [
  {
    name: "no-circular",
    comment: "Modules that import each other at run time: move what both need into a third.",
    severity: "error",
    from: {},
    to: { circular: true },
  },
]
