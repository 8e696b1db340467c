import { pipe } from "effect"
import { add, all, eq, month, returning, update, where } from "fulmar"
import { show } from "../page/show.js"
import { Customer } from "../schema/index.js"

/** Fifty points for everyone born in April. Without `where`, or `allRows`, it would not compile. */
const aprilBirthdays = pipe(
  update(Customer, { points: add(Customer.points, 50n) }),
  where(eq(month(Customer.birthday), 4)),
  returning({ customer: Customer.name, birthday: Customer.birthday, points: Customer.points }),
)

export const updated = show(aprilBirthdays, all(aprilBirthdays))
