import { date, double, indexed, integer, nullable, primaryKey, references, table, text } from "fulmar"

export const Customer = table("customer", {
  id: integer.pipe(primaryKey),
  companyName: text,
  contactName: text,
  contactTitle: text,
  address: text,
  city: text,
  postalCode: text.pipe(nullable),
  region: text.pipe(nullable),
  country: text,
  phone: text,
  fax: text.pipe(nullable),
})

export const Employee = table("employee", {
  id: integer.pipe(primaryKey),
  lastName: text,
  firstName: text.pipe(nullable),
  title: text,
  titleOfCourtesy: text,
  birthDate: date,
  hireDate: date,
  address: text,
  city: text,
  postalCode: text,
  country: text,
  homePhone: text,
  extension: integer,
  notes: text,
  recipientId: integer.pipe(nullable, indexed),
})

export const Supplier = table("supplier", {
  id: integer.pipe(primaryKey),
  companyName: text,
  contactName: text,
  contactTitle: text,
  address: text,
  city: text,
  region: text.pipe(nullable),
  postalCode: text,
  country: text,
  phone: text,
})

export const Product = table("product", {
  id: integer.pipe(primaryKey),
  name: text,
  quantityPerUnit: text,
  unitPrice: double,
  unitsInStock: integer,
  unitsOnOrder: integer,
  reorderLevel: integer,
  discontinued: integer,
  supplierId: integer.pipe(indexed, references(() => Supplier.id)),
})

export const Order = table("order", {
  id: integer.pipe(primaryKey),
  orderDate: date,
  requiredDate: date,
  shippedDate: date.pipe(nullable),
  shipVia: integer,
  freight: double,
  shipName: text,
  shipCity: text,
  shipRegion: text.pipe(nullable),
  shipPostalCode: text.pipe(nullable),
  shipCountry: text,
  customerId: integer.pipe(references(() => Customer.id)),
  employeeId: integer.pipe(references(() => Employee.id)),
})

export const OrderDetail = table("order_detail", {
  orderId: integer.pipe(indexed, references(() => Order.id)),
  productId: integer.pipe(references(() => Product.id)),
  unitPrice: double,
  quantity: integer,
  discount: double,
})
