import { describe, expect, inject, it } from "vitest"
import { kinds } from "./kinds.js"
import { describeOn, describeOnOwn } from "./live.js"
import type { LiveDb } from "./live.js"
import { makeProxy } from "./proxy.js"
import { connectPlain, withPlain } from "./plain.js"

const all = ["sqlite", ...kinds] as const
const names: Array<string> = []

const isolated = (db: LiveDb): void => {
  it("has a table of its own", async () => {
    await db.query("create table t (id int)")
    await db.query("insert into t values (1)")
    expect(await db.query("select id from t")).toEqual([{ id: 1 }])
    expect(names).not.toContain(db.url)
    names.push(db.url)
  })
}

describeOn(all, "the one database", isolated)
describeOn(all, "the other database", isolated)

describeOn("sqlite", "version", (db) => {
  it("is 3", async () => {
    const [row] = await db.query<{ v: string }>("select sqlite_version() as v")
    expect(row?.v).toMatch(/^3\./)
  })
})

describeOn(kinds, "a server", (db) => {
  it("has the version that its programs said", async () => {
    const { programs } = inject("servers").available[db.kind as "mysql"]
    const [row] = await db.query<{ v: string }>("select version() as v")
    expect(/MariaDB/.test(row!.v)).toBe(db.kind === "mariadb")
    expect(/PostgreSQL/.test(row!.v)).toBe(db.kind === "postgres")
    if ("version" in programs) expect(row!.v).toContain(programs.version)
  })

  it("ends a connection that another wants ended", async () => {
    const victim = await db.connect()
    await db.kill(victim.id)
    await expect(victim.query("select 1")).rejects.toThrow(Error)
    expect(await db.query("select 1 as n")).toEqual([{ n: 1 }])
  })

  it("is cut off, stalled and refused by a proxy", async () => {
    const proxy = await db.proxy()
    const first = await connectPlain(proxy.url)
    proxy.cut()
    await expect(first.query("select 1")).rejects.toThrow(Error)
    const second = await connectPlain(proxy.url)
    proxy.stall()
    const waiting = second.query("select 1 as n")
    const timeout = new Promise((resolve) => setTimeout(() => resolve("late"), 50))
    expect(await Promise.race([waiting, timeout])).toBe("late")
    proxy.resume()
    expect(await waiting).toEqual([{ n: 1 }])
    await second.close()
    proxy.refuse()
    await expect(connectPlain(proxy.url)).rejects.toThrow(Error)
  })
})

describeOnOwn(kinds, "a server alone", (db) => {
  it("keeps its data over a restart", async () => {
    await db.query("create table kept (id int)")
    await db.query("insert into kept values (1)")
    await db.restart()
    expect(await withPlain(db.url, (plain) => plain.query("select id from kept"))).toEqual([{ id: 1 }])
  })

  it("answers again after a crash", async () => {
    const before = await db.connect()
    await db.crash()
    await expect(before.query("select 1")).rejects.toThrow(Error)
    await db.start()
    expect(await withPlain(db.url, (plain) => plain.query("select id from kept"))).toEqual([{ id: 1 }])
  })

  it("answers nothing while it is paused", async () => {
    const plain = await db.connect()
    await db.pause()
    const waiting = plain.query("select 1 as n")
    const timeout = new Promise((resolve) => setTimeout(() => resolve("late"), 50))
    expect(await Promise.race([waiting, timeout])).toBe("late")
    await db.resume()
    expect(await waiting).toEqual([{ n: 1 }])
  })
})

describeOnOwn("postgres", "the process of a connection", (db) => {
  it("takes the others with it when it is killed", async () => {
    const [victim, other] = [await db.connect(), await db.connect()]
    await db.kill9(victim.id)
    await expect(victim.query("select 1")).rejects.toThrow(Error)
    const state = () => other.query("select 1").then(() => "alive", () => "dead")
    await expect.poll(state).toBe("dead")
    await expect(db.kill9(1)).rejects.toThrow("process 1 is not one of this server")
  })
}, ["-c", "max_connections=7"])

describe("a proxy", () => {
  it("names the port it listens on and keeps the rest of the url", async () => {
    const proxy = await makeProxy("postgres://me:secret@127.0.0.1:5/db?x=1")
    expect(proxy.url).toMatch(/^postgres:\/\/me:secret@127\.0\.0\.1:\d+\/db\?x=1$/)
    await proxy.close()
  })
})
