import { InputError } from "../../core/errors.js";
import type { SourcePosition } from "../../ports/row-source.js";

/** Where a reader of a query stands, apart from the rows that it knows again. */
export interface QueryPlace {
  /** Rows of earlier moments are not asked for any more. */
  readonly from: number;
  /** Rows of earlier moments were all read before, as far as they ever are. */
  readonly since: number;
  /** The latest moment of a row that was read. */
  readonly until: number;
}

/** A row that was read: its moment, and a hash of its values. */
export type KnownRow = readonly [moment: number, hash: number];

const VERSION = 1;

/** @returns for a reader that has read nothing yet: null */
export function queryPosition(
  place: QueryPlace | null,
  known: readonly KnownRow[],
): SourcePosition {
  if (place === null) return { version: VERSION, query: null };
  const words = known.map(([moment, hash]) => `${moment - place.since}:${hash.toString(36)}`);
  return { version: VERSION, query: place, known: words.join(" ") };
}

/** @throws {InputError} when it is no position of a query, or one of another version */
export function readQueryPosition(position: SourcePosition): {
  readonly place: QueryPlace | null;
  readonly known: readonly KnownRow[];
} {
  const { version, query, known } = position;
  if (version === VERSION && query === null) return { place: null, known: [] };
  if (version !== VERSION || typeof query !== "object" || typeof known !== "string") {
    throw new InputError("the state does not say where the query was read to", {
      fix: "begin anew without the state, or use the version of arlequin that wrote it",
    });
  }
  const place = query as QueryPlace;
  const rows = known.split(" ").filter((word) => word !== "");
  return {
    place,
    known: rows.map((word): KnownRow => {
      const [moment = "", hash = ""] = word.split(":");
      return [Number(moment) + place.since, parseInt(hash, 36)];
    }),
  };
}
