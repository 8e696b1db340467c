import { Effect, FileSystem, Layer, Path, Queue, Stdio, Terminal } from "effect"
import { ChildProcessSpawner } from "effect/process"

const unused = Effect.die(new Error("The command line has no use for this"))

/** What effect's cli module asks for, as far as these commands use it: files and processes it has none of. */
export const cliServices: Layer.Layer<
  FileSystem.FileSystem | Path.Path | Terminal.Terminal | Stdio.Stdio | ChildProcessSpawner.ChildProcessSpawner
> = Layer.mergeAll(
  FileSystem.layerNoop({}),
  Path.layer,
  Stdio.layerTest({}),
  Layer.succeed(
    Terminal.Terminal,
    Terminal.make({
      columns: Effect.sync(() => process.stdout.columns ?? 80),
      rows: Effect.sync(() => process.stdout.rows ?? 24),
      size: Queue.unbounded<never>(),
      readInput: Queue.unbounded<never>(),
      readLine: unused,
      display: () => Effect.void,
    }),
  ),
  Layer.succeed(ChildProcessSpawner.ChildProcessSpawner, ChildProcessSpawner.make(() => unused)),
)
