export { createAll, dropAll } from "./create-all.js"
export { applyChanges } from "../core/schema/apply-changes.js"
export type { Change } from "../core/schema/change.js"
export type {
  CheckSchema,
  ColumnSchema,
  DatabaseSchema,
  EnumSchema,
  ForeignKeySchema,
  IndexKeySchema,
  IndexSchema,
  KeySchema,
  QualifiedName,
  SequenceSchema,
  TableSchema,
  TriggerSchema,
  ViewSchema,
} from "../core/schema/database-schema.js"
export { invert, isDestructive } from "../core/schema/invert.js"
export type { Plan, Step, StepLock } from "../core/schema/plan.js"
export type { Answer, Asking, CodecCode, IntrospectOptions, Question, SchemaDialect } from "../core/schema/schema-dialect.js"
export { compare } from "./compare.js"
export type { CompareOptions, Comparison } from "./compare.js"
export { describeTables } from "./describe.js"
export type { DescribeOptions } from "./describe.js"
export { diagram } from "./diagram.js"
export { diff } from "./diff.js"
export type { DiffOptions } from "./diff.js"
export { generate } from "./generate/generate.js"
export type { GeneratedFile, GenerateOptions } from "./generate/generate.js"
export { mergeGenerated, RegionLost } from "./generate/merge.js"
export type { NamingStyle } from "./generate/names.js"
export { introspect } from "./introspect.js"
export { plan, showPlan } from "./plan.js"
export { possibleRenames } from "./rename.js"
export type { Rename } from "./rename.js"
export { runPlan } from "./run-plan.js"
export { settle } from "./settle.js"
export { showChange } from "./show-change.js"
export { DestructiveChange, sync } from "./sync.js"
export { showDifferences, verify } from "./verify.js"
export type { Difference } from "./verify.js"
