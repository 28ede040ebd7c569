const bare = () => [process.execPath, "-e", "0"];

/** What a person waits for before anything happens. */
export const startUp = [
  {
    name: "version",
    what: "`--version` / `node -e 0`",
    ours: () => ["--version"],
    theirs: bare,
    bar: 1.3,
    stretch: 1.1,
    runs: 21,
  },
  {
    name: "help",
    what: "`--help` / `node -e 0`",
    ours: () => ["--help"],
    theirs: bare,
    bar: 1.3,
    stretch: 1.1,
    runs: 21,
  },
  {
    name: "10k-csv-import",
    what: "10,000 rows CSV / `import pandas, scipy.stats`",
    rows: 1e4,
    format: "csv",
    peer: "pandas",
    theirs: ({ python }) => [python, "-c", "import pandas, scipy.stats"],
    bar: 0.4,
    stretch: 0.2,
    runs: 9,
  },
];
