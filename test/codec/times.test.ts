import { DateTime, Duration } from "effect"
import { describe, expect, test } from "vitest"
import { date, dateTimeUtc, interval, time, timestamp, timestamptz } from "../../src/codec/index.js"
import { read, refused, same, write } from "./reads.js"

describe("date", () => {
  test("knows the calendar of the years 1 to 9999", () => {
    for (const d of ["0001-01-01", "9999-12-31", "2024-02-29", "2000-02-29", "0004-02-29", "2023-04-30"]) {
      expect([read(date, d), write(date, d)]).toEqual([d, d])
    }
    for (const d of [
      "0000-01-01",
      "10000-01-01",
      "2023-02-29",
      "1900-02-29",
      "2023-04-31",
      "2023-00-01",
      "2023-13-01",
      "2023-01-00",
      "2023-01-32",
      "2023-1-01",
      "2023/01/01",
      "2023-01-01 ",
      " 2023-01-01",
      "-023-01-01",
      "2023-01-01T00:00:00",
      "infinity",
      "0044-03-15 BC",
      "",
      "２０２３-01-01",
    ]) {
      expect([d, read(date, d), write(date, d)]).toEqual([d, refused, refused])
    }
    for (const u of [null, undefined, 0, new Date(0)])
      expect([read(date, u), write(date, u)]).toEqual([refused, refused])
  })
})

describe("time", () => {
  test("trims the fraction, and never rounds it", () => {
    for (const [wire, value] of [
      ["00:00:00", "00:00:00"],
      ["23:59:59.999999", "23:59:59.999999"],
      ["09:30:00.250000", "09:30:00.25"],
      ["09:30:00.000000", "09:30:00"],
      ["09:30:00.0", "09:30:00"],
    ] as const) {
      expect([read(time, wire), write(time, wire)]).toEqual([value, value])
    }
    for (const s of [
      "24:00:00",
      "23:60:00",
      "23:59:60",
      "-01:00:00",
      "25:00:00",
      "838:59:59",
      "9:30:00",
      "09:30",
      "09:30:00.",
      "09:30:00.1234567",
      "09:30:00.0000000",
      "09:30:00Z",
      "09-30-00",
      "",
      "09:30:00,5",
    ]) {
      expect([s, read(time, s), write(time, s)]).toEqual([s, refused, refused])
    }
  })
})

describe("timestamp", () => {
  test("takes a blank or T, and gives T", () => {
    for (const wire of ["2024-02-29 09:30:00.500000", "2024-02-29T09:30:00.5"]) {
      expect([read(timestamp, wire), write(timestamp, wire)]).toEqual([
        "2024-02-29T09:30:00.5",
        "2024-02-29T09:30:00.5",
      ])
    }
    for (const edge of ["0001-01-01T00:00:00", "9999-12-31T23:59:59.999999"]) expect(write(timestamp, edge)).toBe(edge)
    for (const s of [
      "2024-02-29",
      "2023-02-29 00:00:00",
      "2024-02-29_00:00:00",
      "2024-02-29 00:00:00+00",
      "2024-02-29 00:00:00.1234567",
      "0000-01-01T00:00:00",
      "infinity",
    ]) {
      expect([s, read(timestamp, s), write(timestamp, s)]).toEqual([s, refused, refused])
    }
  })
})

