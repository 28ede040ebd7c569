const LF = 10;
const CR = 13;
const QUOTE = 34;

/** Where the fields of the record that was scanned last lie among the bytes. */
export class CsvFields {
  count = 0;
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  /** 1 where a field holds doubled quotes. */
  isEscaped = new Uint8Array(64);
  /** Something follows a closing quote that is neither a delimiter nor the end of the line. */
  isMalformed = false;
  /** Nothing stands on the line: no record. */
  isBlank = false;
  /** The bytes end within quotes. */
  isOpen = false;

  constructor(private readonly delimiter: number) {}

  /**
   * Scan one record (RFC 4180, as `CsvScanner` reads it): LF, CRLF and CR end it, quotes are doubled
   * within quotes, a quote inside an unquoted field is a character like any other.
   *
   * @param isWhole nothing will come after `to`: it ends the last record
   * @returns the place after the record, or −1 where it does not end before `to`
   */
  scan(bytes: Uint8Array, from: number, to: number, isWhole: boolean): number {
    this.clear();
    let at = from;
    for (;;) {
      at = bytes[at] === QUOTE && at < to ? this.quoted(bytes, at, to) : this.plain(bytes, at, to);
      if (at >= to) break;
      if (bytes[at] === this.delimiter) {
        at++;
        continue;
      }
      this.isBlank = this.count === 1 && at === from;
      return bytes[at] === CR && bytes[at + 1] === LF && at + 1 < to ? at + 2 : at + 1;
    }
    this.isBlank = this.count === 1 && from === to;
    return isWhole && !this.isOpen ? to : -1;
  }

  /** @returns where the field ends: at a delimiter, an end of line, or `to` */
  private plain(bytes: Uint8Array, from: number, to: number): number {
    const end = this.endOfPlain(bytes, from, to);
    this.add(from, end, 0);
    return end;
  }

  private quoted(bytes: Uint8Array, quote: number, to: number): number {
    let isEscaped = 0;
    for (let at = quote + 1; at < to; at++) {
      if (bytes[at] !== QUOTE) continue;
      if (bytes[at + 1] === QUOTE && at + 1 < to) {
        isEscaped = 1;
        at++;
        continue;
      }
      this.add(quote + 1, at, isEscaped);
      const end = this.endOfPlain(bytes, at + 1, to);
      if (end > at + 1) this.isMalformed = true;
      return end;
    }
    this.isOpen = true;
    return to;
  }

  private endOfPlain(bytes: Uint8Array, from: number, to: number): number {
    const { delimiter } = this;
    let at = from;
    while (at < to) {
      const byte = bytes[at]!;
      if (byte === delimiter || byte === LF || byte === CR) break;
      at++;
    }
    return at;
  }

  private clear(): void {
    this.count = 0;
    this.isMalformed = false;
    this.isOpen = false;
  }

  private add(start: number, end: number, isEscaped: number): void {
    const { count } = this;
    if (count === this.starts.length) this.grow();
    this.starts[count] = start;
    this.ends[count] = end;
    this.isEscaped[count] = isEscaped;
    this.count++;
  }

  private grow(): void {
    const { starts, ends, isEscaped } = this;
    (this.starts = new Int32Array(2 * starts.length)).set(starts);
    (this.ends = new Int32Array(2 * ends.length)).set(ends);
    (this.isEscaped = new Uint8Array(2 * isEscaped.length)).set(isEscaped);
  }
}
