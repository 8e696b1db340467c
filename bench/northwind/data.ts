import { createAll, execute, type Insert, insertInto, type LocalDate, localDate } from "fulmar"
import { Effect } from "effect"
import { random } from "../random.js"
import { Customer, Employee, Order, OrderDetail, Product, Supplier } from "./fulmar.js"

/** How many rows there are of each table; an order has as many details as `detailsPerOrder`. */
export interface Sizes {
  readonly employees: number
  readonly customers: number
  readonly orders: number
  readonly products: number
  readonly suppliers: number
  readonly detailsPerOrder: number
}

/** The "micro" seed of drizzle-benchmarks: about 370,000 rows. */
export const micro: Sizes = { employees: 200, customers: 10_000, orders: 50_000, products: 5_000, suppliers: 1_000, detailsPerOrder: 6 }
export const tiny: Sizes = { employees: 60, customers: 60, orders: 80, products: 60, suppliers: 60, detailsPerOrder: 3 }

const day = (n: number): LocalDate => localDate(new Date(n * 86_400_000))

const from = <A>(length: number, make: (id: number) => A): ReadonlyArray<A> => Array.from({ length }, (_, i) => make(i + 1))

export const makeCustomers = (count: number): ReadonlyArray<Insert<typeof Customer>> => {
  const { below, oneIn, pick, word, words } = random(1)
  return from(count, (id) => ({
    id,
    companyName: words(2),
    contactName: words(2),
    contactTitle: pick(["Owner", "Sales Agent", "Marketing Manager"]),
    address: `${below(900)} ${word(5, 10)} street`,
    city: word(4, 9),
    postalCode: oneIn(5) ? null : `P${10_000 + below(90_000)}`,
    region: oneIn(2) ? null : word(4, 8),
    country: pick(["Norway", "Peru", "Japan", "Kenya"]),
    phone: `+${below(99)} ${100_000 + below(900_000)}`,
    fax: oneIn(3) ? null : `+${below(99)} ${100_000 + below(900_000)}`,
  }))
}

const makeEmployees = (count: number): ReadonlyArray<Insert<typeof Employee>> => {
  const { below, oneIn, pick, word, words } = random(2)
  return from(count, (id) => ({
    id,
    lastName: word(4, 9),
    firstName: oneIn(9) ? null : word(4, 9),
    title: pick(["Sales Representative", "Vice President", "Coordinator"]),
    titleOfCourtesy: pick(["Ms.", "Mr.", "Dr."]),
    birthDate: day(below(9_000)),
    hireDate: day(10_000 + below(5_000)),
    address: `${below(900)} ${word(5, 10)} street`,
    city: word(4, 9),
    postalCode: `P${10_000 + below(90_000)}`,
    country: pick(["Norway", "Peru", "Japan", "Kenya"]),
    homePhone: `+${below(99)} ${100_000 + below(900_000)}`,
    extension: below(10_000),
    notes: words(20),
    recipientId: id === 1 || oneIn(9) ? null : 1 + below(id - 1),
  }))
}

const makeSuppliers = (count: number): ReadonlyArray<Insert<typeof Supplier>> => {
  const { below, oneIn, pick, word, words } = random(3)
  return from(count, (id) => ({
    id,
    companyName: words(2),
    contactName: words(2),
    contactTitle: pick(["Owner", "Sales Agent", "Marketing Manager"]),
    address: `${below(900)} ${word(5, 10)} street`,
    city: word(4, 9),
    region: oneIn(2) ? null : word(4, 8),
    postalCode: `P${10_000 + below(90_000)}`,
    country: pick(["Norway", "Peru", "Japan", "Kenya"]),
    phone: `+${below(99)} ${100_000 + below(900_000)}`,
  }))
}

const makeProducts = (count: number, suppliers: number): ReadonlyArray<Insert<typeof Product>> => {
  const { below, words } = random(4)
  return from(count, (id) => ({
    id,
    name: words(3),
    quantityPerUnit: `${1 + below(40)} boxes`,
    unitPrice: (1 + below(10_000)) / 4,
    unitsInStock: below(200),
    unitsOnOrder: below(100),
    reorderLevel: below(30),
    discontinued: below(2),
    supplierId: 1 + below(suppliers),
  }))
}

export const makeOrders = (count: number, customers: number, employees: number): ReadonlyArray<Insert<typeof Order>> => {
  const { below, oneIn, pick, word, words } = random(5)
  return from(count, (id) => {
    const ordered = 16_000 + below(3_000)
    return {
      id,
      orderDate: day(ordered),
      requiredDate: day(ordered + 30),
      shippedDate: oneIn(10) ? null : day(ordered + below(30)),
      shipVia: 1 + below(3),
      freight: below(100_000) / 4,
      shipName: words(2),
      shipCity: word(4, 9),
      shipRegion: oneIn(2) ? null : word(4, 8),
      shipPostalCode: oneIn(5) ? null : `P${10_000 + below(90_000)}`,
      shipCountry: pick(["Norway", "Peru", "Japan", "Kenya"]),
      customerId: 1 + below(customers),
      employeeId: 1 + below(employees),
    }
  })
}

/** No order has a product twice, so that its details have an order. */
const makeDetails = ({ orders, products, detailsPerOrder }: Sizes): ReadonlyArray<Insert<typeof OrderDetail>> => {
  const { below } = random(6)
  return from(orders, (orderId) => {
    const first = below(products)
    return from(detailsPerOrder, (n) => ({
      orderId,
      productId: 1 + ((first + n * 7) % products),
      unitPrice: (1 + below(10_000)) / 4,
      quantity: 1 + below(100),
      discount: below(4) / 8,
    }))
  }).flat()
}

/** Creates the tables and fills them; the same rows in every run. */
export const fillNorthwind = (sizes: Sizes) =>
  Effect.gen(function* () {
    yield* createAll([Customer, Employee, Supplier, Product, Order, OrderDetail])
    yield* execute(insertInto(Customer, makeCustomers(sizes.customers)))
    yield* execute(insertInto(Employee, makeEmployees(sizes.employees)))
    yield* execute(insertInto(Supplier, makeSuppliers(sizes.suppliers)))
    yield* execute(insertInto(Product, makeProducts(sizes.products, sizes.suppliers)))
    yield* execute(insertInto(Order, makeOrders(sizes.orders, sizes.customers, sizes.employees)))
    yield* execute(insertInto(OrderDetail, makeDetails(sizes)))
  })
