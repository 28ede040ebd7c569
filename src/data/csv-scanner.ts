/** A record of a CSV text, and the physical line on which it begins. */
export interface CsvRecord {
  readonly fields: readonly string[];
  readonly line: number;
  /** Something follows a closing quote that is neither a delimiter nor the end of the line. */
  readonly malformed: boolean;
}

const LF = 10;
const CR = 13;
const QUOTE = 34;
/** Where in a field the scanner stands. */
const At = { FieldStart: 0, Plain: 1, Quoted: 2, AfterQuote: 3 } as const;

/**
 * Reads CSV (RFC 4180) that comes in pieces: LF, CRLF and CR end a record, mixed as they may be;
 * quotes are doubled within quotes; blank lines are no records. A quote inside an unquoted field is
 * a character like any other.
 *
 * @param delimiter one character
 * @param onRecord called for each record as soon as it is whole
 */
export class CsvScanner {
  /** The line of a quote that is still open: at the end of the text, one that is never closed. */
  openQuoteLine: number | null = null;

  private readonly delimiter: number;
  private readonly onRecord: (record: CsvRecord) => void;
  private fields: string[] = [];
  private field = "";
  private at: (typeof At)[keyof typeof At] = At.FieldStart;
  private malformed = false;
  private quotes = false;
  private line = 1;
  private recordLine = 1;
  private afterCr = false;

  constructor(delimiter: string, onRecord: (record: CsvRecord) => void) {
    this.delimiter = delimiter.charCodeAt(0);
    this.onRecord = onRecord;
  }

  push(text: string): void {
    let from = 0; // what of `text` from here on belongs to the field
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (this.afterCr) {
        this.afterCr = false;
        if (code === LF) {
          if (this.at !== At.Quoted) from = i + 1;
          continue;
        }
      }
      if (this.at === At.Quoted) {
        if (code === QUOTE) {
          this.field += text.slice(from, i);
          this.at = At.AfterQuote;
          from = i + 1;
        } else if (code === LF || code === CR) this.countLine(code);
      } else if (code === this.delimiter) {
        this.endField(text, from, i);
        from = i + 1;
      } else if (code === LF || code === CR) {
        this.endField(text, from, i);
        this.endRecord();
        this.countLine(code);
        this.recordLine = this.line;
        from = i + 1;
      } else if (code === QUOTE && this.at === At.FieldStart) {
        this.openQuote();
        from = i + 1;
      } else if (this.at === At.AfterQuote) {
        if (code === QUOTE) this.openQuote('"');
        else [this.malformed, this.at] = [true, At.Plain];
        from = code === QUOTE ? i + 1 : i;
      } else this.at = At.Plain;
    }
    this.field += text.slice(from);
  }

  /** The text is over: a last record without an end of line is a record. */
  end(): void {
    if (this.at === At.Quoted) return; // openQuoteLine tells
    if (this.fields.length > 0 || this.field !== "" || this.quotes) {
      this.endField("", 0, 0);
      this.endRecord();
    }
  }

  private openQuote(kept = ""): void {
    if (kept === "") this.openQuoteLine = this.line;
    else this.openQuoteLine ??= this.line;
    this.field += kept;
    this.at = At.Quoted;
    this.quotes = true;
  }

  private countLine(code: number): void {
    this.line++;
    this.afterCr = code === CR;
  }

  private endField(text: string, from: number, to: number): void {
    this.fields.push(this.field + text.slice(from, to));
    this.field = "";
    this.at = At.FieldStart;
  }

  private endRecord(): void {
    const { fields, recordLine: line, malformed } = this;
    const blank = fields.length === 1 && fields[0] === "" && !this.quotes;
    this.fields = [];
    this.malformed = false;
    this.quotes = false;
    this.openQuoteLine = null;
    if (!blank) this.onRecord({ fields, line, malformed });
  }
}
