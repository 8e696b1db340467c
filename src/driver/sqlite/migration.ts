import type { MigrationControl } from "../migration-control.js"

/** Migrations in SQLite. Transactions are the lock: BEGIN IMMEDIATE waits for that of another process. */
export const migration: MigrationControl = {
  script: {
    comment: /--[^\n]*|\/\*(?:[^*]+|\*(?!\/))*(?:\*\/|$)/y,
    quoted: /'(?:[^']+|'')*(?:'|$)|"(?:[^"]+|"")*(?:"|$)|`(?:[^`]+|``)*(?:`|$)|\[[^\]]*(?:\]|$)/y,
    nestedComments: false,
    delimiterLine: false,
    bodies: "trigger",
  },
  lock: null,
  hasTable: "select count(*) from sqlite_schema where type = 'table' and lower(name) = lower(?)",
  undoable: /^(?!vacuum\b|pragma\b|attach\b|detach\b)/i,
  foreignKeys: {
    statement: /^pragma\s+(?:\w+\s*\.\s*)?foreign_keys\b/i,
    read: "pragma foreign_keys",
    set: (value) => `pragma foreign_keys = ${String(value)}`,
    dangling: "select count(*) from pragma_foreign_key_check",
  },
  clear: {
    before: ["pragma foreign_keys = off"],
    queries: [
      `select 'drop ' || iif(type = 'view', 'view', 'table') || ' if exists "' || replace(name, '"', '""') || '"'
       from pragma_table_list where schema = 'main' and type in ('view', 'virtual', 'table') and name not like 'sqlite\\_%' escape '\\'
       order by type = 'table', type = 'virtual'`,
    ],
    after: [],
  },
}
