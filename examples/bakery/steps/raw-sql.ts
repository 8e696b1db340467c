import { all, integer, rawQuery, text } from "fulmar"
import { show } from "../page/show.js"
import { Bakery, Cake, OrderLine } from "../schema/index.js"

const places = 2

/** First the columns, by whose types rows are checked. What is put into the text is a name, or a parameter. */
const bestSellers = rawQuery({ bakery: text, place: integer, cake: text, sold: integer })`
  select * from (
    select
      b.name as bakery,
      rank() over (partition by b.id order by sum(l.quantity) desc) as place,
      c.name as cake,
      sum(l.quantity) as sold
    from ${OrderLine} l join ${Cake} c on c.id = l."cakeId" join ${Bakery} b on b.id = c."bakeryId"
    group by c.id
  ) where place <= ${places} order by bakery, place, cake`

export const rawSql = show(bestSellers, all(bestSellers))
