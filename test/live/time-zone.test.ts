/** The clocks of a time zone, where the database knows them; and what days are does not depend on the session's zone. */
import { Effect, pipe } from "effect"
import {
  addInterval, addMonths, all, atTimeZone, createAll, dateOf, dateTrunc, epoch, execute, from, insertInto, integer, intervalBetween, isoWeek,
  lastDayOfMonth, type LocalDateTime, primaryKey, quarter, rawCommand, select, table, timestamp, timestamptz, transaction, value,
} from "fulmar"
import { Duration } from "effect"
import { expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { everywhere, on } from "./conformance.js"

const Event = table("event", { id: integer.pipe(primaryKey), at: timestamptz })

/** Instants, and what the clocks of a zone show then. */
const clocks: ReadonlyArray<readonly [zone: string, instant: string, clock: LocalDateTime]> = [
  ["UTC", "2024-02-29T23:59:59.250Z", "2024-02-29T23:59:59.25"],
  ["Europe/Berlin", "2024-02-29T23:59:59.250Z", "2024-03-01T00:59:59.25"],
  ["Europe/Berlin", "2024-03-31T00:59:59.999Z", "2024-03-31T01:59:59.999"],
  ["Europe/Berlin", "2024-03-31T01:00:00.000Z", "2024-03-31T03:00:00"],
  ["Europe/Berlin", "2024-10-27T00:30:00.000Z", "2024-10-27T02:30:00"],
  ["Europe/Berlin", "2024-10-27T01:30:00.000Z", "2024-10-27T02:30:00"],
  ["America/New_York", "2024-07-04T04:00:00.000Z", "2024-07-04T00:00:00"],
  ["Asia/Kathmandu", "2024-01-01T00:00:00.000Z", "2024-01-01T05:45:00"],
  ["Pacific/Apia", "2024-01-01T00:00:00.000Z", "2024-01-01T13:00:00"],
  ["Europe/Berlin", "1970-01-01T00:00:00.000Z", "1970-01-01T01:00:00"],
]

/** What clocks show, and which instant it is taken as. */
const instants: ReadonlyArray<readonly [zone: string, clock: LocalDateTime, instant: string]> = [
  ["UTC", "2024-02-29T23:59:59.25", "2024-02-29T23:59:59.250Z"],
  ["Europe/Berlin", "2024-07-01T12:00:00", "2024-07-01T10:00:00.000Z"],
  ["Europe/Berlin", "2024-03-31T01:59:59", "2024-03-31T00:59:59.000Z"],
  ["Europe/Berlin", "2024-03-31T02:30:00", "2024-03-31T01:30:00.000Z"],
  ["Europe/Berlin", "2024-03-31T03:00:00", "2024-03-31T01:00:00.000Z"],
  ["Europe/Berlin", "2024-10-27T01:59:59", "2024-10-26T23:59:59.000Z"],
  ["Europe/Berlin", "2024-10-27T02:30:00", "2024-10-27T01:30:00.000Z"],
  ["Europe/Berlin", "2024-10-27T03:00:00", "2024-10-27T02:00:00.000Z"],
  ["America/New_York", "2024-11-03T01:30:00", "2024-11-03T06:30:00.000Z"],
  ["America/New_York", "2024-03-10T02:30:00", "2024-03-10T07:30:00.000Z"],
  ["Pacific/Apia", "2011-12-31T00:00:00", "2011-12-30T10:00:00.000Z"],
]

describeOn(["sqlite", "postgres"], "time zones", (db) => {
  it("have clocks, and instants of what these show", async () => {
    await on(db, createAll([Event]))
    await on(db, execute(insertInto(Event, { id: 1, at: new Date(0) })))
    for (const [zone, instant, clock] of clocks) {
      const q = pipe(from(Event), select(atTimeZone(value(timestamptz, new Date(instant)), zone)))
      expect([zone, instant, ...(await on(db, all(q as never) as never) as Array<unknown>)]).toEqual([zone, instant, clock])
    }
    for (const [zone, clock, instant] of instants) {
      const q = pipe(from(Event), select(atTimeZone(value(timestamp, clock), zone)))
      expect([zone, clock, ...(await on(db, all(q as never) as never) as Array<unknown>)]).toEqual([zone, clock, new Date(instant)])
    }
  })

  it("that there are not are an error", async () => {
    const q = all(pipe(from(Event), select(atTimeZone(Event.at, "Middle/Earth"))) as never)
    const error = await on(db, Effect.flip(q as never) as never)
    expect((error as { _tag: string })._tag).toBe("SqlError")
  })
})

describeOn(everywhere, "functions of days", (db) => {
  it("do not depend on the session", async () => {
    const at = new Date("2024-12-29T23:30:00.000Z")
    await on(db, createAll([Event]))
    await on(db, execute(insertInto(Event, { id: 1, at })))
    const elsewhere =
      db.kind === "postgres" ? rawCommand`set local time zone 'Pacific/Apia'` : rawCommand`set time_zone = '+13:00'`
    const program = transaction(
      Effect.gen(function* () {
        if (db.kind !== "sqlite") yield* execute(elsewhere)
        const rows = yield* all(pipe(from(Event), select({
          day: dateOf(Event.at), week: isoWeek(Event.at), quarter: quarter(Event.at), begin: epoch(dateTrunc("day", Event.at)),
          last: lastDayOfMonth(Event.at), month: epoch(addMonths(Event.at, 3)), later: epoch(addInterval(Event.at, Duration.days(100))),
          since: intervalBetween(Event.at, new Date(0)),
        })))
        if (db.kind !== "sqlite" && db.kind !== "postgres") yield* execute(rawCommand`set time_zone = '+00:00'`)
        return rows
      }),
    )
    expect(await on(db, program as never)).toEqual([{
      day: "2024-12-29", week: 52, quarter: 4, begin: 1735430400, last: "2024-12-31", month: 1743291000, later: 1744155000,
      since: Duration.millis(at.getTime()),
    }])
  })
})
