/** How far: in standard deviations of the column as it is, or in the column's own unit. */
export interface Magnitude {
  readonly value: number;
  readonly unit: "sd" | "own";
}

/** A share of the rows, from the start on, that have a value. */
interface Share {
  readonly share: number;
}

/** What each kind of injection is told. */
export interface InjectionSizes {
  /** All numbers move by the same. */
  readonly shift: { readonly size: Magnitude };
  /** Each number moves by a normal draw of its own, with that standard deviation. */
  readonly noise: { readonly size: Magnitude };
  /** Numbers are multiplied. */
  readonly scale: { readonly factor: number };
  /** Of the largest numbers, what they exceed the rest by is multiplied. */
  readonly tail: Share & { readonly factor: number };
  /** So many cells change to another category, and none back: total variation. */
  readonly swap: Share;
  readonly missing: Share;
  /** So many labels become another class. */
  readonly "label-flip": Share;
  /** So many cells become a category that was not there: that one, or "new". */
  readonly "new-category": Share & { readonly category?: string };
  /** Rows are dropped until the class has that share: that class, or the positive one. */
  readonly imbalance: Share & { readonly category?: string };
  /**
   * Cells trade places until the rank correlation with `other` is `by` more than it is, or `to`; the
   * column's own distribution stays as it is.
   */
  readonly correlation: { readonly other: string; readonly by?: number; readonly to?: number };
}

/** What can be injected into a column, by the names of `--inject`. */
export const injectionKinds = [
  "shift", "scale", "tail", "swap", "new-category", "missing", "noise", "label-flip", "imbalance",
  "correlation",
] as const satisfies readonly (keyof InjectionSizes)[]; // prettier-ignore
export type InjectionKind = (typeof injectionKinds)[number];

export type InjectionOf<Kind extends InjectionKind> = InjectionSizes[Kind] & {
  readonly kind: Kind;
  readonly column: string;
  /** First row of the source that is touched, counted from 0 (default: 0). */
  readonly startRow?: number;
  /** Of shift, scale, noise and tail: share of those rows that is looked at, by chance (default: 1). */
  readonly rowShare?: number;
};

/** A change to make in a column. */
export type Injection = { [Kind in InjectionKind]: InjectionOf<Kind> }[InjectionKind];

/** The columns that an injection reads or writes. */
export function columnsOf(injection: Injection): readonly string[] {
  const { column } = injection;
  return injection.kind === "correlation" ? [column, injection.other] : [column];
}
