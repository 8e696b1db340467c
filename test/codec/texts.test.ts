import { describe, expect, test } from "vitest"
import {
  boolean,
  bytes,
  char,
  email,
  enumeration,
  filePath,
  inet,
  text,
  unknownType,
  uuid,
  varchar,
} from "../../src/codec/index.js"
import { read, refused, write } from "./reads.js"

const hostile = ["", "'; drop table cake; --", "\\", "👩‍🍳", "\u2028", "ﷺ", "a".repeat(100_000)]

describe("text", () => {
  test("keeps every text as it is", () => {
    for (const type of [text, varchar(80), varchar()]) {
      for (const s of hostile) expect([read(type, s), write(type, s)]).toEqual([s, s])
    }
  })

  test("half a surrogate pair is refused when it is written", () => {
    for (const s of ["\ud83d", "a\ude00", "\ude00\ud83d"]) {
      for (const type of [text, varchar(80), char(3), filePath]) expect(write(type, s)).toBe(refused)
      expect(read(text, s)).toBe(s)
    }
  })

  test("refuses everything else", () => {
    for (const u of [null, undefined, 1, 1n, true, {}, new String("x")]) {
      expect([read(text, u), write(text, u)]).toEqual([refused, refused])
    }
  })

  test("char has no trailing blanks", () => {
    expect([read(char(4), "ab  "), read(char(4), " ab"), read(char(2), "  "), write(char(4), "ab ")]).toEqual([
      "ab",
      " ab",
      "",
      "ab",
    ])
  })
})

test("boolean reads every form of true and false", () => {
  for (const wire of [true, 1, 1n, "t", "true", "1"]) expect(read(boolean, wire)).toBe(true)
  for (const wire of [false, 0, 0n, "f", "false", "0"]) expect(read(boolean, wire)).toBe(false)
  for (const wire of [2, -1, 2n, "", "yes", "T", "constructor", "__proto__", null, undefined])
    expect(read(boolean, wire)).toBe(refused)
  expect([write(boolean, true), write(boolean, 1), write(boolean, null)]).toEqual([true, refused, refused])
})

test("uuid is in lower case", () => {
  const id = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"
  expect([id, id.toUpperCase()].flatMap((s) => [read(uuid, s), write(uuid, s)])).toEqual([id, id, id, id])
  for (const s of ["", id.slice(1), `${id}0`, `{${id}}`, id.replace("a", "g"), `${id}\n`, id.replaceAll("-", "")]) {
    expect([read(uuid, s), write(uuid, s)]).toEqual([refused, refused])
  }
})

test("enumeration takes its labels only", () => {
  const odd = ['"', "\\", "`${x}`", "\u2028", "__proto__", "", "\n"]
  for (const type of [enumeration("odd", odd), enumeration("many", [...odd, "a", "b", "c"])]) {
    for (const label of odd) expect([read(type, label), write(type, label)]).toEqual([label, label])
    for (const u of ["x", "constructor", null, undefined, 0])
      expect([read(type, u), write(type, u)]).toEqual([refused, refused])
  }
})

describe("bytes", () => {
  const some = Uint8Array.of(0, 10, 255)
  test("reads a Uint8Array, a Buffer and hexadecimal text as a plain Uint8Array", () => {
    for (const wire of [some, Buffer.from(some), "\\x000aff", "\\x000AFF"]) {
      const value = read(bytes, wire) as Uint8Array
      expect(Object.getPrototypeOf(value)).toBe(Uint8Array.prototype)
      expect([...value]).toEqual([0, 10, 255])
    }
    expect(read(bytes, "\\x")).toEqual(new Uint8Array(0))
  })

  test("shares no memory with a Buffer", () => {
    const buffer = Buffer.from("abc")
    const value = read(bytes, buffer) as Uint8Array
    buffer.fill(0)
    expect([...value]).toEqual([97, 98, 99])
  })

  test("refuses everything else", () => {
    for (const u of ["", "000aff", "\\x0", "\\xzz", null, undefined, [1], new ArrayBuffer(1)])
      expect(read(bytes, u)).toBe(refused)
    expect([write(bytes, some), write(bytes, "\\x00"), write(bytes, null)]).toEqual([some, refused, refused])
  })
})

test("inet takes addresses of both versions, with or without a prefix", () => {
  for (const s of [
    "0.0.0.0",
    "255.255.255.255",
    "10.0.0.0/8",
    "1.2.3.4/32",
    "::",
    "::1",
    "2001:db8::1/64",
    "1:2:3:4:5:6:7:8",
    "1::8",
    "::ffff:1.2.3.4",
    "1:2:3:4:5:6:1.2.3.4",
    "::/0",
    "FE80::1/128",
    "1:2:3:4:5:6:7::",
  ]) {
    expect([s, read(inet, s), write(inet, s)]).toEqual([s, s, s])
  }
  for (const s of [
    "",
    "256.0.0.1",
    "1.2.3",
    "1.2.3.4.5",
    "01.2.3.4",
    "1.2.3.4/33",
    "1.2.3.4/",
    "1.2.3.4/08",
    ":::",
    "1::2::3",
    "::/129",
    "12345::",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7::8",
    "1.2.3.4::",
    "::1.2.3.4:1",
    "g::",
    "fe80::1%eth0",
    "1.2.3.4\n",
    ":1",
    "1:",
  ]) {
    expect([s, read(inet, s)]).toEqual([s, refused])
  }
})

test("email follows HTML's rule, filePath refuses NUL", () => {
  for (const s of ["a@b", "deborah@example.org", "x+y.z@a-b.c"])
    expect([read(email, s), write(email, s)]).toEqual([s, s])
  for (const s of ["", "a", "@b", "a@", "a@b@c", "a b@c", "a@-b", "a@b.", `${"a".repeat(250)}@b.cd`])
    expect(read(email, s)).toBe(refused)
  expect([write(filePath, "/srv/x"), write(filePath, ""), write(filePath, "a\0b")]).toEqual([
    "/srv/x",
    refused,
    refused,
  ])
})

test("unknownType passes the wire through", () => {
  for (const wire of [null, true, 1, 1n, "x", Uint8Array.of(1)])
    expect([read(unknownType, wire), write(unknownType, wire)]).toEqual([wire, wire])
  expect([read(unknownType, undefined), write(unknownType, {}), write(unknownType, undefined)]).toEqual([
    refused,
    refused,
    refused,
  ])
})
