import { open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** The folders of the runs of an experiment; none where there is no such experiment. */
export async function runPlaces(experimentFolder: string): Promise<string[]> {
  const names = await readdir(experimentFolder).catch(() => []);
  return names.filter((name) => isRunId(name)).map((name) => join(experimentFolder, name));
}

/** The folder of a run, whichever experiment it belongs to; undefined where there is none. */
export async function findRunPlace(root: string, run: string): Promise<string | undefined> {
  if (!isRunId(run)) return undefined;
  for (const experiment of await readdir(root).catch(() => [])) {
    const place = join(root, experiment, run);
    if ((await stat(join(place, "run.json")).catch(() => null)) !== null) return place;
  }
  return undefined;
}

/** Any other text might lead out of the folder. */
function isRunId(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text);
}

/** Append whole lines; a line that a crash has left without its end is ended, for a reader to skip. */
export async function appendLines(path: string, lines: string): Promise<void> {
  if (lines === "") return;
  const file = await open(path, "a+");
  try {
    const { size } = await file.stat();
    const last = Buffer.alloc(1);
    if (size > 0) await file.read(last, 0, 1, size - 1);
    await file.writeFile((size > 0 && last[0] !== 0x0a ? "\n" : "") + lines);
    await file.datasync();
  } finally {
    await file.close();
  }
}
