import {
  type AnyColumn,
  checkThat,
  constrain,
  indexed,
  integer,
  neq,
  nullable,
  primaryKeyOn,
  references,
  table,
  unique,
  varchar,
} from "fulmar"
import { Cake } from "./cake.js"
import { id } from "./columns.js"

export const Filling = table("filling", {
  ...id,
  name: varchar(40).pipe(unique),
})

/** Which fillings a cake has: many cakes to many fillings. */
export const CakeFilling = table(
  "cake_filling",
  {
    cakeId: integer.pipe(references(() => Cake.id, { onDelete: "cascade" })),
    fillingId: integer.pipe(references(() => Filling.id, { onDelete: "cascade" })),
    grams: integer.pipe(constrain.gt(0, { check: true })),
  },
  (of) => [primaryKeyOn(of.cakeId, of.fillingId)],
)

/** What a filling is made of, and what that is made of in turn: `parentId` makes a tree. */
export const Ingredient = table(
  "ingredient",
  {
    ...id,
    fillingId: integer.pipe(indexed, references(() => Filling.id)),
    parentId: integer.pipe(nullable, indexed, references((): AnyColumn => Ingredient.id)),
    name: varchar(40),
  },
  (ingredient) => [checkThat(neq(ingredient.parentId, ingredient.id), "not_its_own_parent")],
)
