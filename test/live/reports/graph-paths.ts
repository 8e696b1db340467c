import { pipe } from "effect"
import { add, all, and, cast, concat, contains, eq, from, innerJoin, integer, lt, literal, not, orderBy, primaryKeyOn, recursive, select, table, text, where } from "fulmar"
import { filled, type Report } from "./report.js"

/** Roads with a circle, a loop and a place that nothing leads to. */
const Road = table("road", { a: text, b: text, km: integer }, (t) => [primaryKeyOn(t.a, t.b)])

const step = concat("/", Road.b, "/")
const walks = recursive(
  "walks",
  pipe(from(Road), where(eq(Road.a, "x")), select({ at: Road.b, km: Road.km, steps: literal(1), path: cast(concat("/x/", Road.b, "/"), text) })),
  (walk) =>
    pipe(
      from(Road),
      innerJoin(walk, eq(Road.a, walk.at)),
      where(and(not(contains(walk.path, step)), lt(walk.steps, 10))),
      select({ at: Road.b, km: add(walk.km, Road.km), steps: add(walk.steps, 1), path: concat(walk.path, Road.b, "/") }),
    ),
)

export const graphPaths: Report = {
  name: "paths in a graph with circles",
  seed: [
    filled(Road, [
      { a: "x", b: "y", km: 1 }, { a: "y", b: "z", km: 2 }, { a: "z", b: "x", km: 3 }, { a: "x", b: "long % name_", km: 9 },
      { a: "long % name_", b: "z", km: 1 }, { a: "z", b: "z", km: 1 }, { a: "z", b: "y", km: 5 }, { a: "nowhere", b: "x", km: 1 },
    ]),
  ],
  rows: all(pipe(from(walks), select({ path: walks.path, km: walks.km, steps: walks.steps }), orderBy(walks.km, walks.path))),
  sql: ({ kind }) => {
    const [long, joined, within] =
      kind === "mysql" || kind === "mariadb"
        ? ["cast(concat('/x/', b, '/') as char(500))", "concat(path, r.b, '/')", "locate(concat('/', r.b, '/'), path) > 0"]
        : kind === "postgres"
          ? ["'/x/' || b || '/'", "path || r.b || '/'", "strpos(path, '/' || r.b || '/') > 0"]
          : ["'/x/' || b || '/'", "path || r.b || '/'", "instr(path, '/' || r.b || '/') > 0"]
    return `
      with recursive w (at_, km, steps, path) as (
        select b, km, 1, ${long} from road where a = 'x'
        union all select r.b, w.km + r.km, w.steps + 1, ${joined} from road r join w on r.a = w.at_ where not ${within}
      ) select path, km, steps from w order by km, path`
  },
  expected: [
    { path: "/x/y/", km: 1, steps: 1 },
    { path: "/x/y/z/", km: 3, steps: 2 },
    { path: "/x/long % name_/", km: 9, steps: 1 },
    { path: "/x/long % name_/z/", km: 10, steps: 2 },
    { path: "/x/long % name_/z/y/", km: 15, steps: 3 },
  ],
}
