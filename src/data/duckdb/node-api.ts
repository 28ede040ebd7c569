// Loaded by `import()`, with DuckDB's native part behind it. The names are listed because a bundler
// cannot find them in a module of the older format.
export { DOUBLE, DuckDBDataChunk, DuckDBInstance, VARCHAR } from "@duckdb/node-api";
