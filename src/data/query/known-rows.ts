import type { KnownRow } from "./query-position.js";

/** So many rows are known again; of more, the newest. */
export const MOST_KNOWN = 50_000;

/** The rows of the last while that were read: how one that is answered again is known from its twin that is new. */
export class KnownRows {
  private rows: KnownRow[];
  private latest = -Infinity;

  /**
   * @param since rows of earlier moments are not kept
   * @param latenessMs how long after the newest row an earlier one may come
   */
  constructor(
    known: readonly KnownRow[],
    public since: number,
    private readonly latenessMs: number,
  ) {
    this.rows = [...known];
  }

  /**
   * Rows were read.
   *
   * @param latest rows of a later moment do not move the boundary: a clock that runs ahead must not hide
   *   all that comes after it
   */
  add(rows: readonly KnownRow[], latest: number): void {
    for (const row of rows) {
      if (row[0] >= this.since) this.rows.push(row);
      if (row[0] <= latest && row[0] > this.latest) this.latest = row[0];
    }
    this.raise(this.latest - this.latenessMs);
    if (this.rows.length <= MOST_KNOWN) return;
    const moments = Float64Array.from(this.rows, ([moment]) => moment).sort();
    this.raise(Math.min(this.latest, moments[moments.length - MOST_KNOWN]!));
  }

  /** How often each row is known, by its moment and hash. */
  counts(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const row of this.rows) counts.set(row.join(":"), (counts.get(row.join(":")) ?? 0) + 1);
    return counts;
  }

  all(): readonly KnownRow[] {
    return this.rows;
  }

  private raise(since: number): void {
    if (!(since > this.since)) return;
    this.since = since;
    this.rows = this.rows.filter(([moment]) => moment >= since);
  }
}
