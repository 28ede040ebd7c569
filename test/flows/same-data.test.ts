import { expect, it } from "vitest";
import { ksOfLadder } from "../../src/stats/ladder/ks-of-ladder.js";
import { countByBins } from "../../src/flows/count-by-bins.js";
import type { ComparedTable } from "../../src/flows/profile/compared-table.js";
import { asOne, countingOnce } from "../../src/flows/same-data.js";
import type { DataEngine } from "../../src/ports/data-engine.js";
import { memoryEngine, memoryTable, type MemoryTable } from "./memory-engine.js";

const table = (more: Partial<MemoryTable> = {}): ComparedTable => ({
  table: { ...memoryTable([1, 2, 3]), sha256: "a1", ...more },
  profile: null,
});

it("takes tables of the same bytes, read alike, for one", () => {
  const [reference, current] = [table(), table({ source: "another name" })];
  expect(asOne([reference, current])[1].table).toBe(reference.table);
  const asText = [{ name: "v", type: "text", storedAs: "memory" }] as const;
  for (const other of [table({ sha256: "b2" }), table({ rows: 2 }), table({ columns: asText })]) {
    expect(asOne([reference, other])).toEqual([reference, other]);
  }
  const unknown = [table({ sha256: null }), table({ sha256: null })] as const;
  expect(asOne(unknown)).toBe(unknown);
});

it("asks once what was asked twice, and answers all", async () => {
  const engine = memoryEngine();
  const [one, other] = [memoryTable([1, 1, 5]), memoryTable([2])];
  const values = (of: MemoryTable, limit: number) =>
    ({ kind: "values", table: of, column: "v", limit }) as const;
  const requests = [values(one, 9), values(other, 9), values(one, 9), values(one, 1)] as const;
  const once = countingOnce(engine as unknown as DataEngine);
  const answers = await once.reduce(requests);
  expect(engine.scans).toBe(3);
  expect(answers).toEqual(await memoryEngine().reduce(requests));
});

it("counts a column of the same data once, as if it were two", async () => {
  // Few values more than 25 million pairs, so that it is counted by bins.
  const numbers = Array.from({ length: 5200 }, (_, i) => Math.sqrt(i) + (i % 3));
  const glance = { column: "v", median: 47, quartileDistance: 36, distinct: 5200, isWhole: false };
  const plan = { by: "bins", glances: [glance, glance] } as const;
  const count = async (one: MemoryTable, other: MemoryTable) => {
    const engine = memoryEngine();
    const once = countingOnce(engine as unknown as DataEngine);
    const counted = await countByBins(
      { engine: once, tables: [one, other], column: "v" },
      plan,
      64,
    );
    return { scans: engine.scans, counted };
  };
  const table = memoryTable(numbers);
  const [same, two] = [await count(table, table), await count(table, memoryTable(numbers))];
  expect(same.scans).toBeLessThan(two.scans / 2);
  const { ladder, passes, ...rest } = same.counted;
  expect(passes).toBeLessThanOrEqual(two.counted.passes);
  expect(two.counted).toMatchObject(rest);
  expect(ksOfLadder(ladder)).toEqual(ksOfLadder(two.counted.ladder));
});
