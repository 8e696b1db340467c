/**
 * Fulmar: tables are values, queries are immutable trees composed with `pipe`, rows are decoded by io-ts codecs, and every
 * operation is an Effect.
 */
export * from "./changeset/index.js"
export * from "./codec/index.js"
export * from "./core/index.js"
export { count } from "./count.js"
export * from "./driver/index.js"
export { all, batch, execute, existsRow, first, one, prepare, stream } from "./driver/operations/index.js"
export type { BatchResult, EnvOf, ErrorOf, Executed } from "./driver/operations/index.js"
export * from "./expr/index.js"
export {
  aliases,
  applyUpdate,
  computed,
  createModel,
  dump,
  dumpJson,
  fromEffectSchema,
  givenFields,
  hidden,
  jsonSchema,
  listOf,
  model,
  nested,
  nullOr,
  omitModel,
  pickModel,
  preprocessField,
  preprocessRow,
  standardSchema,
  toEffectSchema,
  transformField,
  updateModel,
  validate,
  validateField,
  validateJson,
  validateRow,
} from "./model/index.js"
export type {
  Alias,
  AnyModel,
  AnyNested,
  Choice,
  Dumped,
  DumpOptions,
  JsonSchema,
  JsonSchemaOptions,
  Model,
  ModelStandardSchema,
  ModelValue,
  NestedModel,
  ValidateOptions,
  Verdict,
} from "./model/index.js"
export * from "./page/index.js"
export {
  belongsTo,
  hasMany,
  hasOne,
  hasRelated,
  innerJoinRelated,
  leftJoinRelated,
  load,
  loadedBy,
  loadFirst,
  loadInto,
  loadOne,
  manyToMany,
  onDeleted,
  refineRelation,
  related,
  relatedWhere,
  through,
  whereRelated,
} from "./relation/index.js"
export type {
  AnyRelated,
  AnyRelation,
  Cardinality,
  DeleteRule,
  LoadOptions,
  LoadSpec,
  Related,
  Relation,
  Strategy,
  WithRelated,
} from "./relation/index.js"
export { createAll, dropAll } from "./schema/create-all.js"
export * from "./tx/index.js"
