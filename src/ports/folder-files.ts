/** One plain file of a folder. */
export interface FolderFile {
  /** From the folder, parts joined by "/"; "" for a file that was itself asked for. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Of its bytes, in hexadecimal. */
  readonly sha256: string;
}

export type Chunks = AsyncIterable<Uint8Array>;

/** Folders of this machine, as a whole. */
export interface FolderFiles {
  /** The plain files at and below a path, sorted by path. @throws {InputError} where there is nothing */
  list(path: string): Promise<readonly FolderFile[]>;
  /**
   * One digest of many files: the SHA-256 of the lines "SHA256  PATH" by path, which is the list that
   * `sha256sum` prints and checks.
   */
  digest(files: readonly FolderFile[]): string;
  /** The bytes of a file. */
  read(path: string): Chunks;
  /**
   * Make a folder that appears under its name whole, when `fill` has put all files.
   *
   * @returns what `fill` returned
   * @throws {InputError} when the name is taken
   */
  make<T>(
    folder: string,
    fill: (put: (path: string, content: Chunks) => Promise<FolderFile>) => Promise<T>,
  ): Promise<T>;
}
