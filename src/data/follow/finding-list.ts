import type { DataFinding } from "../../ports/data-engine.js";

/** Findings, alike ones counted together, until somebody asks for them. */
export class FindingList {
  private readonly found = new Map<
    string,
    { what: (count: number) => string; where: string; count: number }
  >();

  add(where: string, what: string | ((count: number) => string)): void {
    const words = typeof what === "string" ? () => what : what;
    const key = `${where}\n${words(1)}`;
    const known = this.found.get(key) ?? { what: words, where, count: 0 };
    known.count++;
    this.found.set(key, known);
  }

  /** Those since the last call. */
  take(): DataFinding[] {
    const all = [...this.found.values()];
    this.found.clear();
    return all.map(({ what, where, count }) => ({ what: what(count), where, count }));
  }
}
