import { bankAccounts } from "./bank-accounts.js";
import { driftSchedule } from "./drift-schedule.js";
import { fraudChance } from "./fraud-chance.js";
import { CHANNELS, MERCHANT_CATEGORIES } from "./merchant-categories.js";
import { checkRowRequest, type RowRequest, type RowStream } from "./row-request.js";
import { toCent } from "./to-cent.js";
import { transactionDraws } from "./transaction-draws.js";
import {
  transactionColumns,
  transactionTable,
  type TransactionColumns,
} from "./transaction-table.js";

const HOUR_MS = 3_600_000;
const WEALTH_IN_AMOUNT = 0.25;
const MEDIAN_BALANCE = 1800;
const BALANCE_SD_LOG = 0.8;
/** At full drift amounts double, and the standard deviation of their logarithm is a quarter larger. */
const FULL_SHIFT = Math.LN2;
const FULL_WIDENING = 0.25;

/**
 * Made-up bank transactions whose truth is known, one stream in the order of time.
 *
 *     amount  = median(category) · exp(0.25 w + sd · (1 + 0.25 d) · z + d ln 2)   in euros, to the cent
 *     balance = 1800 · exp(w + 0.8 z')                in euros, to the cent, before the transaction
 *
 * w is the log-wealth of the account, z and z' standard normal, d = factor · how far drift has come.
 * Drift moves `amount` and nothing else: for the same seed all other columns stay what they were.
 * Fraud looks at the amount as it would be without drift, so that a model fitted before the drift
 * sees danger where there is none, and one fitted after it does not.
 *
 * The rows are the same however they are cut into tables. Math.exp and Math.log may differ in the last
 * bit between engines of JavaScript; an amount differs only where that bit decides about half a cent,
 * less than once in 10¹⁰ rows.
 *
 * @returns `next(rows)`: the rows that follow, as a table; memory is that of one table
 * @throws {InputError} when there are no rows, or the drift factor is not from 0 to 1
 */
export function transactions(request: RowRequest): RowStream {
  checkRowRequest(request);
  const accounts = bankAccounts();
  const draw = transactionDraws(request.seed, accounts.activity);
  const drift = driftSchedule(request.drift.kind, request.drift.startRow, request.rows);
  const fill = (columns: TransactionColumns, i: number, row: number): void => {
    const time = request.times.at(row, draw.jitter());
    const hour = Math.floor(time / HOUR_MS) % 24;
    const account = draw.account();
    const wealth = accounts.wealthLog[account]!;
    const place = draw.category();
    const category = MERCHANT_CATEGORIES[place]!;
    const channel = draw.channels[place]!();
    const country = draw.country();
    const spread = category.sdLog * draw.amount();
    const unusual = WEALTH_IN_AMOUNT * wealth + spread;
    const moved = request.drift.factor * drift(row, draw.drift());
    const log = unusual + moved * (FULL_WIDENING * spread + FULL_SHIFT);
    const chance = fraudChance({
      unusual,
      hour,
      isOnline: CHANNELS[channel] === "online",
      isAbroad: country !== 0,
      categoryLogOdds: category.fraudLogOdds,
    });
    columns.timestamp.values[i] = time;
    columns.accountId.codes[i] = account;
    columns.amount.values[i] = toCent(category.medianAmount * Math.exp(log));
    columns.balance.values[i] = toCent(
      MEDIAN_BALANCE * Math.exp(wealth + BALANCE_SD_LOG * draw.balance()),
    );
    columns.merchantCategory.codes[i] = place;
    columns.channel.codes[i] = channel;
    columns.country.codes[i] = country;
    columns.hour.values[i] = hour;
    columns.isFraud.values[i] = draw.fraud() < chance ? 1 : 0;
  };
  let done = 0;
  return {
    next(rows) {
      const columns = transactionColumns(rows, done, accounts.ids);
      for (let i = 0; i < rows; i++) fill(columns, i, done + i);
      done += rows;
      return transactionTable(columns);
    },
  };
}
