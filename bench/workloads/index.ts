import type { Workload } from "../bench.js"
import { compileWorkload } from "./compile.js"
import { pointWorkload } from "./point.js"

export const workloads: ReadonlyArray<Workload> = [compileWorkload, pointWorkload]
