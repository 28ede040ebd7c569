/**
 * What a field of a message may hold. MLflow answers 200 where a value has another JSON type than its
 * protobuf field (3 for "3", 1.5 for a whole number), stores nothing of it, and drops all that follows in
 * the message: so each body is checked here before it goes out.
 *
 * @returns the value as it is to be sent
 * @throws {TypeError} for a value of another type: a fault of ours
 */
export type Field = (value: unknown, at: string) => unknown;

export const text: Field = (value, at) => {
  if (typeof value === "string") return value;
  throw mistyped(at, "text", value);
};

export const integer: Field = (value, at) => {
  if (Number.isSafeInteger(value)) return value;
  throw mistyped(at, "a whole number", value);
};

/** NaN and the infinities go as texts, which protobuf's JSON knows; `null` would be refused. */
export const double: Field = (value, at) => {
  if (typeof value !== "number") throw mistyped(at, "a number", value);
  return Number.isFinite(value) ? value : String(value);
};

/** One of these words: a status that MLflow does not know is ignored, and what follows it, too. */
export const oneOf =
  (...words: readonly string[]): Field =>
  (value, at) => {
    if (typeof value === "string" && words.includes(value)) return value;
    throw mistyped(at, words.join(" or "), value);
  };

export const many =
  (field: Field): Field =>
  (value, at) => {
    if (!Array.isArray(value)) throw mistyped(at, "a list", value);
    return value.map((item, i) => field(item, `${at}[${i}]`));
  };

/** A message of these fields and no others; one that is undefined is left out. */
export const message =
  (fields: Readonly<Record<string, Field>>): Field =>
  (value, at) => {
    if (typeof value !== "object" || value === null) throw mistyped(at, "a message", value);
    const checked: Record<string, unknown> = {};
    for (const [name, item] of Object.entries(value) as [string, unknown][]) {
      const field = fields[name];
      if (field === undefined) throw mistyped(`${at}.${name}`, "nothing", item);
      if (item !== undefined) checked[name] = field(item, `${at}.${name}`);
    }
    return checked;
  };

function mistyped(at: string, wanted: string, value: unknown): TypeError {
  return new TypeError(`${at} must be ${wanted}, and is ${JSON.stringify(value)}`);
}
