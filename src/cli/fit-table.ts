import { wordsOf, type Block, type Phrase } from "../report/document.js";

type Table = Extract<Block, { kind: "table" }>;

/** Characters between two columns, those that the last one gets at the least, ... */
const [GAP, LEAST_ROOM] = [2, 16];
/** ... and those that it is given before spare columns are shown, if it has so many. */
const WANTED_ROOM = 20;

/**
 * A table no wider than the terminal: spare columns are left out, then the last column is cut. A bit of
 * it is always left.
 */
export function fitTable(table: Table, columns: number): Table {
  const { spare = [] } = table;
  const isTight = (one: Table) =>
    roomLeft(one, columns) < Math.min(WANTED_ROOM, widthOf(one, one.head.length - 1));
  let fitted = table;
  for (let left = 1; left <= spare.length && isTight(fitted); left++) {
    fitted = without(table, new Set(spare.slice(0, left)));
  }
  if (!table.cutToFit) return fitted;
  const room = Math.max(LEAST_ROOM, roomLeft(fitted, columns));
  const rows = fitted.rows.map((row) => [...row.slice(0, -1), cut(row.at(-1) ?? "", room)]);
  return { ...fitted, rows };
}

function without(table: Table, places: ReadonlySet<number>): Table {
  const keep = <T>(cells: readonly T[]) => cells.filter((_, i) => !places.has(i));
  return {
    ...table,
    head: keep(table.head),
    ...(table.align && { align: keep(table.align) }),
    rows: table.rows.map(keep),
  };
}

/** What the last column has of the terminal's width. */
function roomLeft(table: Table, columns: number): number {
  const others = table.head.slice(0, -1).map((_, i) => widthOf(table, i) + GAP);
  return others.reduce((room, width) => room - width, columns);
}

function widthOf({ head, rows }: Table, i: number): number {
  return rows.reduce((most, row) => Math.max(most, wordsOf(row[i] ?? "").length), head[i]!.length);
}

function cut(phrase: Phrase, room: number): Phrase {
  const words = wordsOf(phrase);
  if (words.length <= room) return phrase;
  const text = `${words.slice(0, room - 1)}…`;
  return typeof phrase === "string" ? text : { ...phrase, text };
}
