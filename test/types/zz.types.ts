import * as L from "fulmar"
import { pipe } from "effect"
import { Bakery, Cake, Fruit } from "./schema.js"
const on = L.eq(Fruit.cakeId, Cake.id)
const co = pipe(L.from(Cake), L.leftJoin(Fruit, on), L.select({ 
  absentAbsent: L.coalesce(Fruit.name, L.lower(Fruit.name)),
  nullableAbsent: L.coalesce(Cake.bakeryId, Fruit.id),
  absentNullable: L.coalesce(Fruit.id, Cake.bakeryId),
  bothNullable: L.coalesce(Fruit.cakeId, Cake.bakeryId),
  bothAbsent: L.coalesce(Fruit.cakeId, Fruit.id),
  valueNull: L.coalesce(Cake.bakeryId, null),
  threeOpen: L.coalesce(Fruit.cakeId, Cake.bakeryId, Fruit.id),
  solid: L.coalesce(Cake.id, Fruit.id),
}))
const x: L.RowOf<typeof co> = 1
const cases = pipe(L.from(Cake), L.leftJoin(Fruit, on), L.select({ 
  a: L.caseWhen([[L.eq(Fruit.id, 1), "one"]], "many"),
  b: L.caseWhen([[L.eq(Fruit.id, 1), Fruit.name]], "many"),
  c: L.caseWhen([[L.eq(Cake.id, 1), "one"]], null),
  d: L.caseWhen([[L.eq(Cake.id, 1), Cake.id], [L.eq(Cake.id, 2), 3]], 0),
  e: L.caseWhen([[L.eq(Cake.id, 1), Cake.id]], Cake.bakeryId),
  f: L.caseWhen([[L.isNotNull(Fruit.id), 1], [L.isNull(Fruit.id), 2]], Fruit.id),
}))
const y: L.RowOf<typeof cases> = 1
const fs = L.coalesce(Fruit.cakeId, Fruit.id); const z: 1 = fs
