import { parentPort, workerData } from "node:worker_threads";
import type { Reduction, TableRequest, Watch } from "../../ports/data-engine.js";
import type { InputFile } from "../input-files.js";
import { factsOf, type TableFacts } from "./held-table.js";
import { answerScanned } from "./answer-scanned.js";
import { scanTable } from "./scan-table.js";
import { spillFolder, type SpillSettings } from "./spill-folder.js";

/** What a thread is asked to scan, and to hold. */
export interface ScanTask {
  readonly file: InputFile;
  readonly request: TableRequest;
  readonly spill: SpillSettings;
}

/** What a thread says: how far it is, and what came of it. One thing at a time is asked of it. */
export type ScanMessage =
  { readonly share: number } | { readonly facts: TableFacts | null } | { readonly answer: unknown };

/** Tell the other thread no more often than that. */
const LEAST_SHARE = 0.01;

const say = (message: ScanMessage): void => {
  parentPort?.postMessage(message);
};

function telling(): Watch {
  let told = 0;
  return (share) => {
    if (share < told + LEAST_SHARE) return;
    told = share;
    say({ share });
  };
}

const { file, request, spill } = workerData as ScanTask;
// What goes wrong here goes wrong in the other engine, too, which says it better.
const scanned = await scanTable(file, request, spillFolder(spill), { watch: telling() }).catch(
  () => null,
);
say({ facts: scanned && factsOf(scanned) });
if (scanned !== null) {
  parentPort?.on("message", (asked: Reduction) => {
    void answerScanned(asked, scanned.columns, { watch: telling() }).then((answer) => {
      say({ answer });
    });
  });
}
