import { expect, it } from "vitest";
import { openSession } from "../../src/data/duckdb/session.js";
import { wassersteinOfCounts } from "../../src/stats/distances/wasserstein-distance.js";
import { poolSamples } from "../../src/stats/pooled-counts.js";
import { ksOfCounts, ksTwoSample } from "../../src/stats/tests/ks-two-sample.js";
import { realWorld, type RealWorld } from "./real-world.js";

/** Enough that columns of many values are counted by bins. */
const MANY = 301_000;
const FEWER = 60_000;
/** The machine may be busy with other things. */
const PATIENCE_MS = 180_000;
/** Far more than the two tables need, and far less than a mistake would take. */
const MOST_MEMORY = 1.5e9;

/** What stands in a row: of the reference (side 0) or the current table (side 1). */
type Cell = (row: number, side: number) => string | number | bigint;

/** Numbers in [0, 1) that look random, of each stream and side others; of six digits, for short files. */
function uniform(row: number, side: number, stream: number): number {
  let state = Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(2 * stream + side + 1, 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
  state = Math.imul(state ^ (state >>> 15), 0x735a2d97);
  return Math.floor((((state ^ (state >>> 15)) >>> 0) / 2 ** 32) * 1e6) / 1e6;
}

/** Most rows lie where one bin is, and the rest so far out that no bin can be finer there. */
function mostlyInOneBin(row: number, side: number): number {
  const u = uniform(row, side, 0);
  if (u < 0.3) return Math.round(-1e12 * (1 + u));
  return u < 0.6 ? 5 + Math.floor(u * 1e6 * (1 + side / 50)) * 2 ** -50 : Math.round(1e12 * u);
}

const NUMBERS: Readonly<Record<string, Cell>> = {
  one_bin: mostlyInOneBin,
  two_values: (row, side) => Number(uniform(row, side, 1) < 0.5 + side / 100),
  all_equal: () => 7,
  next_to_huge: (row, side) => (row === 17 ? 1e308 : uniform(row, side, 2) * (1 + side / 99)),
  all_huge: (row, side) =>
    Math.floor(uniform(row, side, 3) * 1e6 - 5e5) * (3.5 - side / 50) * 1e302,
  denormal: (row, side) => Math.floor(uniform(row, side, 4) * 1e6 * (1 + side / 50)) * 5e-324,
  neighbours: (row, side) => 1 + Math.floor(uniform(row, side, 5) * 3e5 + side * 4e3) * 2 ** -52,
  huge_integer: (row, side) => 2n ** 60n + BigInt(Math.floor(uniform(row, side, 6) * 1e9)),
  decimal: (row, side) => (uniform(row, side, 7) * 4000 + side * 40).toFixed(2),
  sorted: (row, side) => (side === 0 ? row : row * 5.01 + 900),
  downwards: (row, side) => (side === 0 ? -row : 0.25 - row * 5.01) / 8,
  infinite: (row, side) =>
    row % 900 === 0 ? "-inf" : row % 700 === 0 ? "inf" : uniform(row, side, 8),
  with_holes: (row, side) => (uniform(row, side, 9) < 0.5 ? "" : uniform(row, side, 10)),
  with_zeros: (row, side) => Math.max(0, uniform(row, side, 11) * (1 + side / 50) - 0.6),
  minus_zero: (row, side) =>
    row % 3 === 0 ? "-0.0" : row % 7 === 0 ? 0 : uniform(row, side, 12) - 0.4,
  to_constant: (row, side) => (side === 0 ? uniform(row, side, 13) : 1e9 + 0.1),
  far_and_narrow: (row, side) => uniform(row, side, 14) / (1 + side * 999) + side * 1e9,
  zoned_time: (row, side) => zonedTime(Math.floor(uniform(row, side, 15) * 3e10) + side * 3e8, row),
};

/** The same moment on four clocks. */
function zonedTime(sinceMs: number, row: number): string {
  const [hours, zone] = [[0, "Z"] as const, [2, "+02:00"] as const, [-5, "-05:00"] as const][
    row % 3
  ]!;
  return `${new Date(1.77e12 + sinceMs + hours * 3_600_000).toISOString().slice(0, -1)}${zone}`;
}

/** The number that a text stands for; NaN for no value. */
function numberOf(cell: string | number | bigint): number {
  if (typeof cell !== "string") return Number(cell);
  if (cell.endsWith("inf")) return cell === "inf" ? Infinity : -Infinity;
  if (cell === "") return NaN;
  return cell.includes("T") ? Date.parse(cell) : Number(cell);
}

function sample(name: string, side: number): number[] {
  const cells = Array.from({ length: side === 0 ? MANY : FEWER }, (_, row) => {
    return numberOf(NUMBERS[name]!(row, side));
  });
  return cells.filter((value) => !Number.isNaN(value));
}

function csvOf(side: number, rows: number, columns: Readonly<Record<string, Cell>>): string {
  const cells = Object.values(columns);
  const lines = Array.from({ length: rows }, (_, row) =>
    cells.map((cell) => cell(row, side)).join(","),
  );
  return `${[Object.keys(columns).join(","), ...lines].join("\n")}\n`;
}

interface Column {
  readonly name: string;
  readonly kind: string;
  readonly status: string;
  readonly reason: string | null;
  readonly p: number | null;
  readonly ks?: { readonly D: number; readonly passes: number };
  readonly wasserstein?: { readonly value: unknown; readonly error: number };
  readonly mean_current?: number;
  readonly sd_current?: number;
}

async function judged(world: RealWorld, words: string): Promise<Map<string, Column>> {
  const { stdout, stderr, exitCode } = await world.run(`drift ${words} --json --quiet`);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  const { columns, timing } = JSON.parse(stdout) as {
    columns: Column[];
    timing: { peak_memory_bytes: number };
  };
  expect(timing.peak_memory_bytes).toBeLessThan(MOST_MEMORY);
  return new Map(columns.map((column) => [column.name, column]));
}

it(
  "has D and its place as all values have them, of numbers that are hard to bin",
  async () => {
    const world = realWorld({
      "may.csv": csvOf(0, MANY, NUMBERS),
      "june.csv": csvOf(1, FEWER, NUMBERS),
    });
    const names = Object.keys(NUMBERS);
    const columns = await judged(world, `@may.csv @june.csv --numeric ${names.join(",")}`);
    const byBins = names.filter((name) => columns.get(name)!.ks!.passes > 1);
    expect(byBins.length).toBeGreaterThan(10);
    for (const name of names) {
      const pooled = poolSamples(sample(name, 0), sample(name, 1));
      const { statistic: D, location = null } = ksOfCounts(pooled);
      const { ks, kind, wasserstein } = columns.get(name)!;
      expect
        .soft({ name, kind, ks })
        .toMatchObject({ kind: "numeric", ks: { D, location, exact: true } });
      // Sums of a third of a million numbers, done in another order.
      const distance = wassersteinOfCounts(pooled);
      if (!Number.isFinite(distance)) expect.soft(wasserstein?.value, name).toBe("Infinity");
      else {
        const off = Math.abs((wasserstein!.value as number) - distance) - wasserstein!.error;
        expect.soft(off / (distance || 1), name).toBeLessThan(1e-9);
      }
    }
    const { all_equal, to_constant, far_and_narrow } = Object.fromEntries(columns);
    expect(all_equal).toMatchObject({ status: "no-drift", p: 1 });
    expect(to_constant).toMatchObject({ status: "drift", sd_current: 0 });
    expect(far_and_narrow!.sd_current).toBeCloseTo(0.001 / Math.sqrt(12), 5);
  },
  PATIENCE_MS,
);

it(
  "finds nothing between a file and itself, nor in booleans that have not moved",
  async () => {
    const { one_bin, infinite, with_zeros } = NUMBERS;
    const flag: Cell = (row, side) => String(uniform(row, side, 16) < 0.3);
    const columns = { one_bin, infinite, with_zeros, flag } as Record<string, Cell>;
    const world = realWorld({
      "may.csv": csvOf(0, MANY, columns),
      "june.csv": csvOf(1, FEWER, { flag }),
    });
    for (const [name, column] of await judged(world, "@may.csv @may.csv")) {
      expect(column, name).toMatchObject({ status: "no-drift", p: 1 });
      if (name !== "flag")
        expect(column.ks, name).toMatchObject({ D: 0, location: null, exact: true });
    }
    const flags = await judged(world, "@may.csv @june.csv");
    expect(flags.get("flag")).toMatchObject({ kind: "boolean", status: "no-drift" });
  },
  PATIENCE_MS,
);

it(
  "compares integers, decimals and times of Parquet to their last digit",
  async () => {
    const world = realWorld({});
    const moved = [0, 700_000];
    const integer = (row: number, side: number) =>
      2n ** 62n - BigInt(row) * 4099n - BigInt(moved[side]!) * 512n;
    await using session = await openSession({});
    for (const [side, rows] of [MANY, FEWER].entries()) {
      const columns = [
        `4611686018427387904 - i * 4099 - ${moved[side]!} * 512 AS big`,
        `CAST(i * 7919 % 1000003 + ${side * 9000} AS DECIMAL(12, 3)) / 8 AS exact`,
        `CAST(i * 7919 % 1000003 + ${side * 9000} AS DECIMAL(18, 2)) AS amount`,
        `make_timestamptz(1770000000000000 + (i * 7919 % 1000003 + ${side * 9000}) * 1000) AS at`,
      ];
      const file = world.path(`${side}.parquet`);
      await session.run(
        `COPY (SELECT ${columns.join(", ")} FROM range(${rows}) r(i)) TO '${file}'`,
      );
    }
    const found = await judged(world, "@0.parquet @1.parquet --numeric big,at");
    const sides = (cell: (row: number, side: number) => number) =>
      [MANY, FEWER].map((rows, side) => Array.from({ length: rows }, (_, row) => cell(row, side)));
    const step = (row: number, side: number) => ((row * 7919) % 1000003) + side * 9000;
    const cells = {
      big: (row: number, side: number) => Number(integer(row, side)),
      amount: step,
      at: (row: number, side: number) => 1.77e12 + step(row, side),
    };
    for (const [name, cell] of Object.entries(cells)) {
      const [x, y] = sides(cell);
      const { statistic: D, location = null } = ksTwoSample(x!, y!);
      expect
        .soft({ name, ks: found.get(name)!.ks })
        .toMatchObject({ ks: { D, location, exact: true } });
    }
  },
  PATIENCE_MS,
);

it(
  "leaves a million names alone, and says so",
  async () => {
    const name: Cell = (row, side) => `k${(row * 7919 + side) % 1_000_003}`;
    const world = realWorld({
      "may.csv": csvOf(0, 1_000_000, { name }),
      "june.csv": csvOf(1, 400_000, { name }),
    });
    expect((await judged(world, "@may.csv @june.csv")).get("name")).toMatchObject({
      status: "skipped",
      reason: expect.stringContaining("identifier or free text (100 %") as string,
    });
  },
  PATIENCE_MS,
);
