import { InvalidArgumentError } from "@commander-js/extra-typings";
import type { DriftStart } from "../../../flows/row-plan.js";
import { moment, share, whole } from "../../option-types.js";

/** Where a drift starts: "0.5" of the rows, row "5001", or "2026-03-01". 0 and 1 are shares. */
export function driftStart(text: string): DriftStart {
  for (const read of [asShare, asRow, asTime]) {
    try {
      return read(text);
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
    }
  }
  throw new InvalidArgumentError(
    "Give a share of the rows such as 0.5, a row number of 2 or more, or a time such as 2026-03-01.",
  );
}

function asShare(text: string): DriftStart {
  return { share: share(text) };
}

function asRow(text: string): DriftStart {
  const row = whole(text);
  if (row >= 2) return { row };
  throw new InvalidArgumentError("no row");
}

function asTime(text: string): DriftStart {
  return { time: moment(text).getTime() };
}
