/** Closes the run with the line every suite closes with. */
export default class Counts {
  constructor() {
    this.passed = 0;
    this.failed = 0;
  }

  /**
   * @param {import('@playwright/test/reporter').TestCase} test
   */
  onTestEnd(test) {
    if (test.outcome() === 'expected') this.passed += 1;
    else if (test.outcome() !== 'skipped') this.failed += 1;
  }

  onEnd() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
  }

  printsToStdio() {
    return false;
  }
}
