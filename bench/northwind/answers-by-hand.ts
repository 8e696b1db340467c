import { type Answers, id, page, pattern } from "./questions.js"

type Row = Record<string, unknown>

/** Prepares text with `$1`, `$2` …, and gives what runs it. */
export type Prepare = (name: string, text: string) => (...params: ReadonlyArray<unknown>) => ReadonlyArray<Row> | Promise<ReadonlyArray<Row>>

/** The rows of two statements as one answer; they are sent together where that can be. */
const both = (
  [first, second]: readonly [ReturnType<ReturnType<Prepare>>, ReturnType<ReturnType<Prepare>>],
  combine: (first: ReadonlyArray<Row>, second: ReadonlyArray<Row>) => ReadonlyArray<Row>,
): unknown =>
  first instanceof Promise
    ? Promise.all([first, second]).then(([first, second]) => combine(first, second))
    : combine(first, second as ReadonlyArray<Row>)

/** What the client of the database takes for the same, in SQL written by hand. */
export const answersByHand = (prepare: Prepare): Answers => {
  const paged = (name: string, table: string) => prepare(name, `select * from ${table} order by "id" limit $1 offset $2`)
  const byId = (name: string, table: string) => prepare(name, `select * from ${table} where "id" = $1`)
  const totals = (rest: string): string => `
    select o."id", o."shippedDate", o."shipName", o."shipCity", o."shipCountry", count(d."productId") as "products",
      sum(d."quantity") as "quantity", sum(d."quantity" * d."unitPrice") as "price"
    from "order" o left join "order_detail" d on d."orderId" = o."id" ${rest}`
  const customers = paged("h1", "customer")
  const customer = byId("h2", "customer")
  const customersLike = prepare("h3", `select * from customer where lower("companyName") like $1 order by "id"`)
  const employees = paged("h4", "employee")
  const employee = byId("h5", "employee")
  const recipient = prepare("h5b", `select r.* from employee e join employee r on r."id" = e."recipientId" where e."id" = $1`)
  const suppliers = paged("h6", "supplier")
  const supplier = byId("h7", "supplier")
  const products = paged("h8", "product")
  const product = byId("h9", "product")
  const supplierOf = prepare("h9b", `select s.* from product p join supplier s on s."id" = p."supplierId" where p."id" = $1`)
  const productsLike = prepare("h10", `select * from product where lower("name") like $1 order by "id"`)
  const ordersWithTotals = prepare("h11", totals(`group by o."id" order by o."id" limit $1 offset $2`))
  const orderWithTotals = prepare("h12", totals(`where o."id" = $1 group by o."id"`))
  const order = byId("h13", `"order"`)
  const details = prepare(
    "h13b",
    `select p.*, d."orderId", d."productId", d."unitPrice" as "price", d."quantity", d."discount"
     from "order_detail" d join product p on p."id" = d."productId" where d."orderId" = $1 order by d."productId"`,
  )
  return {
    "customers, a page": () => customers(page.limit, page.offset),
    "customer by id": () => customer(id),
    "customers, searched": () => customersLike(pattern),
    "employees, a page": () => employees(page.limit, page.offset),
    "employee with recipient": () => both([employee(id), recipient(id)], ([row], [found]) => [{ ...row, recipient: found ?? null }]),
    "suppliers, a page": () => suppliers(page.limit, page.offset),
    "supplier by id": () => supplier(id),
    "products, a page": () => products(page.limit, page.offset),
    "product with supplier": () => both([product(id), supplierOf(id)], ([row], [found]) => [{ ...row, supplier: found }]),
    "products, searched": () => productsLike(pattern),
    "orders with totals, a page": () => ordersWithTotals(page.limit, page.offset),
    "order with totals": () => orderWithTotals(id),
    "order with details and products": () =>
      both([order(id), details(id)], ([row], found) => [
        {
          ...row,
          details: found.map(({ orderId, productId, price, quantity, discount, ...product }) => ({
            orderId,
            productId,
            unitPrice: price,
            quantity,
            discount,
            product,
          })),
        },
      ]),
  }
}
