import { describe } from "vitest";
import { FakeJenkins } from "./fake-jenkins/fake-jenkins.js";
import { RETRAIN } from "./jenkins-client.js";
import { jenkinsContract } from "./jenkins-contract.js";

describe.each(["jenkins", "old", "hudson"] as const)("the fake as %s", (flavour) => {
  jenkinsContract(async () => {
    const job = { ...RETRAIN, quietMs: 400, buildMs: 200, log: "Grüße\n" };
    const fake = await FakeJenkins.start({ flavour, jobs: [job] });
    return {
      url: fake.url,
      job: job.name,
      [Symbol.asyncDispose]: () => fake[Symbol.asyncDispose](),
    };
  });
});
