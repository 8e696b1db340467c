import type { MigrationControl } from "../migration-control.js"

/** At most 64 characters. */
const lockName = "concat('fulmar ', sha2(database(), 224))"

const quoted = (name: string): string => "concat('`', replace(" + name + ", '`', '``'), '`')"

/** Migrations in MySQL and MariaDB: statements that define things commit by themselves; locks are those of a server. */
export const migration: MigrationControl = {
  script: {
    // What is between /*! and */ is a statement for the server, or a part of one.
    comment: /--(?=[\s]|$)[^\n]*|#[^\n]*|\/\*(?!M?!)(?:[^*]+|\*(?!\/))*(?:\*\/|$)/y,
    quoted:
      /'(?:[^'\\]+|\\[^]|'')*(?:'|\\?$)|"(?:[^"\\]+|\\[^]|"")*(?:"|\\?$)|`(?:[^`]+|``)*(?:`|$)|\/\*M?!(?:[^*]+|\*(?!\/))*(?:\*\/|$)/y,
    nestedComments: false,
    delimiterLine: true,
    bodies: null,
  },
  lock: {
    take: `select get_lock(${lockName}, 0)`,
    release: `select release_lock(${lockName})`,
  },
  hasTable: "select count(*) from information_schema.tables where table_schema = database() and table_name = ?",
  undoable: /^(?:insert|update|delete|replace)\b/i,
  foreignKeys: null,
  clear: {
    before: ["set foreign_key_checks = 0"],
    queries: [
      `select concat('drop ', case table_type when 'VIEW' then 'view ' when 'SEQUENCE' then 'sequence ' else 'table ' end,
         'if exists ', ${quoted("table_name")})
       from information_schema.tables where table_schema = database() order by table_type = 'BASE TABLE', table_name`,
      `select concat('drop ', routine_type, ' if exists ', ${quoted("routine_name")})
       from information_schema.routines where routine_schema = database() and routine_type in ('FUNCTION', 'PROCEDURE')`,
      `select concat('drop event if exists ', ${quoted("event_name")}) from information_schema.events where event_schema = database()`,
    ],
    after: ["set foreign_key_checks = 1"],
  },
}
