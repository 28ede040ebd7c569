import { openDuckDb } from "../../../src/data/duckdb/open-duckdb.js";
import { openScanned } from "../../../src/data/scanned/open-scanned.js";
import { dataEngineContract } from "../data-engine.contract.js";
import { rowReaderContract } from "../row-reader.contract.js";
import { tablePartsContract } from "../table-parts.contract.js";

const open = () =>
  Promise.resolve(openScanned({ openOther: () => openDuckDb({ stdin: nothing() }) }));

dataEngineContract("The scanner of plain CSV", open);
tablePartsContract("The scanner of plain CSV", open);
rowReaderContract("The scanner of plain CSV", open);

async function* nothing(): AsyncGenerator<Uint8Array> {
  // Nothing comes in.
}
