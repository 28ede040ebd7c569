/** Neumaier's sum: it keeps what plain addition of a million terms would lose. */
export class CompensatedSum {
  private sum = 0;
  private lost = 0;

  add(term: number): void {
    const next = this.sum + term;
    if (Number.isFinite(next)) {
      this.lost +=
        Math.abs(this.sum) >= Math.abs(term) ? this.sum - next + term : term - next + this.sum;
    }
    this.sum = next;
  }

  get value(): number {
    return this.sum + this.lost;
  }
}
