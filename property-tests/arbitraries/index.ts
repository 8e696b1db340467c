export type { Abilities, ExprRecipe } from "./expressions.js"
export {
  build,
  type Build,
  type BuiltColumn,
  joined,
  type JoinKind,
  joinKinds,
  type QueryRecipe,
  type SetOperation,
  setOperations,
  sortedRows,
  sortKey,
  tableOf,
  totalKeys,
  type Trees,
  trees,
  virtual,
} from "./queries.js"
export { Author, Book, Note, type RandomRow, type Rows, rows, sampleRows, schema, type SchemaTable,
  Tag } from "./schema.js"
export {
  below,
  columnsOf,
  emptyScope,
  fresh,
  inside,
  type Recipe,
  type Scope,
  schemaTable,
  type ScopeTable,
  type Typed,
} from "./scope.js"
export { type Kind, kinds, nullableOf, texts, typeOfKind, valuesOf } from "./values.js"
export { type AnyExpr, type AnyQuery, type AnyTable, sql } from "./vocabulary.js"
