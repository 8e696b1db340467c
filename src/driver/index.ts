export type {
  Connection,
  ConnectionState,
  Cursor,
  Executor,
  Restore,
  RowsResult,
  RunOptions,
  WireRow,
} from "./connection.js"
export { Database } from "./database.js"
export type {
  AcquireOptions,
  DatabaseService,
  Lease,
  PoolFigures,
  ReplicaFigures,
  TransactionControl,
} from "./database.js"
export { onPrimary } from "./on-primary.js"
export { makeConnectionPool } from "./pool.js"
export type { ConnectionPool, PooledConnection, PoolSettings } from "./pool.js"
export { replicated } from "./replicated.js"
export type { ReplicatedOptions } from "./replicated.js"
export { MultipleResultsFound, NoResultFound } from "./result-errors.js"
export type { SlowQueryOptions } from "./slow-query.js"
export { SqlError } from "./sql-error.js"
export {
  AuthenticationError,
  CheckViolation,
  ConnectionError,
  DataError,
  Deadlock,
  ForeignKeyViolation,
  LockTimeout,
  NotNullViolation,
  PermissionError,
  PoolTimeout,
  ReadOnlyError,
  SerializationFailure,
  StatementTimeout,
  SyntaxErrorReason,
  TransactionError,
  UniqueViolation,
  UnknownDatabaseError,
} from "./sql-error-reasons.js"
export type { Reason, ReasonFields, SqlErrorReason } from "./sql-error-reasons.js"
export { withStatementTimeout } from "./statement-timeout.js"
export type { Supports } from "./supports.js"
export { withConnection } from "./with-connection.js"
