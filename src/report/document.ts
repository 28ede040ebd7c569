/** How a piece of text is meant; the terminal shows it as a colour, other forms may ignore it. */
export type Tone = "strong" | "good" | "bad" | "warn" | "dim";
export type Phrase = string | { readonly text: string; readonly tone: Tone };

/** A part of a report for people. */
export type Block =
  | {
      readonly kind: "text";
      readonly text: Phrase;
      /** Its lines are broken where they would be wider than the terminal. */
      readonly wrap?: true;
    }
  | {
      readonly kind: "table";
      readonly head: readonly string[];
      /** Columns of numbers stand right; left where not given. */
      readonly align?: readonly ("left" | "right")[];
      readonly rows: readonly (readonly Phrase[])[];
      /** The last column is cut where a line would be wider than the terminal. */
      readonly cutToFit?: true;
      /** Columns that are left out, in this order, where a terminal has no room for the last one. */
      readonly spare?: readonly number[];
    };

export type CsvValue = string | number | boolean | null;

/** One answer in every form that a command can give: for programs, for people, for a spreadsheet. */
export interface Report {
  /** The JSON document; its first key is `schema`. */
  readonly document: Readonly<Record<string, unknown>>;
  readonly blocks: readonly Block[];
  readonly csv: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly CsvValue[])[];
  };
}

/** The words of a phrase. */
export function wordsOf(phrase: Phrase): string {
  return typeof phrase === "string" ? phrase : phrase.text;
}
