import type { FakeJob } from "./model.js";

/** What goes wrong with a request; `done` says whether its work was done all the same. */
export interface Fault {
  readonly status?: number; // no status: the connection breaks
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly done?: boolean;
  /** Called once the request has come and its work, if any, is done. */
  readonly onArrival?: () => void;
  /** No answer at all, and no end of the connection. */
  readonly silent?: boolean;
}

export interface FakeOptions {
  readonly jobs?: readonly FakeJob[];
  /** Users by name; none at all lets everybody in. */
  readonly users?: Readonly<Record<string, FakeUser>>;
  /** CSRF protection, on unless said otherwise; requests with an API token pass it. */
  readonly csrf?: boolean;
  /** "old": as before 400 and 409 came in. "hudson": Jenkins' ancestor, as services that ran it saw it. */
  readonly flavour?: "jenkins" | "old" | "hudson";
  /** Milliseconds; the real time unless said otherwise. */
  readonly now?: () => number;
  /** Jenkins' own idea of its address, where a proxy has another. */
  readonly believedRoot?: string;
  /** A login page for every request, as a single sign-on before Jenkins gives it. */
  readonly loginPage?: boolean;
  /** A plugin that says no to every build. */
  readonly veto?: boolean;
  /** Context path, such as "/ci". */
  readonly prefix?: string;
}

export interface FakeUser {
  readonly token: string;
  readonly password?: string;
  readonly mayBuild?: boolean;
  readonly mayRead?: boolean;
}
