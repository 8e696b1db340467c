/** The oldest version that is known. */
const oldest = 13

// They speak the protocol of PostgreSQL, but their SQL and their errors differ.
const others = /CockroachDB|Redshift|-YB-|Materialize|Greenplum|CrateDB|QuestDB/i

/** What is wrong with a server, by the version it reports and by what `select version()` says; `null` if nothing. */
export const checkVersion = (reported: string | undefined, version: string): string | null => {
  if (others.test(version) || !version.startsWith("PostgreSQL ")) {
    return `it is not PostgreSQL but says "${version}"`
  }
  const major = Number(/^\d+/.exec(reported ?? version.slice("PostgreSQL ".length))?.[0] ?? 0)
  return major >= oldest ? null : `it is PostgreSQL ${reported ?? major}, and the oldest supported version is ${oldest}`
}
