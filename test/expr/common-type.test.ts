import { coalesce, greatest, numeric, table } from "fulmar"
import { BigDecimal } from "effect"
import { expect, test } from "vitest"
import { exprNode } from "../../src/core/erase.js"

const Cake = table("cake", { price: numeric(10, 2) })
const Tart = table("tart", { price: numeric(10, 2), weight: numeric(12, 3) })

test("what may be one of several decimals of one type is of that type, whichever call made it", () => {
  expect(exprNode(coalesce(Cake.price, Tart.price)).type.args).toEqual([10, 2])
  expect(exprNode(greatest(Cake.price, Tart.price)).type.args).toEqual([10, 2])
  expect(exprNode(coalesce(Cake.price, Tart.weight)).type.args).toEqual([])
  expect(exprNode(coalesce(Cake.price, BigDecimal.make(1n, 0))).type.args).toEqual([10, 2])
})
