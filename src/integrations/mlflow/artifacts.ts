import { InputError } from "../../core/errors.js";
import type { Chunks, FolderFile, FolderFiles } from "../../ports/folder-files.js";
import type { Artifact } from "../../ports/run-tracker.js";
import { Answer } from "./answer.js";
import { MlflowRefusal } from "./refusal.js";
import type { MlflowServer } from "./server.js";

const ROUTE = "api/2.0/mlflow-artifacts/artifacts";
/** Not 500: MLflow 2 says so where there is no such file. */
const PASSING = [429, 502, 503, 504];
/** A megabyte has at least ten seconds. */
const MS_PER_BYTE = 0.01;

/** Files below the store that a server keeps for its runs, by their paths in it. */
export interface ArtifactStore {
  /** All files at and below a path, sorted, their paths from there; "" is the path itself. */
  list(path: string): Promise<readonly Artifact[]>;
  /** Put all files at and below a local path, "MLmodel" last: a model without it is none yet. */
  upload(from: string, path: string): Promise<void>;
  /**
   * Write all files at and below a path into a folder that is not there yet.
   *
   * @param check what was written; nothing appears where it throws
   * @throws {InputError} where there are none
   */
  download(path: string, to: string, check?: (files: readonly FolderFile[]) => void): Promise<void>;
}

export function artifactStore(server: MlflowServer, folders: FolderFiles): ArtifactStore {
  const { timeoutMs } = server.access;
  const urlOf = (path: string) => `${ROUTE}/${path.split("/").map(encodeURIComponent).join("/")}`;

  async function entriesOf(path: string): Promise<Answer[]> {
    const answer = await server.request({
      path: `${ROUTE}?${new URLSearchParams({ path }).toString()}`,
      init: () => ({ method: "GET" }),
      ...{ isRepeatable: true, passing: PASSING, timeoutMs },
      read: async (response) => new Answer(await response.json(), `${server.root}/${ROUTE}`),
    });
    return answer.list("files");
  }

  async function below(path: string, prefix: string): Promise<Artifact[]> {
    const files: Artifact[] = [];
    for (const entry of await entriesOf(path)) {
      const name = entry.text("path").replace(/^.*\//, "");
      if (entry.isTrue("is_dir")) {
        files.push(...(await below(`${path}/${name}`, `${prefix}${name}/`)));
      } else files.push({ path: `${prefix}${name}`, sizeBytes: entry.number("file_size") });
    }
    return files;
  }

  async function put(local: string, path: string, sizeBytes: number): Promise<void> {
    await server.request({
      path: urlOf(path),
      init: () => ({
        method: "PUT",
        headers: { "content-length": String(sizeBytes) },
        body: ReadableStream.from(folders.read(local)) as ReadableStream<Uint8Array>,
        duplex: "half",
      }),
      ...{ isRepeatable: true, passing: PASSING },
      timeoutMs: timeoutMs + sizeBytes * MS_PER_BYTE,
      read: (response) => response.text(),
    });
  }

  /** `use` is called again where the connection breaks. */
  function fetchFile<T>(path: string, sizeBytes: number, use: (content: Chunks) => Promise<T>) {
    return server.request({
      path: urlOf(path),
      init: () => ({ method: "GET" }),
      ...{ isRepeatable: true, passing: PASSING },
      timeoutMs: timeoutMs + sizeBytes * MS_PER_BYTE,
      read: (response) => use((response.body ?? none()) as AsyncIterable<Uint8Array>),
    });
  }

  async function list(path: string): Promise<readonly Artifact[]> {
    const files = await below(path, "");
    if (files.length > 0) return files.sort((a, b) => (a.path < b.path ? -1 : 1));
    const [, parent = "", name = ""] = /^(.*)\/([^/]*)$/.exec(path) ?? [];
    for (const entry of await entriesOf(parent)) {
      const isIt = entry.text("path").replace(/^.*\//, "") === name && !entry.isTrue("is_dir");
      if (isIt) return [{ path: "", sizeBytes: entry.number("file_size") }];
    }
    return [];
  }

  return {
    list,
    async upload(from, path) {
      const list = [...(await folders.list(from))];
      const isMark = (name: string) => Number(/(^|\/)MLmodel$/.test(name));
      for (const file of list.sort((a, b) => isMark(a.path) - isMark(b.path))) {
        const [local, target] = file.path === "" ? [from, path] : joined(from, path, file.path);
        await put(local, target, file.sizeBytes);
      }
    },
    async download(path, to, check) {
      const files = await list(path);
      if (files.length === 0) {
        const fix = "list what is there, and give one of that";
        throw new InputError(`there is no artifact ${path}`, { where: server.root, fix });
      }
      await folders.make(to, async (put) => {
        const written = [];
        for (const file of files) {
          const name = file.path || path.replace(/^.*\//, "");
          const from = file.path === "" ? path : `${path}/${file.path}`;
          written.push(await fetchFile(from, file.sizeBytes, (content) => put(name, content)));
        }
        check?.(written);
      });
    },
  };
}

async function* none(): AsyncGenerator<Uint8Array> {
  // an answer without a body is an empty file
}

function joined(from: string, path: string, name: string): readonly [string, string] {
  return [`${from}/${name}`, `${path}/${name}`];
}

/**
 * The path in the store that an address of MLflow's names: "mlflow-artifacts:/1/RUN/artifacts".
 *
 * @throws {MlflowRefusal} for an address of another store, to which the server is no way
 */
export function storePath(uri: string, where: string): string {
  const [, path] = /^mlflow-artifacts:(?:\/\/[^/]*)?\/(.*)$/.exec(uri) ?? [];
  if (path !== undefined) return path.replace(/\/+$/, "");
  const fix = "start the server with --serve-artifacts and --artifacts-destination";
  const what = "the server keeps these files elsewhere, and does not pass them on";
  throw new MlflowRefusal(what, where, fix, "refused");
}
