/** Files by path, wherever they lie. Every failure is an InputError that names the path. */
export interface FileStore {
  exists(path: string): Promise<boolean>;
  /** The whole file as UTF-8 text, a byte-order mark taken off. "-" is stdin. */
  readText(path: string): Promise<string>;
  /** The beginning of a file as text; "" where there is no such file, or it is not a plain one. */
  readHead(path: string, bytes: number): Promise<string>;
  /** The old content or the new one, never half: temporary file in the same folder, fsync, rename. */
  write(path: string, content: string | Uint8Array): Promise<void>;
  /** A file that appears under its name only when `commit` has been called. "-" is stdout, at once. */
  create(path: string): Promise<PendingFile>;
  /** Make a folder and those above it, if they are not there. */
  makeFolder(path: string): Promise<void>;
  /** Append text in one write; the file is made if it is not there. */
  append(path: string, text: string): Promise<void>;
  /** Give a file another name, in the same folder. */
  rename(from: string, to: string): Promise<void>;
  /**
   * Run `action` while nobody else holds the lock of `path` (a file beside it).
   *
   * @throws {UpstreamError} `locked`, when another run holds it for too long
   */
  locked<T>(path: string, action: () => Promise<T>): Promise<T>;
}

export interface PendingFile {
  /** Resolves when more may be written, so that memory stays bounded. */
  write(chunk: string | Uint8Array): Promise<void>;
  /** Make the file appear, whole. */
  commit(): Promise<void>;
  /** Forget what was written; safe to call after `commit`, too. */
  discard(): Promise<void>;
}
