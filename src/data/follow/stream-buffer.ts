import type { ByteStream } from "../local-files.js";

/** More than this is left with whoever sends it. */
const MOST_BYTES = 1 << 23;

/** What has come in on a stream and was not taken yet. */
export class StreamBuffer {
  private parts: Uint8Array[] = [];
  private size = 0;
  private isOver = false;
  private isStopped = false;
  private fault: unknown = null;
  private waiting: (() => void)[] = [];

  constructor(stream: ByteStream) {
    void this.fill(stream);
  }

  /**
   * All that has come since the last call.
   *
   * @throws what the stream has thrown
   */
  take(): { readonly bytes: Buffer; readonly hasEnded: boolean } {
    if (this.fault !== null) throw this.fault as Error;
    const bytes = Buffer.concat(this.parts);
    this.parts = [];
    this.size = 0;
    this.changed();
    return { bytes, hasEnded: this.isOver };
  }

  /** Wait until more has come, the stream has ended, or time is over. @returns whether there is something */
  async waitForMore(timeoutMs = Infinity): Promise<boolean> {
    const deadline = performance.now() + timeoutMs;
    while (this.size === 0 && !this.isOver) {
      const left = deadline - performance.now();
      if (left <= 0) return false;
      await this.change(left);
    }
    return true;
  }

  stop(): void {
    this.isStopped = true;
    this.isOver = true;
    this.changed();
  }

  private async fill(stream: ByteStream): Promise<void> {
    try {
      for await (const chunk of stream) {
        const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
        this.parts.push(bytes);
        this.size += bytes.length;
        this.changed();
        while (this.size > MOST_BYTES && !this.isStopped) await this.change(Infinity);
        if (this.isStopped) return;
      }
    } catch (error) {
      this.fault = error;
    } finally {
      this.isOver = true;
      this.changed();
    }
  }

  private change(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = timeoutMs === Infinity ? undefined : setTimeout(resolve, timeoutMs);
      this.waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  private changed(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const wake of waiting) wake();
  }
}
