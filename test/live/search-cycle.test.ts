/** The order in which a walk finds rows, and where it comes back to one. */
import { Effect, pipe } from "effect"
import {
  add, all, createAll, eq, execute, from, innerJoin, insertInto, integer, isNull, literal, not, nullable, orderBy, primaryKey, recursive,
  select, table, text, where,
} from "fulmar"
import { beforeAll, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { on } from "./conformance.js"

const Part = table("part", { id: integer.pipe(primaryKey), within: integer.pipe(nullable), name: text })
const Road = table('ro"ad', { start: text, end: text })

const parts = [[1, null, "b"], [2, null, "a"], [3, 1, "x"], [4, 2, "'\\"], [5, 3, "d"], [6, 1, "🍰"], [7, 4, "e"], [8, 1, ""]] as const
const roads = [["a", "b"], ["b", "c"], ["c", "a"], ["c", "d"], ["d", "d"], ["b", "%_\\'🍰"], ["%_\\'🍰", "a"], ["x", "a"]] as const

describeOn(["postgres"], "SEARCH and CYCLE", (db) => {
  const run = <A, E>(program: Effect.Effect<A, E, any>): Promise<A> => on(db, program)

  beforeAll(() =>
    run(Effect.gen(function* () {
      yield* createAll([Part, Road])
      yield* execute(insertInto(Part, parts.map(([id, within, name]) => ({ id, within, name }))))
      yield* execute(insertInto(Road, roads.map(([start, end]) => ({ start, end }))))
    })))

  const tree = <const F extends "depth" | "breadth">(first: F) =>
    recursive(
      "tree",
      pipe(from(Part), where(isNull(Part.within)), select({ id: Part.id, depth: literal(1) })),
      (above) => pipe(from(Part), innerJoin(above, eq(Part.within, above.id)), select({ id: Part.id, depth: add(above.depth, 1) })),
      { search: { first, by: ["id"], set: 'or"der' } },
    )

  it("finds a tree from the top to the leaves, or level by level", async () => {
    const deep = tree("depth")
    expect(await run(all(pipe(from(deep), orderBy(deep['or"der']), select(deep.id))))).toEqual([1, 3, 5, 6, 8, 2, 4, 7])
    const broad = tree("breadth")
    const levels = pipe(from(broad), orderBy(broad['or"der']), select({ id: broad.id, depth: broad.depth }))
    expect((await run(all(levels))).map((r) => [r.depth, r.id])).toEqual(
      [[1, 1], [1, 2], [2, 3], [2, 4], [2, 6], [2, 8], [3, 5], [3, 7]],
    )
  })

  it("ends where it comes back, and says so", async () => {
    const walk = recursive(
      "walk",
      pipe(from(Road), where(eq(Road.start, "a")), select({ at: Road.end, far: literal(1) })),
      (self) => pipe(from(Road), innerJoin(self, eq(Road.start, self.at)), select({ at: Road.end, far: add(self.far, 1) })),
      { cycle: { by: ["at"], set: "again" }, search: { by: ["at"], set: "order" } },
    )
    const found = await run(all(pipe(from(walk), orderBy(walk.order), select({ at: walk.at, far: walk.far, again: walk.again }))))
    const ways = (at: string, seen: ReadonlyArray<string>): ReadonlyArray<object> =>
      roads.filter(([start]) => start === at).flatMap(([, end]) => {
        const again = seen.includes(end)
        return [{ at: end, far: seen.length + 1, again }, ...(again ? [] : ways(end, [...seen, end]))]
      })
    const key = (r: object): string => JSON.stringify(r)
    expect(found.map(key).toSorted()).toEqual(ways("a", []).map(key).toSorted())
    const once = await run(all(pipe(from(walk), where(not(walk.again)), select(walk.at))))
    expect(once.length).toBe(ways("a", []).filter((r) => !(r as { again: boolean }).again).length)
    const whole = await run(all(pipe(from(walk), orderBy(walk.order))))
    expect(Object.keys(whole[0]!)).toEqual(["at", "far", "order", "again"])
  })
})
