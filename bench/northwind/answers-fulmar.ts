import { type Effect, pipe } from "effect"
import {
  alias, count, type Database, eq, from, groupBy, innerJoin, integer, leftJoin, like, limit, lower, many, mul, offset, orderBy,
  param, prepare, select, sum, text, where,
} from "fulmar"
import { Customer, Employee, Order, OrderDetail, Product, Supplier } from "./fulmar.js"
import { type Answers, id, page, pattern } from "./questions.js"

const first = limit(param("limit", integer))
const skip = offset(param("offset", integer))
const Recipient = Employee.pipe(alias("recipient"))

const customers = prepare(pipe(from(Customer), orderBy(Customer.id), first, skip))
const customer = prepare(pipe(from(Customer), where(eq(Customer.id, param("id", Customer.id)))))
const customersLike = prepare(
  pipe(from(Customer), where(like(lower(Customer.companyName), param("pattern", text))), orderBy(Customer.id)),
)
const employees = prepare(pipe(from(Employee), orderBy(Employee.id), first, skip))
const employee = prepare(
  pipe(
    from(Employee),
    leftJoin(Recipient, eq(Recipient.id, Employee.recipientId)),
    where(eq(Employee.id, param("id", Employee.id))),
    select({ ...Employee, recipient: Recipient }),
  ),
)
const suppliers = prepare(pipe(from(Supplier), orderBy(Supplier.id), first, skip))
const supplier = prepare(pipe(from(Supplier), where(eq(Supplier.id, param("id", Supplier.id)))))
const products = prepare(pipe(from(Product), orderBy(Product.id), first, skip))
const product = prepare(
  pipe(
    from(Product),
    innerJoin(Supplier, eq(Supplier.id, Product.supplierId)),
    where(eq(Product.id, param("id", Product.id))),
    select({ ...Product, supplier: Supplier }),
  ),
)
const productsLike = prepare(pipe(from(Product), where(like(lower(Product.name), param("pattern", text))), orderBy(Product.id)))

const totals = pipe(
  from(Order),
  leftJoin(OrderDetail, eq(OrderDetail.orderId, Order.id)),
  groupBy(Order.id),
  select({
    id: Order.id,
    shippedDate: Order.shippedDate,
    shipName: Order.shipName,
    shipCity: Order.shipCity,
    shipCountry: Order.shipCountry,
    products: count(OrderDetail.productId),
    quantity: sum(OrderDetail.quantity),
    price: sum(mul(OrderDetail.quantity, OrderDetail.unitPrice)),
  }),
)
const ordersWithTotals = prepare(pipe(totals, orderBy(Order.id), first, skip))
const orderWithTotals = prepare(pipe(totals, where(eq(Order.id, param("id", Order.id)))))

const orderWithDetails = prepare(
  pipe(
    from(Order),
    where(eq(Order.id, param("id", Order.id))),
    select({
      ...Order,
      details: many(
        pipe(
          from(OrderDetail),
          innerJoin(Product, eq(Product.id, OrderDetail.productId)),
          where(eq(OrderDetail.orderId, Order.id)),
          orderBy(OrderDetail.productId),
          select({ ...OrderDetail, product: Product }),
        ),
      ),
    }),
  ),
)

export const fulmarAnswers = (run: (effect: Effect.Effect<unknown, unknown, Database>) => unknown): Answers => ({
  "customers, a page": () => run(customers(page)),
  "customer by id": () => run(customer({ id })),
  "customers, searched": () => run(customersLike({ pattern })),
  "employees, a page": () => run(employees(page)),
  "employee with recipient": () => run(employee({ id })),
  "suppliers, a page": () => run(suppliers(page)),
  "supplier by id": () => run(supplier({ id })),
  "products, a page": () => run(products(page)),
  "product with supplier": () => run(product({ id })),
  "products, searched": () => run(productsLike({ pattern })),
  "orders with totals, a page": () => run(ordersWithTotals(page)),
  "order with totals": () => run(orderWithTotals({ id })),
  "order with details and products": () => run(orderWithDetails({ id })),
})
