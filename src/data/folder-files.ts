import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { InputError } from "../core/errors.js";
import type { Chunks, FolderFile, FolderFiles } from "../ports/folder-files.js";
import { fileFault } from "./file-fault.js";
import { fileSha256 } from "./file-sha256.js";
import { pendingLocalFile, temporaryName } from "./pending-local-file.js";

/** The folders of this machine. */
export const folderFiles: FolderFiles = {
  async list(path) {
    try {
      const files: FolderFile[] = [];
      for (const name of (await plainFiles(path, "")).sort()) {
        const file = join(path, name);
        const { size } = await stat(file);
        files.push({ path: name, sizeBytes: size, sha256: await fileSha256(file) });
      }
      if (files.length > 0) return files;
      const fix = "give a folder that has files";
      throw new InputError(`there is no file in ${path}`, { where: path, fix });
    } catch (error) {
      throw await fileFault(error, path, "read");
    }
  },
  digest(files) {
    const lines = files.map(({ path, sha256 }) => ({ path, line: `${sha256}  ${path}\n` }));
    lines.sort((a, b) => (a.path < b.path ? -1 : 1));
    return createHash("sha256")
      .update(lines.map(({ line }) => line).join(""))
      .digest("hex");
  },
  read: (path) => createReadStream(path),
  async make(folder, fill) {
    const pending = temporaryName(folder);
    try {
      if ((await stat(folder).catch(() => null)) !== null) {
        const fix = "give a name that is free";
        throw new InputError(`${folder} is there already`, { where: folder, fix });
      }
      await mkdir(pending, { recursive: true });
      const answer = await fill((path, content) => putFile(join(pending, path), path, content));
      await rename(pending, folder);
      return answer;
    } catch (error) {
      await rm(pending, { recursive: true, force: true });
      throw await fileFault(error, folder, "write");
    }
  },
};

/** Links are followed, as wherever a path is given; what is neither file nor folder is left out. */
async function plainFiles(root: string, below: string): Promise<string[]> {
  const state = await stat(join(root, below));
  if (state.isFile()) return [below];
  if (!state.isDirectory()) return [];
  const inner: string[] = [];
  for (const name of await readdir(join(root, below))) {
    inner.push(...(await plainFiles(root, below === "" ? name : `${below}/${name}`)));
  }
  return inner;
}

/** Write a file, whole or not at all, with the folders above it. */
export async function putFile(target: string, path: string, content: Chunks): Promise<FolderFile> {
  await mkdir(dirname(target), { recursive: true });
  const file = await pendingLocalFile(target);
  const hash = createHash("sha256");
  let sizeBytes = 0;
  try {
    for await (const chunk of content) {
      hash.update(chunk);
      sizeBytes += chunk.byteLength;
      await file.write(chunk);
    }
    await file.commit();
  } finally {
    await file.discard();
  }
  return { path, sizeBytes, sha256: hash.digest("hex") };
}
