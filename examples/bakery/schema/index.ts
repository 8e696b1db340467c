import { Bakery } from "./bakery.js"
import { Cake, Fruit } from "./cake.js"
import { CakeFilling, Filling, Ingredient } from "./filling.js"
import { Customer, Order, OrderLine } from "./order.js"

export { Bakery, Cake, CakeFilling, Customer, Filling, Fruit, Ingredient, Order, OrderLine }
export { cakeKind, cakeKinds } from "./cake.js"

/** In any order: `createAll` puts each table after those it refers to. */
export const tables = [Bakery, Cake, Fruit, Filling, CakeFilling, Ingredient, Customer, Order, OrderLine]
