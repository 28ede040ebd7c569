const PEERS = new URL("../peers/", import.meta.url).pathname;
const script =
  (name) =>
  ({ python, tables }) => [python, "-B", `${PEERS}${name}.py`, ...tables];

const sameStatistics = { peer: "pandas", theirs: script("pandas_scipy") };

/** The libraries that people use today, on the same files. */
export const libraries = [
  {
    name: "1m-csv-pandas",
    what: "1M rows CSV / pandas + scipy, the same statistics",
    rows: 1e6,
    format: "csv",
    ...sameStatistics,
    bar: 0.5,
    stretch: 0.25,
    runs: 5,
  },
  {
    name: "1m-csv-evidently",
    what: "1M rows CSV / Evidently, its default preset",
    rows: 1e6,
    format: "csv",
    peer: "evidently",
    theirs: script("evidently_default"),
    bar: 0.1,
    stretch: 0.05,
    runs: 2,
  },
  {
    name: "1m-csv-nannyml",
    what: "1M rows CSV / NannyML, KS + chi-square + JS",
    rows: 1e6,
    format: "csv",
    peer: "nannyml",
    theirs: script("nannyml_univariate"),
    bar: 0.15,
    stretch: 0.1,
    runs: 2,
  },
  {
    name: "1m-parquet-pandas",
    what: "1M rows Parquet / pandas + scipy, the same statistics",
    rows: 1e6,
    format: "parquet",
    ...sameStatistics,
    bar: 0.4,
    stretch: 0.25,
    runs: 5,
  },
  {
    name: "10m-parquet-pandas",
    what: "10M rows Parquet / pandas + scipy, the same statistics",
    rows: 1e7,
    format: "parquet",
    ...sameStatistics,
    bar: 0.33,
    stretch: 0.2,
    runs: 2,
  },
  {
    name: "100k-parquet-sql",
    what: "100,000 rows Parquet / exact SQL by hand, DuckDB from Python",
    rows: 1e5,
    format: "parquet",
    peer: "pandas",
    theirs: script("duckdb_sql"),
    bar: 1.5,
    stretch: 1,
    runs: 9,
  },
];
