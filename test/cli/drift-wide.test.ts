import { expect, it } from "vitest";
import { bellShaped, csv, realWorld } from "./real-world.js";

type Cells = (row: number) => unknown;
type Bad = Readonly<Record<string, readonly [Cells, Cells]>>;
interface Row {
  readonly name: string;
  readonly status: string;
  readonly p: number | null;
  readonly ks: unknown;
  readonly psi: unknown;
  readonly wasserstein: unknown;
  readonly quantiles_current: unknown;
}

// Past 500 columns a CSV is cut into tables of some; most are constant here, as that is quickly told.
const WIDTH = 520;
const ROWS = 60;
const goodNames = Array.from({ length: 5 }, (_, i) => `good${i}`);

/** What may be wrong with a column, in the reference and in the current table. */
const BAD: Bad = {
  nothing: [() => "", () => ""],
  gone: [bellShaped(1), () => ""],
  words: [bellShaped(2), () => "word"],
  mixed: [bellShaped(3), (row) => (row % 2 ? "word" : row)],
  huge: [(row) => (row % 2 ? 1e308 : -1e308), (row) => (row % 3 ? 1e308 : -1e308)],
  endless: [(row) => (row % 9 ? row : "inf"), () => "-inf"],
  notANumber: [() => "NaN", bellShaped(4)],
  names: [(row) => `one ${row}`, (row) => `two ${row}`],
  'odd "name"': [(row) => row % 4, (row) => row % 4],
};

function table(side: 0 | 1, bad: Bad, width: number): string {
  const columns: Record<string, Cells> = {};
  for (const [i, name] of goodNames.entries()) columns[name] = bellShaped(10 * (i + 1) + side);
  for (const [name, sides] of Object.entries(bad)) {
    columns[name.includes('"') ? `"${name.replaceAll('"', '""')}"` : name] = sides[side];
  }
  for (let i = Object.keys(columns).length; i < width; i++) columns[`constant${i}`] = () => "k";
  return csv(ROWS, columns);
}

async function driftOf(bad: Bad, width: number) {
  const world = realWorld({ "ref.csv": table(0, bad, width), "cur.csv": table(1, bad, width) });
  const { exitCode, stdout } = await world.run("drift @ref.csv @cur.csv --json -q");
  expect(exitCode).toBe(0);
  const { columns } = JSON.parse(stdout) as { columns: Row[] };
  expect(columns).toHaveLength(width);
  return new Map(columns.map((column) => [column.name, column]));
}

it("lets one bad column hurt no other of a wide table", async () => {
  const [clean, odd] = [await driftOf({}, goodNames.length), await driftOf(BAD, WIDTH)];
  // Only what is adjusted hangs on how many others there are.
  const own = ({ p, ks, psi, wasserstein, quantiles_current: quantiles }: Row) => {
    return { p, ks, psi, wasserstein, quantiles };
  };
  for (const name of goodNames) expect(own(odd.get(name)!)).toEqual(own(clean.get(name)!));
  expect(odd.get("constant519")?.status).toBe("skipped");
  const told = Object.keys(BAD).map((name) => [name, odd.get(name)?.status]);
  expect(Object.fromEntries(told)).toMatchInlineSnapshot(`
    {
      "endless": "drift",
      "gone": "drift",
      "huge": "cannot-tell",
      "mixed": "drift",
      "names": "skipped",
      "notANumber": "drift",
      "nothing": "skipped",
      "odd "name"": "no-drift",
      "words": "drift",
    }
  `);
}, 60_000);