describe("timestamptz", () => {
  const at = (s: string): number | typeof refused => {
    const value = read(timestamptz, s)
    return value === refused ? refused : (value as Date).getTime()
  }

  test("reads every offset", () => {
    const ms = Date.UTC(2024, 1, 29, 9, 30, 0, 123)
    for (const s of [
      "2024-02-29T09:30:00.123Z",
      "2024-02-29 09:30:00.123+00",
      "2024-02-29 09:30:00.123",
      "2024-02-29T11:30:00.123+02:00",
      "2024-02-29T00:00:00.123-0930",
      "2024-02-29 09:30:00.123999+00",
      "2024-02-29 09:49:32.123+00:19:32",
      "2024-02-29 09:30:00.123000-00:00",
    ]) {
      expect([s, at(s)]).toEqual([s, ms])
    }
    for (const s of [
      "2024-02-29T09:30:00z",
      "2024-02-29",
      "2023-02-29T00:00:00Z",
      "2024-02-29T09:30:00+",
      "2024-02-29T09:30:00+1",
      "2024-02-29T09:30:00+24",
      "2024-02-29T09:30:00+0",
      "2024-02-29T09:30:00+00:60",
      "2024-02-29T09:30:00+00:0",
      "2024-02-29T09:30:00 +00",
      "2024-02-29T09:30:00.Z",
      "2024-02-29T24:00:00Z",
      "infinity",
      "-infinity",
      "0000-01-01T00:00:00+01",
      "9999-12-31T23:59:59-01",
      "",
    ]) {
      expect([s, at(s)]).toEqual([s, refused])
    }
  })

  test("agrees with Date on every day that both know", () => {
    const wrong: Array<string> = []
    for (
      let ms = Date.parse("0000-01-01T00:00:00Z");
      ms < Date.parse("9999-12-31T00:00:00Z");
      ms += 86_400_000 * 17 + 1001
    ) {
      const iso = new Date(ms).toISOString()
      if (at(iso) !== ms) wrong.push(iso)
    }
    expect(wrong).toEqual([])
  })

  test("writes the years 0 to 9999", () => {
    expect(write(timestamptz, new Date("0000-01-01T00:00:00Z"))).toBe("0000-01-01T00:00:00.000Z")
    expect(write(timestamptz, new Date(253402300799999))).toBe("9999-12-31T23:59:59.999Z")
    for (const d of [
      new Date(NaN),
      new Date(253402300800000),
      new Date(-62167219200001),
      "2024-01-01T00:00:00Z",
      0,
      null,
    ]) {
      expect(write(timestamptz, d)).toBe(refused)
    }
  })

  test("dateTimeUtc is the same instant", () => {
    const value = read(dateTimeUtc, "2024-02-29 09:30:00+00") as DateTime.Utc
    expect([DateTime.isUtc(value), write(dateTimeUtc, value)]).toEqual([true, "2024-02-29T09:30:00.000Z"])
    expect(write(dateTimeUtc, new Date(0))).toBe(refused)
  })
})

describe("interval", () => {
  test("reads ISO 8601 and microseconds", () => {
    for (const [wire, value] of [
      ["PT0S", Duration.zero],
      ["P1DT2H3M4.5S", Duration.millis(93784500)],
      ["PT-1H-2M-3.5S", Duration.millis(-3723500)],
      ["-PT1H", Duration.hours(-1)],
      ["P1DT-1H", Duration.hours(23)],
      ["P2W", Duration.days(14)],
      ["PT-0.000001S", Duration.micros(-1n)],
      ["P0Y0M1D", Duration.days(1)],
      ["PT0.500000000S", Duration.millis(500)],
      [1500000n, Duration.millis(1500)],
      [1500, Duration.micros(1500n)],
      ["-1", Duration.micros(-1n)],
    ] as const) {
      expect([wire, same(read(interval, wire), value)]).toEqual([wire, true])
    }
    for (const wire of [
      "",
      "P",
      "PT",
      "P1DT",
      "P1Y",
      "P-1M",
      "PT1.0000001S",
      "PT1.S",
      "1 day",
      "01:00:00",
      0.5,
      `P${"9".repeat(20)}D`,
      null,
      undefined,
    ]) {
      expect([wire, read(interval, wire)]).toEqual([wire, refused])
    }
  })

  test("says why months are refused", () => {
    const e = interval.spec.type.codec.decode("P1M")
    expect(e._tag === "Left" ? e.left[0]?.message : "").toContain("no fixed length")
  })

  test("writes what PostgreSQL reads, and nothing finer than a microsecond", () => {
    for (const [value, wire] of [
      [Duration.minutes(90), "PT1H30M"],
      [Duration.days(2), "PT48H"],
      [Duration.millis(-1500), "PT-1.5S"],
      [Duration.micros(-1n), "PT-0.000001S"],
      [Duration.zero, "PT0S"],
    ] as const) {
      expect(write(interval, value)).toBe(wire)
    }
    for (const value of [
      Duration.nanos(1n),
      Duration.infinity,
      Duration.negativeInfinity,
      Duration.micros(2n ** 63n),
      5,
      "PT1S",
      null,
    ]) {
      expect(write(interval, value)).toBe(refused)
    }
  })
})
