import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { type JenkinsTarget, jenkins } from "../../src/integrations/jenkins.js";
import { systemTimer } from "../../src/integrations/system-timer.js";
import { requestNamed } from "./jenkins-client.js";

/** A controller with one job, whose builds succeed and log what they were given. */
export interface ContractHost extends AsyncDisposable {
  readonly url: string;
  readonly user?: string | undefined;
  readonly token?: string | undefined;
  /** Declares ARLEQUIN_TRIGGER_ID and MODEL: credit or fraud; its log holds "Grüße". */
  readonly job: string;
}

const patient = { timeoutMs: 60_000, cancelOnTimeout: false };

/** What our client relies on, of the fake and of a real server alike, in real time. */
export function jenkinsContract(open: () => Promise<ContractHost>): void {
  const client = (host: ContractHost, target: Partial<JenkinsTarget> = {}) =>
    jenkins(
      { ...host, timeoutMs: 10_000, retries: 2, timer: systemTimer(), fetch },
      {
        job: host.job,
        parameters: { MODEL: "fraud" },
        sendTriggerId: true,
        preflight: true,
        say: () => undefined,
        jitter: () => 0,
        ...target,
      },
    );
  const fresh = () => requestNamed(randomUUID());

  it("builds once for one id, however often it is asked, and follows it to the end", async () => {
    await using host = await open();
    const log: string[] = [];
    const retrainer = client(host, { log: (text) => log.push(text) });
    const request = fresh();
    const before = await retrainer.preflight(request);
    expect(await retrainer.reconcile(request, before)).toMatchObject({ outcome: "absent" });
    const first = await retrainer.fire(request, before);
    expect(first.outcome).toBe("accepted");
    const second = await retrainer.fire(request, before);
    expect(["accepted", "joined"]).toContain(second.outcome); // Hudson cannot tell the two apart
    const [one, other] = await Promise.all([
      retrainer.wait!(request, first.receipt, patient),
      retrainer.wait!(request, second.receipt, patient),
    ]);
    expect(one).toMatchObject({ status: "succeeded", receipt: { result: "SUCCESS" } });
    expect(other.receipt.build_number).toBe(one.receipt.build_number);
    expect(log.join("")).toContain("Grüße");
    expect(await retrainer.reconcile(request, before)).toMatchObject({
      outcome: "accepted",
      receipt: { build_number: one.receipt.build_number },
    });
  });

  it("refuses before and after asking what the job does not offer", async () => {
    await using host = await open();
    const wrong = { parameters: { MODEL: "nope" } };
    const input = { name: "InputError" };
    await expect(client(host, wrong).preflight(fresh())).rejects.toMatchObject(input);
    await expect(client(host, wrong).fire(fresh(), {})).rejects.toMatchObject(input);
    const absent = { job: `${host.job}x` };
    await expect(client(host, absent).preflight(fresh())).rejects.toMatchObject(input);
    await expect(client(host, absent).fire(fresh(), {})).rejects.toMatchObject(input);
  });
}
