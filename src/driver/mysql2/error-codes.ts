import type { SqlErrorReason } from "../sql-error-reasons.js"

/** The reason that an errno stands for, where the SQLSTATE does not say it, or says something else. */
export type ReasonTag = Exclude<SqlErrorReason["_tag"], "CompileError" | "PoolTimeout">

const codes: Readonly<Partial<Record<ReasonTag, ReadonlyArray<number>>>> = {
  AuthenticationError: [1045, 1130, 1251, 1524, 1698, 1820, 1862, 2059, 3118, 3955, 4151],
  PermissionError: [1044, 1142, 1143, 1227, 1290, 1370, 1410, 1419],
  UniqueViolation: [1022, 1062, 1169, 1557, 1586, 1761, 1762],
  ForeignKeyViolation: [1216, 1217, 1451, 1452, 1701, 3730],
  NotNullViolation: [1048, 1138, 1263, 1364],
  // 3819 is MySQL's, 4025 MariaDB's, 1369 is WITH CHECK OPTION.
  CheckViolation: [1369, 3819, 4025],
  Deadlock: [1213, 1614],
  // 1180: a commit that a cluster refused; 3101: the same in group replication; 1412: the table is another one by now.
  SerializationFailure: [1020, 1180, 1412, 3101],
  LockTimeout: [1205, 1613, 3572],
  // MySQL's and MariaDB's.
  StatementTimeout: [1969, 3024],
  ReadOnlyError: [1036, 1792, 1836, 1874],
  TransactionError: [1568, 3100],
  SyntaxError: [1049, 1054, 1064, 1146, 1191, 1222, 1241, 1267, 1270, 1271, 1305, 1630, 3579, 4009],
  DataError: [
    1118, 1139, 1153, 1210, 1242, 1264, 1265, 1292, 1300, 1365, 1366, 1367, 1406, 1411, 1439, 1441, 1525, 1690, 1918,
    3636, 3685, 3686, 3687, 3688, 3689, 3690, 3691, 3692, 3693, 3694, 3695, 3696, 3697, 3698, 3699, 3854, 3995,
  ],
  ConnectionError: [
    1040, 1043, 1047, 1053, 1129, 1152, 1158, 1159, 1160, 1161, 1184, 1203, 1226, 1927, 2006, 2013, 3032, 3159, 3169,
    4031,
  ],
}

const byErrno = new Map<number, ReasonTag>(
  Object.entries(codes).flatMap(([tag, errnos]) => errnos.map((errno) => [errno, tag as ReasonTag] as const)),
)

/** Classes of SQLSTATE, for what has no entry of its own. */
const byClass: Readonly<Record<string, ReasonTag>> = {
  "08": "ConnectionError",
  "21": "DataError",
  "22": "DataError",
  "25": "TransactionError",
  "28": "AuthenticationError",
  "42": "SyntaxError",
}

const byState: Readonly<Record<string, ReasonTag>> = {
  "21S01": "SyntaxError",
  "25006": "ReadOnlyError",
  "40001": "SerializationFailure",
}

/** The reason for an error of the server: by errno, else by SQLSTATE. */
export const reasonTag = (errno: number, sqlState: string): ReasonTag => {
  const tag = byErrno.get(errno)
  if (tag !== undefined) return tag
  // JSON that is malformed or does not fit.
  if (errno >= 3140 && errno <= 3158) return "DataError"
  return byState[sqlState] ?? byClass[sqlState.slice(0, 2)] ?? "UnknownDatabaseError"
}

/** ER_QUERY_INTERRUPTED: what KILL QUERY gives. */
export const QUERY_INTERRUPTED = 1317

/** ER_NO_SUCH_THREAD: what there is to be killed has gone. */
export const NO_SUCH_THREAD = 1094

/**
 * The statement cannot be prepared (1295), has too many parameters for that (1390), too many are prepared (1461), it
 * would have to be prepared anew (1615) or has been forgotten (1243), or a parameter has no character set yet, so no
 * collation either (1253, MariaDB before 10.6): it has not been run, and can be sent as text.
 */
export const UNPREPARABLE: ReadonlySet<number> = new Set([1243, 1253, 1295, 1390, 1461, 1615])
