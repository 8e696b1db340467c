import { expect, it } from "vitest"
import { classify, isFatal } from "../../../src/driver/mysql2/errors.js"

const server = (errno: number, sqlState: string, message = "it failed"): Error =>
  Object.assign(new Error(message), { errno, sqlState, code: "ER_MISLEADING" })

const tag = (cause: unknown, phase: "connect" | "run" | "control" = "run"): string =>
  classify(cause, "select 1", phase).reason._tag

it("classifies by errno, then by SQLSTATE", () => {
  for (const [errno, state, expected] of [
    [1020, "HY000", "SerializationFailure"],
    [1180, "HY000", "SerializationFailure"],
    [3101, "40000", "SerializationFailure"],
    [9999, "40001", "SerializationFailure"],
    [1213, "40001", "Deadlock"],
    [1614, "XA102", "Deadlock"],
    [1205, "HY000", "LockTimeout"],
    [3572, "HY000", "LockTimeout"],
    [1969, "70100", "StatementTimeout"],
    [3024, "HY000", "StatementTimeout"],
    [1317, "70100", "UnknownDatabaseError"],
    [1263, "22004", "NotNullViolation"],
    [1369, "HY000", "CheckViolation"],
    [1040, "08004", "ConnectionError"],
    [1203, "42000", "ConnectionError"],
    [1927, "70100", "ConnectionError"],
    [1053, "08S01", "ConnectionError"],
    [1836, "HY000", "ReadOnlyError"],
    [9999, "25006", "ReadOnlyError"],
    [1142, "42000", "PermissionError"],
    [1044, "42000", "PermissionError"],
    [3118, "HY000", "AuthenticationError"],
    [9999, "42S99", "SyntaxError"],
    [9999, "22999", "DataError"],
    [3140, "22032", "DataError"],
    [9999, "HY000", "UnknownDatabaseError"],
  ] as const) {
    expect([errno, tag(server(errno, state))]).toEqual([errno, expected])
  }
  expect(tag(server(1290, "HY000", "The MariaDB server is running with the --read-only option"))).toBe("ReadOnlyError")
  expect(tag(server(1290, "HY000", "… with the --secure-file-priv option"))).toBe("PermissionError")
  expect(tag(server(1305, "42000", "SAVEPOINT x does not exist"), "control")).toBe("TransactionError")
  expect(tag(server(1049, "42000", "Unknown database 'x'"), "connect")).toBe("ConnectionError")
})

it("knows the errors of the client, and which of them end a connection", () => {
  const client = (code: string, more: object = {}): Error => Object.assign(new Error(code), { code, ...more })
  for (const code of ["ECONNRESET", "EPIPE", "PROTOCOL_CONNECTION_LOST", "HANDSHAKE_SSL_ERROR", "PROTOCOL_ERROR"]) {
    expect([code, tag(client(code)), isFatal(client(code))]).toEqual([code, "ConnectionError", true])
  }
  // The errno of a system error is no number of the server's.
  expect(classify(client("ECONNREFUSED", { errno: -111 }), null, "connect").reason).toMatchObject({
    _tag: "ConnectionError",
    code: "ECONNREFUSED",
  })
  expect(tag(new TypeError("Bind parameters must not contain undefined"))).toBe("DataError")
  expect(isFatal(server(1062, "23000"))).toBe(false)
  expect(isFatal(server(1927, "70100"))).toBe(true)
  expect(classify(new AggregateError([new Error("one"), new Error("two")]), null, "connect").message).toBe("one; two")
})

it("keeps values out of what it hands over", () => {
  const cause = Object.assign(server(1062, "23000"), { sql: "insert into t values ('secret')" })
  expect(classify(cause, "insert into t values (?)", "run").cause).toMatchObject({ sql: "insert into t values (?)" })
})
