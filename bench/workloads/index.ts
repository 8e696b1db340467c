import type { Workload } from "../bench.js"
import { compileWorkload } from "./compile.js"
import { pointWorkload } from "./point.js"
import { transactionWorkload } from "./transaction.js"
import { wideWorkload } from "./wide.js"

export const workloads: ReadonlyArray<Workload> = [compileWorkload, pointWorkload, wideWorkload, transactionWorkload]
