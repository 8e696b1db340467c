import type { Workload } from "../bench.js"
import { compileWorkload } from "./compile.js"
import { growthWorkload } from "./growth.js"
import { insertWorkload } from "./insert.js"
import { nestedWorkload } from "./nested.js"
import { northwindWorkload } from "./northwind.js"
import { pointWorkload } from "./point.js"
import { streamWorkload } from "./stream.js"
import { transactionWorkload } from "./transaction.js"
import { wideWorkload } from "./wide.js"

export const workloads: ReadonlyArray<Workload> = [
  compileWorkload,
  pointWorkload,
  wideWorkload,
  streamWorkload,
  nestedWorkload,
  northwindWorkload,
  transactionWorkload,
  insertWorkload,
  growthWorkload,
]
