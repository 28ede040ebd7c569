/** An environment variable that arlequin reads. */
export interface EnvironmentName {
  readonly name: string;
  /** The settings it gives, each "COMMAND.OPTION"; none where a service's own client reads it. */
  readonly sets?: readonly string[];
  readonly summary: string;
  /** Never shown: in `config` it is "(set)". */
  readonly secret?: true;
}

/** All of them: the namesake's names keep working, and the services' official ones. */
export const ENVIRONMENT: readonly EnvironmentName[] = [
  {
    name: "DRIFT_FACTOR",
    sets: ["generate.drift-factor"],
    summary: "share of the full drift, 0 to 1",
  },
  {
    name: "DRIFT_LOG_FILE",
    sets: ["drift.log", "watch.log"],
    summary: "the drift log to append to",
  },
  { name: "DRIFT_WINDOW_MINUTES", summary: "window of the looks of watch, in minutes" },
  { name: "EXPORTER_PORT", sets: ["watch.exporter-port"], summary: "port of watch's metrics" },
  { name: "DRIFT_ALPHA", summary: "level of a column's test under --policy classic" },
  {
    name: "PSI_ALERT",
    sets: ["drift.psi-alert", "watch.psi-alert"],
    summary: "PSI alert of --policy classic",
  },
  {
    name: "DRIFT_COOLDOWN_SECONDS",
    sets: ["trigger.cooldown", "watch.cooldown"],
    summary: "least time between triggers",
  },
  {
    name: "TRIGGER_EDGE_ONLY",
    sets: ["trigger.edge-only", "watch.edge-only"],
    summary: "1: fire on the rising edge only",
  },
  { name: "EXPERIMENT_LOG_FILE", sets: ["train.log"], summary: "the training log to append to" },
  {
    name: "EVAL_SCENARIO",
    sets: ["*.scenario"],
    summary: "scenario of the experiment: E1, E2, E3",
  },
  { name: "LOG_LEVEL", summary: "debug, info, warning or error" },
  { name: "LOG_FORMAT", summary: "json: messages as JSON lines" },
  { name: "JENKINS_URL", sets: ["trigger.jenkins.url"], summary: "root of the Jenkins controller" },
  {
    name: "JENKINS_USER",
    sets: ["trigger.jenkins.user", "watch.user"],
    summary: "user for Jenkins",
  },
  { name: "JENKINS_TOKEN", summary: "API token of that user", secret: true },
  {
    name: "ARLEQUIN_WEBHOOK_URL",
    summary: "address that trigger webhook posts to",
    secret: true,
  },
  {
    name: "ARLEQUIN_WEBHOOK_SECRET",
    summary: "secret that signs what trigger webhook posts",
    secret: true,
  },
  { name: "SLACK_WEBHOOK", summary: "address of the Slack webhook", secret: true },
  { name: "NO_COLOR", summary: "no colours" },
  { name: "ARLEQUIN_DEBUG", summary: "1: as --debug" },
];

/** The names that give a setting. `path` is the command's, e.g. ["trigger", "jenkins"]. */
export function environmentNamesOf(path: readonly string[], option: string): string[] {
  const keys = [`*.${option}`];
  for (let depth = path.length; depth > 0; depth--)
    keys.push([...path.slice(0, depth), option].join("."));
  return ENVIRONMENT.filter(({ sets }) => sets?.some((key) => keys.includes(key))).map(
    ({ name }) => name,
  );
}
