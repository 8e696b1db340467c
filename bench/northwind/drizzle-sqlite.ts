import { relations } from "drizzle-orm"
import { integer, real, sqliteTable, text } from "drizzle-orm/sqlite-core"

export const customers = sqliteTable("customer", {
  id: integer("id").primaryKey(),
  companyName: text("companyName").notNull(),
  contactName: text("contactName").notNull(),
  contactTitle: text("contactTitle").notNull(),
  address: text("address").notNull(),
  city: text("city").notNull(),
  postalCode: text("postalCode"),
  region: text("region"),
  country: text("country").notNull(),
  phone: text("phone").notNull(),
  fax: text("fax"),
})

export const employees = sqliteTable("employee", {
  id: integer("id").primaryKey(),
  lastName: text("lastName").notNull(),
  firstName: text("firstName"),
  title: text("title").notNull(),
  titleOfCourtesy: text("titleOfCourtesy").notNull(),
  birthDate: text("birthDate").notNull(),
  hireDate: text("hireDate").notNull(),
  address: text("address").notNull(),
  city: text("city").notNull(),
  postalCode: text("postalCode").notNull(),
  country: text("country").notNull(),
  homePhone: text("homePhone").notNull(),
  extension: integer("extension").notNull(),
  notes: text("notes").notNull(),
  recipientId: integer("recipientId"),
})

export const suppliers = sqliteTable("supplier", {
  id: integer("id").primaryKey(),
  companyName: text("companyName").notNull(),
  contactName: text("contactName").notNull(),
  contactTitle: text("contactTitle").notNull(),
  address: text("address").notNull(),
  city: text("city").notNull(),
  region: text("region"),
  postalCode: text("postalCode").notNull(),
  country: text("country").notNull(),
  phone: text("phone").notNull(),
})

export const products = sqliteTable("product", {
  id: integer("id").primaryKey(),
  name: text("name").notNull(),
  quantityPerUnit: text("quantityPerUnit").notNull(),
  unitPrice: real("unitPrice").notNull(),
  unitsInStock: integer("unitsInStock").notNull(),
  unitsOnOrder: integer("unitsOnOrder").notNull(),
  reorderLevel: integer("reorderLevel").notNull(),
  discontinued: integer("discontinued").notNull(),
  supplierId: integer("supplierId").notNull(),
})

export const orders = sqliteTable("order", {
  id: integer("id").primaryKey(),
  orderDate: text("orderDate").notNull(),
  requiredDate: text("requiredDate").notNull(),
  shippedDate: text("shippedDate"),
  shipVia: integer("shipVia").notNull(),
  freight: real("freight").notNull(),
  shipName: text("shipName").notNull(),
  shipCity: text("shipCity").notNull(),
  shipRegion: text("shipRegion"),
  shipPostalCode: text("shipPostalCode"),
  shipCountry: text("shipCountry").notNull(),
  customerId: integer("customerId").notNull(),
  employeeId: integer("employeeId").notNull(),
})

export const details = sqliteTable("order_detail", {
  orderId: integer("orderId").notNull(),
  productId: integer("productId").notNull(),
  unitPrice: real("unitPrice").notNull(),
  quantity: integer("quantity").notNull(),
  discount: real("discount").notNull(),
})

export const customerRelations = relations(customers, ({ many }) => ({ orders: many(orders) }))

export const employeeRelations = relations(employees, ({ one }) => ({
  recipient: one(employees, { fields: [employees.recipientId], references: [employees.id] }),
}))

export const productRelations = relations(products, ({ one }) => ({
  supplier: one(suppliers, { fields: [products.supplierId], references: [suppliers.id] }),
}))

export const orderRelations = relations(orders, ({ one, many }) => ({
  customer: one(customers, { fields: [orders.customerId], references: [customers.id] }),
  details: many(details),
}))

export const detailRelations = relations(details, ({ one }) => ({
  order: one(orders, { fields: [details.orderId], references: [orders.id] }),
  product: one(products, { fields: [details.productId], references: [products.id] }),
}))
