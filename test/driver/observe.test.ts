import { Effect, Metric, Stream, Tracer } from "effect"
import { describe, expect, it } from "vitest"
import { runRows, runStream } from "../../src/driver/run.js"
import { execute, inMemory, layer, statement } from "./fixture.js"

/** A tracer that keeps its spans. */
const recording = () => {
  const spans: Array<Tracer.NativeSpan> = []
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options)
      spans.push(span)
      return span
    },
  })
  return { spans, traced: Effect.provideService(Tracer.Tracer, tracer) }
}

describe("a span", () => {
  it("has the names and attributes of OpenTelemetry", async () => {
    const { spans, traced } = recording()
    await inMemory(
      Effect.gen(function* () {
        yield* execute("create table cake (n)")
        yield* execute("insert into cake values (1), (2)")
        yield* traced(runRows(statement("select n from cake where n > ?", [0n], { n: "integer" })))
      }),
    )
    expect(spans.map((span) => [span.name, span.kind])).toEqual([["SELECT cake", "client"]])
    expect(Object.fromEntries(spans[0]?.attributes ?? [])).toEqual({
      "db.system.name": "sqlite",
      "db.namespace": ":memory:",
      "db.operation.name": "SELECT",
      "db.collection.name": "cake",
      "db.query.text": "select n from cake where n > ?",
      "db.response.returned_rows": 2,
    })
  })

  it("says what went wrong", async () => {
    const { spans, traced } = recording()
    await inMemory(
      Effect.gen(function* () {
        yield* execute("create table cake (n unique)")
        yield* execute("insert into cake values (1)")
        yield* Effect.ignore(traced(execute("insert into cake values (1)")))
      }),
    )
    expect(spans.map((span) => [span.name, span.attributes.get("error.type")])).toEqual([
      ["INSERT cake", "UniqueViolation"],
    ])
  })

  it("of a stream lasts until it ends, and counts its rows", async () => {
    const { spans, traced } = recording()
    const stream = runStream(statement("select 1 union all select 2 union all select 3", [], { n: "integer" }), {
      chunkSize: 1,
    })
    await inMemory(traced(Stream.runDrain(stream)))
    await inMemory(traced(Stream.runDrain(Stream.take(stream, 1))))
    await inMemory(Effect.ignore(traced(Stream.runDrain(runStream(statement("selec", [], { n: "integer" }))))))
    const seen = spans.map((span) => [span.name, span.status._tag, span.attributes.get("db.response.returned_rows")])
    expect(seen).toEqual([
      ["SELECT", "Ended", 3],
      ["SELECT", "Ended", 1],
      ["SELEC", "Ended", 0],
    ])
    expect(spans.map((span) => span.attributes.get("error.type"))).toEqual([undefined, undefined, "SyntaxError"])
  })

  it("is not made where nobody looks", async () => {
    let made = 0
    const count = Tracer.make({ span: (options) => (made++, new Tracer.NativeSpan(options)) })
    const quiet = execute("select 1").pipe(
      Effect.provideService(Tracer.Tracer, count),
      Effect.withTracerEnabled(false),
    )
    await inMemory(quiet)
    expect(made).toBe(0)
  })
})

describe("the duration of operations", () => {
  it("is measured in seconds, with metrics on", async () => {
    const snapshot = await Effect.runPromise(
      Effect.andThen(
        Effect.andThen(
          execute("create table bun (n)"),
          Effect.ignore(execute("insert into bun values (abs(-9223372036854775808))")),
        ),
        Metric.snapshot,
      ).pipe(Effect.provide(layer({ filename: ":memory:", metrics: true })), Effect.provideService(Metric.MetricRegistry, new Map())),
    )
    const ours = snapshot.filter((metric) => metric.id === "db.client.operation.duration")
    const failed = ours.find((metric) => metric.attributes?.["error.type"] === "DataError")
    expect(failed).toMatchObject({
      type: "Histogram",
      attributes: { "db.system.name": "sqlite", "db.operation.name": "INSERT", "db.collection.name": "bun" },
      state: { count: 1 },
    })
    expect(failed?.state).toHaveProperty("max", expect.closeTo(0, 0))
  })
})
