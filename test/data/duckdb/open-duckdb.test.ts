import { openDuckDb } from "../../../src/data/duckdb/open-duckdb.js";
import { dataEngineContract } from "../data-engine.contract.js";
import { rowReaderContract } from "../row-reader.contract.js";
import { tablePartsContract } from "../table-parts.contract.js";

dataEngineContract("DuckDB", () => openDuckDb({ stdin: nothing() }));
tablePartsContract("DuckDB", () => openDuckDb({ stdin: nothing() }));
rowReaderContract("DuckDB", () => openDuckDb({ stdin: nothing() }));

async function* nothing(): AsyncGenerator<Uint8Array> {
  // Nothing comes in.
}
