const FLOOR = new URL("../peers/floor.mjs", import.meta.url).pathname;
const floor = ({ tables }) => [process.execPath, FLOOR, ...tables];

/** What our engine needs at least: to read every value once and hash it. And how it grows. */
export const engine = [
  {
    name: "10m-csv-floor",
    what: "10M rows CSV / hash of all columns by the same engine",
    rows: 1e7,
    format: "csv",
    theirs: floor,
    bar: 2,
    stretch: 1,
    runs: 2,
  },
  {
    name: "10m-parquet-floor",
    what: "10M rows Parquet / hash of all columns by the same engine",
    rows: 1e7,
    format: "parquet",
    theirs: floor,
    bar: 4,
    stretch: 2.5,
    runs: 3,
  },
  {
    name: "100m-parquet-growth",
    what: "100M rows Parquet / 10M rows Parquet, both ours",
    rows: 1e8,
    format: "parquet",
    alsoRows: 1e7,
    theirs: ({ drift, alsoTables }) => drift(alsoTables),
    bar: 12,
    stretch: 10,
    runs: 1,
    isHuge: true,
  },
];
