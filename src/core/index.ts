export { compile, toSql } from "./statement.js"
export type { Uncompiled } from "./statement.js"
export type { Compiled, NamedParameter } from "./compiled.js"
export type { Constraint, ReferentialAction } from "./column-spec.js"
export type { CommandDialect, DdlDialect, Dialect, Template } from "./dialect.js"
export { encodeValue, validateColumn } from "./encode.js"
export type { Misfit } from "./encode.js"
export { CompileError, ValidationError } from "./errors.js"
export type { ValidationIssue } from "./errors.js"
export type {
  Aggregate,
  AnyColumn,
  AnyExpr,
  Beside,
  Column,
  Expr,
  Inside,
  Locks,
  Needs,
  Operand,
  Param,
  Reads,
} from "./expr.js"
export type { AnyQuery, Condition, FreeOf, Kind, Nothing, Query, RowOf, Selection } from "./query-types.js"
export type { LeafShape, ListShape, MaybeShape, OptionalShape, RecordShape, Shape } from "./shape.js"
export type { AnyColumnDef, ColumnDef, Family, InsertMode, SqlType, TypeSpec, Wire } from "./sql-type.js"
export {
  alias,
  checkThat,
  constraintOptions,
  foreignKey,
  indexOn,
  primaryKeyOn,
  table,
  uniqueOn,
} from "./table.js"
export type { AnyTable, Defs, Insert, Row, Table, TableConstraint, TableOptions, Update } from "./table.js"
export { from } from "./query/from.js"
export { crossJoinLateral, innerJoinLateral, leftJoinLateral } from "./query/lateral.js"
export { crossJoin, fullJoin, innerJoin, leftJoin, rightJoin } from "./query/join.js"
export { where } from "./query/where.js"
export { groupBy, having } from "./query/group-by.js"
export { cube, groupingSets, rollup } from "./query/grouping-sets.js"
export type { GroupingSets, GroupKey, Sets } from "./query/grouping-sets.js"
export { select } from "./query/select.js"
export { asc, desc, nullsFirst, nullsLast, orderBy, orderRowsBy } from "./query/order-by.js"
export type { Order, SortKey, SortNeeds } from "./query/order-by.js"
export { forceIndex, ignoreIndex, useIndex } from "./query/index-hint.js"
export { tablesample } from "./query/tablesample.js"
export type { TableSampleOptions } from "./query/tablesample.js"
export { distinctOn } from "./query/distinct-on.js"
export { distinct, limit, limitWithTies, offset } from "./query/limit.js"
export { except, exceptAll, intersect, intersectAll, union, unionAll } from "./query/set.js"
export { values } from "./query/values.js"
export { as, cte, recursive } from "./query/derived.js"
export type { CteOptions } from "./query/derived.js"
export type { RecursiveOptions } from "./query/search-cycle.js"
export { forKeyShare, forNoKeyUpdate, forShare, forUpdate } from "./query/lock.js"
export { insertFrom, insertIgnore, insertIgnoreFrom, insertInto, replaceFrom, replaceInto } from "./command/insert.js"
export { excluded, onConflictDoNothing, onConflictDoUpdate, onDuplicateKeyUpdate } from "./command/on-conflict.js"
export { mergeInto } from "./command/merge.js"
export { thenDelete, thenDoNothing, thenInsert, thenUpdate } from "./command/merge-action.js"
export type { Then } from "./command/merge-action.js"
export { whenMatched, whenNotMatched, whenNotMatchedBySource } from "./command/when.js"
export type { WhenMatched, WhenNotMatched, WhenNotMatchedBySource } from "./command/when.js"
export { update } from "./command/update.js"
export { deleteFrom } from "./command/delete.js"
export { alongside } from "./command/alongside.js"
export { allRows } from "./command/all-rows.js"
export { overridingSystemValue, overridingUserValue } from "./command/overriding.js"
export { newValue, oldValue } from "./command/old-new.js"
export { returning } from "./command/returning.js"
export { sequence } from "./sequence.js"
export type { Sequence, SequenceOptions } from "./sequence.js"
export { createSequence, dropSequence } from "./ddl/sequence.js"
export { createTable, dropTable } from "./ddl/create-table.js"
export type { Ddl } from "./ddl/create-table.js"
export { createIndex, createIndexes, dropIndex } from "./ddl/create-index.js"
export { createStatements, dropStatements } from "./ddl/create-all.js"
