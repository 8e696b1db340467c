import { all, eq, from, gt, inQuery, isIn, rowValue, select, where } from "fulmar"
import { pipe } from "effect"
import { Cake, Fruit } from "./schema.js"

const at = rowValue({ cake: Fruit.cakeId, id: Fruit.id })
all(pipe(from(Fruit), where(gt(at, { cake: 1, id: 2 })), where(eq(at, rowValue({ id: Fruit.id, cake: Fruit.id })))))
all(pipe(from(Fruit), where(inQuery(at, pipe(from(Cake), select({ id: Cake.id, cake: Cake.id }))))))

// @ts-expect-error
eq(at, { cake: 1 })
// @ts-expect-error
eq(at, { cake: 1, id: 2, other: 3 })
// @ts-expect-error
eq(at, { cake: "x", id: 2 })
// @ts-expect-error
eq(at, rowValue({ cake: Fruit.name, id: Fruit.id }))
// @ts-expect-error
isIn(at, [{ cake: 1 }])
// @ts-expect-error
inQuery(at, pipe(from(Cake), select({ id: Cake.id })))
// A row value is no expression.
// @ts-expect-error
select({ at })
// @ts-expect-error
all(pipe(from(Cake), where(eq(at, { cake: 1, id: 2 }))))
