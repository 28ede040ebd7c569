import { createHash } from "node:crypto";

/** Who asks. */
export interface Caller {
  readonly name: string;
  readonly byToken: boolean;
  readonly mayBuild: boolean;
  readonly mayRead: boolean;
  readonly session: string;
}

/** A request, taken apart. */
export interface Call {
  readonly method: string;
  /** Path below the context, decoded segments. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly body: string;
  readonly caller: Caller;
}

/** What goes back. */
export class Answer {
  constructor(
    readonly status: number,
    readonly body: string | Uint8Array = "",
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

export const html = (status: number, text: string, headers: Record<string, string> = {}) =>
  new Answer(status, `<html><body>${text}</body></html>`, {
    "content-type": "text/html;charset=utf-8",
    ...headers,
  });
export const notFound = () => html(404, "Not Found");

export function mustPost(): Answer {
  return html(405, "Form post required. This URL requires POST", { allow: "POST" });
}

/** The crumb is bound to user and session. */
export function crumbOf(user: string, session: string): string {
  return createHash("sha256").update(`${user};${session}`).digest("hex");
}
