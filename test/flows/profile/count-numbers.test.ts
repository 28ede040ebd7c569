import { expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import { coarser } from "../../../src/drift/profile/lattice-cells.js";
import { factsOfValues, profileNumbers } from "../../../src/drift/profile/profile-numbers.js";
import { countNumbers } from "../../../src/flows/profile/count-numbers.js";
import { countValues } from "../../../src/stats/pooled-counts.js";
import { memoryEngine, memoryTable, summaryOf } from "../memory-engine.js";

/** A table that says it has so many rows that values are not counted one by one. */
async function counted(numbers: readonly number[], bits?: number) {
  const table = { ...memoryTable(numbers), rows: 1_000_000 };
  const engine = memoryEngine();
  const asked = new Map(bits === undefined ? [] : [["v", bits]]);
  const columns = [summaryOf("v", numbers, table.rows)];
  const found = (await countNumbers(engine, table, columns, asked)).get("v")!;
  return { ...found, scans: engine.scans };
}

const bell = seededRandom(5);
const SAMPLES: Readonly<Record<string, number[]>> = {
  "a bell": Array.from({ length: 3000 }, () => bell() + bell() + bell() - 1.5),
  "a narrow one far from 0": Array.from({ length: 3000 }, () => 1.7e12 + 1000 * bell()),
  "neighbouring doubles": Array.from({ length: 3000 }, (_, i) => 1 + i * Number.EPSILON),
  "all that doubles reach": Array.from(
    { length: 3000 },
    (_, i) => 10 ** (i / 5 - 300) * (i % 2 || -1),
  ),
  "many zeros": Array.from({ length: 3000 }, (_, i) => (i % 3 === 0 ? 0 : bell())),
  "next to 0": Array.from({ length: 3000 }, (_, i) => (i % 3 === 0 ? i * 5e-324 : bell())),
  infinities: [
    ...Array.from({ length: 3000 }, () => bell()),
    ...[Infinity, Infinity, -Infinity, 1e308, -1e308],
  ],
};

it.each(Object.entries(SAMPLES))(
  "profiles %s by its bins as by its values",
  async (name, numbers) => {
    const { facts, scans } = await counted(numbers);
    const exact = factsOfValues(countValues("v", numbers));
    const [one, other] = [facts, exact].map((known) =>
      profileNumbers(known, 7, seededRandom(1)),
    ) as [ReturnType<typeof profileNumbers>, ReturnType<typeof profileNumbers>];
    expect(one.cells).toEqual(other.cells);
    expect(one.setup).toEqual(other.setup);
    const { infinite, minimum, zeros } = other;
    expect(one).toMatchObject({ infinite, minimum, zeros: name === "next to 0" ? null : zeros });
    expect(one.sums.places).toEqual(other.sums.places);
    one.sums.amounts.forEach((sum, k) => {
      const expected = other.sums.amounts[k]!;
      expect(Math.abs(sum - expected)).toBeLessThanOrEqual(1e-9 * Math.abs(expected));
    });
    expect(scans).toBeLessThanOrEqual(6);
  },
);

it("counts a column that few values make up by those", async () => {
  const { facts } = await counted([1, 2, 2, 3.5]);
  expect(facts.cells).toMatchObject({ bits: 64, places: Float64Array.of(1, 2, 3.5) });
});

it.each([4, 12, 20])("counts on the lattice of a profile, of %d bits", async (bits) => {
  const numbers = SAMPLES["infinities"]!;
  const { facts, scans } = await counted(numbers, bits);
  const exact = factsOfValues(countValues("v", numbers));
  expect(coarser(facts.cells, bits)).toEqual(coarser(exact.cells, bits));
  expect(facts.infinite).toEqual([1, 2]);
  expect(scans).toBe(2);
});
