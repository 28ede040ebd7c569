import { randomUUID } from "node:crypto";
import { describe, it } from "vitest";
import { jenkinsContract } from "../integrations/jenkins-contract.js";

/**
 * The contract on a real server: give its address in ARLEQUIN_TEST_JENKINS_URL, and JENKINS_USER and
 * JENKINS_TOKEN where it wants them. Each test makes a job of its own and deletes it. Eclipse Hudson
 * 3.3.2 has passed it, too; no package registry has a Jenkins.
 */
const url = (process.env.ARLEQUIN_TEST_JENKINS_URL ?? "").replace(/\/+$/, "");
const { JENKINS_USER: user, JENKINS_TOKEN: token } = process.env;

const parameter = (kind: string, name: string, more: string) =>
  `<hudson.model.${kind}ParameterDefinition><name>${name}</name>${more}</hudson.model.${kind}ParameterDefinition>`;
const JOB = `<project>
  <properties><hudson.model.ParametersDefinitionProperty><parameterDefinitions>
    ${parameter("String", "ARLEQUIN_TRIGGER_ID", "<defaultValue></defaultValue>")}
    ${parameter("Choice", "MODEL", '<choices class="java.util.Arrays$ArrayList"><a class="string-array"><string>credit</string><string>fraud</string></a></choices>')}
  </parameterDefinitions></hudson.model.ParametersDefinitionProperty></properties>
  <scm class="hudson.scm.NullSCM"/><canRoam>true</canRoam><disabled>false</disabled><triggers/>
  <builders><hudson.tasks.Shell><command>for i in 1 2 3; do echo "Gr&#252;&#223;e $i $MODEL"; sleep 1; done</command></hudson.tasks.Shell></builders>
  <publishers/><buildWrappers/>
</project>`;

async function post(path: string, body?: string): Promise<void> {
  const login = Buffer.from(`${user ?? ""}:${token ?? ""}`).toString("base64");
  const response = await fetch(`${url}/${path}`, {
    method: "POST",
    headers: {
      "content-type": "text/xml",
      ...(user === undefined ? {} : { authorization: `Basic ${login}` }),
    },
    redirect: "manual",
    ...(body === undefined ? {} : { body }),
  });
  if (response.status >= 400) throw new Error(`${path}: HTTP ${response.status}`);
}

if (url === "") {
  it("runs on a real Jenkins", ({ skip }) => skip("ARLEQUIN_TEST_JENKINS_URL is not set"));
} else {
  describe(url, () => {
    jenkinsContract(async () => {
      const job = `arlequin-test-${randomUUID()}`;
      await post(`createItem?name=${job}`, JOB);
      return { url, user, token, job, [Symbol.asyncDispose]: () => post(`job/${job}/doDelete`) };
    });
  });
}
