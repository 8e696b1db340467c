import { from, table, integer, alias } from "fulmar"
import { expect, test } from "vitest"
import { all, Cake, inBakery } from "./bakery.js"
import { golden } from "./golden.js"

golden("from selects every column of a table by its name", from(Cake), {
  sqlite: `select "cake"."id", "cake"."name", "cake"."price", "cake"."bakeryId" from "cake"`,
  postgres: `select "cake"."id", "cake"."name", "cake"."price", "cake"."bakeryId" from "cake"`,
  mariadb: "select `cake`.`id`, `cake`.`name`, `cake`.`price`, `cake`.`bakeryId` from `cake`",
  mysql: "select `cake`.`id`, `cake`.`name`, `cake`.`price`, `cake`.`bakeryId` from `cake`",
})
golden("a table of a schema is named with it", from(table("cake", { id: integer }, undefined, { schema: "main" })), {
  sqlite: `select "cake"."id" from "main"."cake"`,
  postgres: `select "cake"."id" from "main"."cake"`,
  mariadb: "select `cake`.`id` from `main`.`cake`",
  mysql: "select `cake`.`id` from `main`.`cake`",
})
golden("an alias names the table in its columns", from(Cake.pipe(alias("c"))), {
  sqlite: `select "c"."id", "c"."name", "c"."price", "c"."bakeryId" from "cake" as "c"`,
  postgres: `select "c"."id", "c"."name", "c"."price", "c"."bakeryId" from "cake" as "c"`,
  mariadb: "select `c`.`id`, `c`.`name`, `c`.`price`, `c`.`bakeryId` from `cake` as `c`",
  mysql: "select `c`.`id`, `c`.`name`, `c`.`price`, `c`.`bakeryId` from `cake` as `c`",
})

test("from gives all rows as objects by key", async () => {
  expect(await inBakery(all(from(Cake.pipe(alias("c")))))).toEqual([
    { id: 1, name: "Opera", price: 30, bakeryId: 1 },
    { id: 2, name: "Tart", price: 10, bakeryId: 1 },
    { id: 3, name: "Sponge", price: 20, bakeryId: null },
  ])
})
