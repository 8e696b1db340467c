import { pipe } from "effect"
import {
  and, type Column, type Condition, desc, eq, from, gt, innerJoin, insertInto, leftJoin, like, limit, lt, many,
  neq, or, orderBy, select, where,
} from "fulmar"
import { Customer, Employee, Order, OrderDetail } from "../northwind/fulmar.js"
import { country, filters, freight, most, newOrders } from "./inputs.js"

export const point = (id: number) => pipe(from(Customer), where(eq(Customer.id, id)))

export const threeTables = () =>
  pipe(
    from(Order),
    innerJoin(Customer, eq(Customer.id, Order.customerId)),
    leftJoin(Employee, eq(Employee.id, Order.employeeId)),
    where(and(gt(Order.freight, freight), or(eq(Customer.country, country), eq(Employee.city, Order.shipCity)))),
    select({
      id: Order.id,
      orderDate: Order.orderDate,
      freight: Order.freight,
      company: Customer.companyName,
      employee: Employee.lastName,
    }),
    orderBy(desc(Order.freight), Order.id),
    limit(most),
  )

const condition = (filter: (typeof filters)[number]): Condition<typeof Order> => {
  if (filter.op === "like") {
    const column: Column<string, "order", string, string> = Order[filter.column]
    return like(column, filter.value)
  }
  const column: Column<number, "order", string, string> = Order[filter.column]
  return { ">": gt, "<": lt, "<>": neq }[filter.op](column, filter.value)
}

export const filter = () =>
  pipe(from(Order), where(and(...filters.map(condition))), select({ id: Order.id }), orderBy(Order.id), limit(most))

export const insert = () => insertInto(Order, newOrders)

export const nested = () =>
  pipe(
    from(Customer),
    select({
      id: Customer.id,
      companyName: Customer.companyName,
      orders: many(
        pipe(
          from(Order),
          where(eq(Order.customerId, Customer.id)),
          orderBy(Order.id),
          select({
            id: Order.id,
            shipName: Order.shipName,
            details: many(
              pipe(
                from(OrderDetail),
                where(eq(OrderDetail.orderId, Order.id)),
                orderBy(OrderDetail.productId),
                select({ productId: OrderDetail.productId, quantity: OrderDetail.quantity }),
              ),
            ),
          }),
        ),
      ),
    }),
    orderBy(Customer.id),
    limit(10),
  )
