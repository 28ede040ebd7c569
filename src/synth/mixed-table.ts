import { seededRandom, type Random } from "../core/random.js";
import type { Column } from "../core/table.js";
import { categoricalSampler } from "../stats/resampling/categorical-sampler.js";
import { logNormalSampler } from "../stats/resampling/log-normal-sampler.js";
import { driftSchedule } from "./drift-schedule.js";
import { checkRowRequest, type RowRequest, type RowStream } from "./row-request.js";
import { toCent } from "./to-cent.js";

/** The columns of the table, in its order. */
export const MIXED_COLUMNS = [
  { name: "amount", kind: "number" },
  { name: "balance", kind: "number" },
  { name: "tip", kind: "number" },
  { name: "score", kind: "number" },
  { name: "items", kind: "number", isInteger: true },
  { name: "channel", kind: "text" },
  { name: "category", kind: "text" },
  { name: "shop", kind: "text" },
  { name: "timestamp", kind: "time" },
] as const;

const LEVELS = {
  channel: ["card", "cash", "online", "transfer", "voucher"],
  category: Array.from({ length: 12 }, (_, i) => `c${padded(i + 1, 2)}`),
  shop: Array.from({ length: 200 }, (_, i) => `shop-${padded(i + 1, 3)}`),
};
/** The typical amount of 33 euros is e^3.5 of them. */
const AMOUNT_MEAN_LOG = 3.5;
const BALANCE_SCALE = 200;
const WITHOUT_TIP = 0.7;
const WITHOUT_SCORE = 0.02;
/** Weights of 1, 2, 3 ... items fall by this factor: 5 of them on average. */
const MORE_ITEMS = 0.8;
const MOST_ITEMS = 64;
const FULL_SHIFT = 0.02;
const FULL_SWAP = 0.1;

/**
 * A table of nine columns of every kind that a detector meets: the job of the benchmarks.
 *
 *     amount    exp(3.5 + 0.02 d + z)                       to the cent: log-normal
 *     balance   200 (u^(−1/2) − 1)                          to the cent: Pareto's tail, no variance
 *     tip       0 in 70 % of the rows, else exp(0.7 z)      to the cent: an atom and the rest
 *     score     uniform on [0, 1), in 2 % of the rows missing: no two are equal
 *     items     1, 2, 3 ... with weights 0.8^i: a count
 *     channel, category, shop       5, 12, 200 levels with weights 1, 1/2, 1/3 ...
 *     timestamp                     in order
 *
 * d = factor · how far drift has come; z standard normal, u uniform, anew for each column. Drift moves
 * two columns: the logarithm of amount by 0.02, and category, of which a tenth of the rows take the
 * level as far from the rarest as theirs is from the most frequent. For the same seed all other
 * columns stay what they were.
 *
 * The rows are the same however they are cut into tables; what `transactions` says of Math.exp holds.
 *
 * @throws {InputError} when there are no rows, or the drift factor is not from 0 to 1
 */
export function mixedTable(request: RowRequest): RowStream {
  checkRowRequest(request);
  const { factor, kind, startRow } = request.drift;
  const draw = mixedDraws(request.seed);
  const drift = driftSchedule(kind, startRow, request.rows);
  const fill = (cells: MixedCells, i: number, row: number): void => {
    const moved = factor * drift(row, draw.drift());
    const [tip, score, category] = [draw.tip(), draw.score(), draw.category()];
    cells.amount[i] = toCent(draw.amount() * Math.exp(FULL_SHIFT * moved));
    cells.balance[i] = toCent(BALANCE_SCALE * (1 / Math.sqrt(1 - draw.balance()) - 1));
    cells.tip[i] = draw.isTipped() < WITHOUT_TIP ? 0 : toCent(tip);
    cells.score[i] = draw.isScored() < WITHOUT_SCORE ? NaN : score;
    cells.items[i] = 1 + draw.items();
    cells.channel[i] = draw.channel();
    cells.category[i] =
      draw.swap() < FULL_SWAP * moved ? LEVELS.category.length - 1 - category : category;
    cells.shop[i] = draw.shop();
    cells.timestamp[i] = request.times.at(row, draw.jitter());
  };
  let done = 0;
  return {
    next(rows) {
      const cells = mixedCells(rows);
      for (let i = 0; i < rows; i++) fill(cells, i, done + i);
      done += rows;
      return { rows, columns: columnsOf(cells) };
    },
  };
}

/** Sources of chance, one for each property of a row. Each is drawn from once a row. */
function mixedDraws(seed: number) {
  const stream = (name: string): Random => seededRandom(seed, `mixed ${name}`);
  const level = (name: keyof typeof LEVELS) =>
    categoricalSampler(
      stream(name),
      LEVELS[name].map((_, i) => 1 / (i + 1)),
    );
  const itemWeights = Array.from({ length: MOST_ITEMS }, (_, i) => MORE_ITEMS ** i);
  return {
    drift: stream("drift"),
    swap: stream("swap"),
    jitter: stream("time"),
    amount: logNormalSampler(stream("amount"), AMOUNT_MEAN_LOG),
    balance: stream("balance"),
    isTipped: stream("is tipped"),
    tip: logNormalSampler(stream("tip"), 0, 0.7),
    isScored: stream("is scored"),
    score: stream("score"),
    items: categoricalSampler(stream("items"), itemWeights),
    channel: level("channel"),
    category: level("category"),
    shop: level("shop"),
  };
}

type MixedCells = ReturnType<typeof mixedCells>;

/** Room for rows, column by column. */
function mixedCells(rows: number) {
  const numbers = () => new Float64Array(rows);
  const codes = () => new Int32Array(rows);
  return {
    amount: numbers(),
    balance: numbers(),
    tip: numbers(),
    score: numbers(),
    items: numbers(),
    channel: codes(),
    category: codes(),
    shop: codes(),
    timestamp: numbers(),
  };
}

/** The columns in the order of MIXED_COLUMNS. */
function columnsOf(cells: MixedCells): Column[] {
  return MIXED_COLUMNS.map(({ name, kind }) =>
    kind === "text"
      ? { kind, name, codes: cells[name], levels: LEVELS[name] }
      : { kind, name, values: cells[name] },
  );
}

function padded(number: number, digits: number): string {
  return String(number).padStart(digits, "0");
}
