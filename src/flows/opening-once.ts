import type { DataEngine, EngineTable, TableRequest } from "../ports/data-engine.js";

/**
 * The same engine; what it is asked to open twice, it opens once: stdin comes only once, and a large file need not be
 * parsed for each question.
 *
 * @param progress is told what is read, and how much of it
 */
export function openingOnce(
  engine: DataEngine,
  progress: (source: string, share: number) => void,
): DataEngine {
  const opened = new Map<string, Promise<EngineTable>>();
  const open = (request: TableRequest) => {
    const key = JSON.stringify(request);
    const known = opened.get(key);
    if (known !== undefined) return known;
    const table = engine.open(request, (share) => {
      progress(request.source === "-" ? "stdin" : request.source, share);
    });
    opened.set(key, table);
    return table;
  };
  return {
    name: engine.name,
    open,
    reduce: (...request) => engine.reduce(...request),
    parts: (...request) => engine.parts(...request),
    sampleRows: (...request) => engine.sampleRows(...request),
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}
