/** Where metrics are asked for by whoever collects them. */
export interface MetricsAddress {
  /** "0.0.0.0" is every IPv4 address of this machine, "::" every one. */
  readonly host: string;
  /** 0 is any free one. */
  readonly port: number;
}

/** A door through which metrics can be asked for, open until it is disposed of: at once, then. */
export interface MetricsServer extends AsyncDisposable {
  /** The port that is listened on. */
  readonly port: number;
  /** Where a person on this machine finds the metrics. */
  readonly url: string;
}
