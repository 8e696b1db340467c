import { type Effort, measure } from "./measure.js"
import type { Race, RaceResult } from "./race.js"
import { comparisonTable, markdownTable, raceTable } from "./report.js"
import { demandSameRows } from "./same-rows.js"
import type { Servers } from "./servers.js"

/** A measured number that is no time of a contender, such as memory. */
export type Figures = Readonly<Record<string, number>>

/** What a workload is given: it says what is to be raced, and what it has found. */
export interface Bench {
  /** Whether this run is only to show that everything runs. */
  readonly smoke: boolean
  /** The size of something: what is measured, or the few that a smoke run has. */
  readonly size: (full: number, smoke: number) => number
  readonly servers: Servers
  readonly race: (race: Race) => Promise<void>
  /** Races of the same contenders, in one table. */
  readonly compare: (title: string, races: ReadonlyArray<Race>) => Promise<void>
  readonly say: (text: string) => void
  readonly table: (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>) => void
  /** Remembers a number for the budgets. */
  readonly figure: (name: string, value: number) => void
}

export interface Workload {
  readonly name: string
  readonly title: string
  readonly run: (bench: Bench) => Promise<void>
}

/** What a run has found: the report in Markdown, and what the budgets are held to. */
export interface Findings {
  readonly races: ReadonlyArray<RaceResult>
  readonly figures: Figures
  readonly report: ReadonlyArray<string>
}

export interface Options {
  readonly smoke: boolean
  readonly effort: Effort
  readonly servers: Servers
  readonly print: (text: string) => void
}

export const runAll = async (workloads: ReadonlyArray<Workload>, options: Options): Promise<Findings> => {
  const races: Array<RaceResult> = []
  const figures: Record<string, number> = {}
  const report: Array<string> = []
  const say = (text: string): void => {
    report.push(text)
    options.print(text)
  }
  const run = async (race: Race): Promise<RaceResult> => {
    await demandSameRows(race)
    const result = await measure(race, options.effort)
    races.push(result)
    return result
  }
  const same = ({ name, contenders }: Race): string => `${name}: ${contenders.map(({ name }) => name).join("; ")} give the same`
  // In a smoke run nothing is said of times: those of one run each would be read as if they meant something.
  const bench: Bench = {
    smoke: options.smoke,
    size: (full, smoke) => (options.smoke ? smoke : full),
    servers: options.servers,
    race: async (race) => {
      const result = await run(race)
      say(options.smoke ? same(race) : raceTable(result))
    },
    compare: async (title, races) => {
      const results: Array<RaceResult> = []
      for (const race of races) results.push(await run(race))
      say(options.smoke ? races.map(same).join("\n") : comparisonTable(title, results))
    },
    say,
    table: (head, rows) => say(markdownTable(head, rows)),
    figure: (name, value) => {
      figures[name] = value
    },
  }
  for (const workload of workloads) {
    say(`### ${workload.title}`)
    await workload.run(bench)
  }
  return { races, figures, report }
}
