import type { Build, FakeController, FakeParameter, Item, Job } from "./model.js";

/** The documents of Jenkins' remote API, whole; `tree=` takes from them. */
export class Documents {
  constructor(
    private readonly controller: FakeController,
    /** What Jenkins believes to be its address. */
    private readonly root: () => string,
    private readonly isHudson: boolean,
  ) {}

  folder(path: string): unknown {
    const depth = path === "" ? 0 : path.split("/").length;
    const names = [...this.controller.jobs.keys()]
      .filter((name) => path === "" || name.startsWith(`${path}/`))
      .map((name) => name.split("/").slice(0, depth + 1));
    const children = [...new Set(names.map((parts) => parts.join("/")))];
    if (path !== "" && children.length === 0) return undefined;
    return {
      _class: path === "" ? "hudson.model.Hudson" : "com.cloudbees.hudson.plugins.folder.Folder",
      nodeDescription: "the Jenkins controller's built-in node",
      jobs: children.map((name) => {
        const job = this.controller.jobs.get(name);
        const url = `${this.root()}/${name
          .split("/")
          .map((part) => `job/${encodeURIComponent(part)}`)
          .join("/")}/`;
        return {
          name: name.split("/").at(-1),
          url,
          color: job?.spec.disabled ? "disabled" : "blue",
        };
      }),
    };
  }

  job(job: Job): unknown {
    const { spec, nextBuildNumber } = job;
    const builds = job.builds.map((build) => this.build(job, build)).reverse();
    const waiting = this.controller.waiting().filter((item) => item.job === job);
    const definitions = spec.parameters?.map(definition);
    return {
      _class: "hudson.model.FreeStyleProject",
      name: spec.name.split("/").at(-1),
      fullName: spec.name,
      url: `${this.root()}/${job.path}/`,
      buildable: spec.disabled !== true,
      inQueue: waiting.length > 0,
      queueItem: waiting[0] ? this.item(waiting[0]) : null,
      concurrentBuild: spec.concurrent === true,
      nextBuildNumber,
      builds,
      firstBuild: builds.at(-1) ?? null,
      lastBuild: builds[0] ?? null,
      lastCompletedBuild:
        builds.find((build) => !(build as { building: boolean }).building) ?? null,
      property: definitions
        ? [
            {
              _class: "hudson.model.ParametersDefinitionProperty",
              parameterDefinitions: definitions,
            },
          ]
        : [],
    };
  }

  build(job: Job, build: Build): unknown {
    const now = this.controller.now();
    const building = now < build.endsAt;
    return {
      _class: "hudson.model.FreeStyleBuild",
      number: build.number,
      id: this.isHudson ? "2026-11-21_11-48-56" : String(build.number),
      ...(this.isHudson ? {} : { queueId: build.queueId }),
      url: `${this.root()}/${job.path}/${build.number}/`,
      building,
      result: building ? null : build.result,
      duration: building ? 0 : build.endsAt - build.startedAt,
      estimatedDuration: job.spec.buildMs ?? 1000,
      timestamp: build.startedAt,
      actions: [
        { _class: "hudson.model.ParametersAction", parameters: parametersOf(build.parameters) },
        {},
      ],
    };
  }

  item(item: Item): unknown {
    const now = this.controller.now();
    const { job } = item;
    const shared = {
      id: item.id,
      url: `queue/item/${item.id}/`,
      inQueueSince: item.inQueueSince,
      params: [...item.parameters]
        .map(([name, value]) =>
          this.isHudson ? `\n(StringParameterValue) ${name}='${value}'` : `\n${name}=${value}`,
        )
        .join(""),
      task: { name: job.spec.name.split("/").at(-1), url: `${this.root()}/${job.path}/` },
      actions: [
        { _class: "hudson.model.ParametersAction", parameters: parametersOf(item.parameters) },
      ],
    };
    if (item.leftAt !== null) {
      const executable = item.build && {
        number: item.build.number,
        url: `${this.root()}/${job.path}/${item.build.number}/`,
      };
      const _class = "hudson.model.Queue$LeftItem";
      return { _class, ...shared, why: null, cancelled: item.cancelled, executable };
    }
    if (now < item.quietUntil) {
      const why = `In the quiet period. Expires in ${((item.quietUntil - now) / 1000).toFixed(1)} sec`;
      return { _class: "hudson.model.Queue$WaitingItem", ...shared, why };
    }
    const why = `Build #${job.running(now)?.number ?? 0} is already in progress`;
    return { _class: "hudson.model.Queue$BlockedItem", ...shared, why };
  }

  queue(): unknown {
    return { items: this.controller.waiting().map((item) => this.item(item)) };
  }
}

function definition({ name, type = "String", choices, value }: FakeParameter): unknown {
  return {
    _class: `hudson.model.${type}ParameterDefinition`,
    name,
    type: `${type}ParameterDefinition`,
    ...(choices ? { choices } : {}),
    defaultParameterValue: {
      name,
      value: defaultOf({ name, type, choices: choices ?? [], value: value ?? "" }),
    },
  };
}

/** What a parameter is when nobody gives it. */
export function defaultOf({ type, choices, value }: FakeParameter): string {
  if (type === "Choice") return choices?.[0] ?? "";
  if (type === "Boolean") return String(value === "true");
  return value ?? "";
}

function parametersOf(parameters: ReadonlyMap<string, string>): unknown {
  return [...parameters].map(([name, value]) => ({ name, value }));
}
