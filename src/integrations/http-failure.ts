/** Codes of failures that come before the first byte of a request is on the wire. */
const BEFORE_SENDING =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|EPROTO|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_.*|ERR_SSL_.*|CERT_.*|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*)$/;

/**
 * Whether a request that failed without an answer certainly never reached the other side, so that
 * sending it again cannot do its work twice. A reset or a timeout may come after the work was done.
 */
export function wasNeverSent(error: unknown): boolean {
  return failureCodes(error).some((code) => BEFORE_SENDING.test(code) || isBlockedPort(code));
}

/** Why a request failed, in a word: "ECONNREFUSED", "timeout". */
export function failureWord(error: unknown): string {
  if (error instanceof Error && error.name === "TimeoutError") return "timeout";
  return failureCodes(error)[0] ?? (error instanceof Error ? error.message : String(error));
}

/** fetch itself speaks to no port that browsers block, such as 1 or 6000. */
function isBlockedPort(word: string): boolean {
  return word === "bad port";
}

/** The codes along the chain of causes; an AggregateError (IPv6, then IPv4) gives those of its parts. */
function failureCodes(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const code = (error as { code?: unknown }).code;
  const parts = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  return [
    ...(typeof code === "string" ? [code] : []),
    ...(isBlockedPort(error.message) ? [error.message] : []),
    ...parts.flatMap(failureCodes),
    ...failureCodes(error.cause),
  ];
}

/**
 * What `Retry-After` asks for: seconds, or a date, which is read against the other side's own clock
 * (`Date`) where it tells it.
 *
 * @returns milliseconds from 0 to one minute; undefined where the header is absent or senseless
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const text = headers.get("retry-after");
  if (text === null) return undefined;
  const theirNow = Date.parse(headers.get("date") ?? "");
  const from = Number.isNaN(theirNow) ? now : theirNow;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - from;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), 60_000);
}

/** The pause before the next attempt: 1 s, 2 s, 4 s, at most 15 s. */
export function backoffMs(attempt: number): number {
  return Math.min(1000 * 2 ** attempt, 15_000);
}
