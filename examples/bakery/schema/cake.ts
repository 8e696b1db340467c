import {
  boolean,
  checkThat,
  constrain,
  defaultTo,
  enumeration,
  gte,
  indexOn,
  integer,
  nullable,
  numeric,
  references,
  table,
  uniqueOn,
  varchar,
} from "fulmar"
import { Bakery } from "./bakery.js"
import { id, timestamps } from "./columns.js"

export const cakeKinds = ["cheesecake", "gateau", "roulade", "tart"] as const
export const cakeKind = enumeration("cake_kind", cakeKinds)

export const Cake = table(
  "cake",
  {
    ...id,
    bakeryId: integer.pipe(references(() => Bakery.id, { onDelete: "cascade" })),
    name: varchar(60).pipe(constrain.minLength(3)),
    kind: cakeKind,
    price: numeric(8, 2).pipe(constrain.gt(0)),
    serves: integer.pipe(constrain.ge(1), constrain.le(40, { check: true })),
    inStock: integer.pipe(defaultTo(0)),
    glutenFree: boolean.pipe(defaultTo(false)),
    ...timestamps,
  },
  (cake) => [uniqueOn(cake.bakeryId, cake.name), indexOn(cake.kind, cake.serves), checkThat(gte(cake.inStock, 0))],
)

/** Fruit that lies on a cake, or still in the larder. */
export const Fruit = table("fruit", {
  ...id,
  name: varchar(30),
  cakeId: integer.pipe(nullable, references(() => Cake.id, { onDelete: "set null" })),
})
