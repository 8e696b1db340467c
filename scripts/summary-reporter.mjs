/**
 * A vitest reporter whose only output is the last line of the run: `N passed, N failed`, with `, N skipped` when there are any.
 * What failed outside any test (a file that does not load, an unhandled error) counts as a failure.
 */
export default class SummaryReporter {
  #line = null

  constructor() {
    // At exit, so that nothing another reporter prints can come after it.
    process.once("exit", () => {
      if (this.#line !== null) process.stdout.write(`${this.#line}\n`)
    })
  }

  onTestRunEnd(modules, unhandledErrors, reason) {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        count[state === "passed" || state === "failed" ? state : "skipped"]++
      }
      count.failed += module.errors().length
      for (const suite of module.children.allSuites()) count.failed += suite.errors().length
    }
    if (reason === "failed" && count.failed === 0 && modules.length > 0) count.failed = 1
    this.#line =
      `${count.passed} passed, ${count.failed} failed` + (count.skipped > 0 ? `, ${count.skipped} skipped` : "")
  }
}
