import { pipe } from "effect"
import { alias, all, and, coalesce, date, eq, from, innerJoin, integer, lt, nullable, orderBy, primaryKey, select, table } from "fulmar"
import { filled, type Report } from "./report.js"

/** A room is booked to the day before it is left; one that is not left stays booked. */
const Booking = table("booking", { id: integer.pipe(primaryKey), room: integer, came: date, gone: date.pipe(nullable) })
const Other = pipe(Booking, alias("other"))

const never = "9999-12-31"

export const overlaps: Report = {
  name: "bookings that overlap",
  seed: [
    filled(Booking, [
      { id: 1, room: 1, came: "2024-02-27", gone: "2024-02-29" }, { id: 2, room: 1, came: "2024-02-29", gone: "2024-03-01" },
      { id: 3, room: 1, came: "2024-02-28", gone: "2024-03-02" }, { id: 4, room: 2, came: "2024-02-28", gone: null },
      { id: 5, room: 2, came: "2024-12-31", gone: null }, { id: 6, room: 2, came: "2024-02-28", gone: "2024-02-28" },
      { id: 7, room: 2, came: "2023-01-01", gone: "2024-02-28" }, { id: 8, room: 3, came: "2024-02-28", gone: "2024-03-02" },
    ]),
  ],
  rows: all(
    pipe(
      from(Booking),
      innerJoin(
        Other,
        and(
          eq(Other.room, Booking.room),
          lt(Booking.id, Other.id),
          lt(Booking.came, coalesce(Other.gone, never)),
          lt(Other.came, coalesce(Booking.gone, never)),
        ),
      ),
      orderBy(Booking.id, Other.id),
      select({ room: Booking.room, one: Booking.id, other: Other.id }),
    ),
  ),
  sql: () => `
    select a.room, a.id as one, b.id as other from booking a join booking b on a.room = b.room and a.id < b.id
    where not (b.gone is not null and b.gone <= a.came or a.gone is not null and a.gone <= b.came) order by a.id, b.id`,
  expected: [
    { room: 1, one: 1, other: 3 },
    { room: 1, one: 2, other: 3 },
    { room: 2, one: 4, other: 5 },
  ],
}
