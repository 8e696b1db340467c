/** A recursive walk through circles that keeps its way ends, as the docs say. */
import { Effect, pipe } from "effect"
import {
  add, all, and, concat, contains, createAll, eq, execute, from, innerJoin, insertInto, literal, lt, not, orderBy, recursive, select,
  table, text, where,
} from "fulmar"
import { beforeAll, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { on } from "./conformance.js"

const Road = table("road", { start: text, end: text })

const roads = [["a", "b"], ["b", "c"], ["c", "a"], ["c", "d"], ["d", "d"], ["b", "%_\\'🍰"], ["%_\\'🍰", "a"], ["x", "a"]]

describeOn(["sqlite", "postgres", "mariadb", "mysql"], "walks through circles", (db) => {
  const run = <A, E>(program: Effect.Effect<A, E, any>): Promise<A> => on(db, program)

  beforeAll(() =>
    run(Effect.andThen(createAll([Road]), execute(insertInto(Road, roads.map(([start, end]) => ({ start: start!, end: end! })))))))

  it("end by their way", async () => {
    const walk = recursive(
      "walk",
      pipe(from(Road), where(eq(Road.start, "a")), select({ at: Road.end, way: concat("/", Road.start, "/", Road.end, "/") })),
      (self) =>
        pipe(
          from(Road),
          innerJoin(self, eq(Road.start, self.at)),
          where(not(contains(self.way, concat("/", Road.end, "/")))),
          select({ at: Road.end, way: concat(self.way, Road.end, "/") }),
        ),
    )
    const ways = await run(all(pipe(from(walk), select(walk.way))))
    expect(ways.toSorted()).toEqual(["/a/b/", "/a/b/%_\\'🍰/", "/a/b/c/", "/a/b/c/d/"])
  })

  it("end by their depth", async () => {
    const walk = recursive(
      "walk",
      pipe(from(Road), where(eq(Road.start, "a")), select({ at: Road.end, depth: literal(1) })),
      (self) =>
        pipe(
          from(Road),
          innerJoin(self, and(eq(Road.start, self.at), lt(self.depth, 3))),
          select({ at: Road.end, depth: add(self.depth, 1) }),
        ),
    )
    const found = await run(all(pipe(from(walk), where(eq(walk.at, "a")), orderBy(walk.depth), select(walk.depth))))
    expect(found).toEqual([3, 3])
  })
})
