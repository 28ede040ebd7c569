import { UpstreamError } from "../../core/errors.js";

/** An object of an answer, whose fields are read with their type; what is absent is empty. */
export class Answer {
  readonly #value: Readonly<Record<string, unknown>>;
  readonly #at: string;

  constructor(value: unknown, at: string) {
    if (typeof value !== "object" || value === null) throw strange(at, "an object", value);
    this.#value = value as Readonly<Record<string, unknown>>;
    this.#at = at;
  }

  has(name: string): boolean {
    return this.#value[name] !== undefined && this.#value[name] !== null;
  }

  of(name: string): Answer {
    return new Answer(this.#value[name] ?? {}, `${this.#at}, ${name}`);
  }

  list(name: string): Answer[] {
    const value = this.#value[name] ?? [];
    if (!Array.isArray(value)) throw strange(`${this.#at}, ${name}`, "a list", value);
    return value.map((item) => new Answer(item, `${this.#at}, ${name}`));
  }

  text(name: string): string {
    const value = this.#value[name] ?? "";
    if (typeof value !== "string") throw strange(`${this.#at}, ${name}`, "text", value);
    return value;
  }

  /** A number, or the text that protobuf's JSON makes of one: "NaN", or a large whole number. */
  number(name: string): number {
    const value = this.#value[name] ?? 0;
    const isText = typeof value === "string" && value !== "";
    if (typeof value !== "number" && !isText) {
      throw strange(`${this.#at}, ${name}`, "a number", value);
    }
    return Number(value);
  }

  isTrue(name: string): boolean {
    return this.#value[name] === true;
  }

  /** Pairs of key and value as an object. */
  pairs(name: string): Record<string, string> {
    const pairs = this.list(name).map((one) => [one.text("key"), one.text("value")] as const);
    return Object.fromEntries(pairs);
  }
}

function strange(where: string, wanted: string, value: unknown): UpstreamError {
  return new UpstreamError(`MLflow answered ${typeof value} where ${wanted} was expected`, {
    where,
    fix: "check that the address is the root of an MLflow server",
    fault: "refused",
  });
}
