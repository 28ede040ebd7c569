import type { AlarmRate, Calibration, FoundChange } from "../../drift/watch/calibration.js";
import { calibrationCsv } from "./calibration-csv.js";
import { calibrationDocument } from "./calibration-document.js";
import {
  againstBound,
  changeName,
  modeName,
  rangeWords,
  rateWords,
  spanWords,
} from "./calibration-words.js";
import type { Block, Phrase, Report } from "../document.js";
import { grouped, shortNumber, shortPValue } from "../number.js";
import { shortText } from "../short-text.js";

/** A calibration in every form. */
export function calibrationReport(result: Calibration): Report {
  return {
    document: calibrationDocument(result),
    blocks: blocks(result),
    csv: calibrationCsv(result),
  };
}

function blocks(result: Calibration): Block[] {
  const notes = [...meaning(result), ...(result.rhythm?.advice ?? [])];
  return [
    { kind: "text", text: { text: summary(result), tone: "strong" }, wrap: true },
    ...notes.map((text): Block => ({ kind: "text", text, wrap: true })),
    alarmTable(result),
    ...changeTables(result),
    ...rhythmTable(result),
    ...remarks(result).map((text): Block => ({
      kind: "text",
      text: { text, tone: "dim" },
      wrap: true,
    })),
  ];
}

function summary(result: Calibration): string {
  const { rows, source, columns, rowsPerTick, everyMs } = result;
  const count = columns.length === 1 ? "1 column" : `${columns.length} columns`;
  const pace = `${shortNumber(rowsPerTick, 3)} rows every ${spanWords(everyMs)}`;
  return `${source}: ${grouped(rows.used)} rows, ${count}, ${pace}`;
}

/** What it means, in two lines. */
function meaning(result: Calibration): string[] {
  const { detector, classic } = result.unchanged;
  const { bound, budgetDays, smallest, spans } = result;
  const promise =
    bound === null
      ? "no guarantee in this mode"
      : `promised: ${rateWords(bound)} at most, one in ${spanWords(86_400_000 * budgetDays)}`;
  const alarms = `with nothing changed, ${modeName(result)} raises ${rateWords(detector.perDay)} false alarms a day (${promise}); the classic rule ${rateWords(classic.perDay)}`;
  const found = smallest.flatMap(({ change }) => (change?.shift == null ? [] : [change.shift]));
  const numbers = smallest.filter(({ column }) =>
    result.changes.some((change) => change.column === column && change.shift !== null),
  ).length;
  if (numbers === 0) return [alarms];
  const limit = `within ${spanWords(spans.limitMs)}`;
  const worst = Math.max(...found);
  const finds =
    found.length === 0
      ? `no shift up to 1 sd is found ${limit} in any of ${numbers} columns of numbers`
      : `in ${found.length} of ${numbers} columns of numbers a shift of ${worst} sd or less is found ${limit}, four times in five`;
  return [alarms, finds];
}

function alarmTable({ unchanged, replay, bound, ...result }: Calibration): Block {
  const row = (what: string, name: string, rate: AlarmRate, limit: number | null): Phrase[] => {
    const verdict = name === "classic" ? "-" : againstBound(rate, limit);
    const tone = verdict === "above the bound" ? ("warn" as const) : null;
    return [
      what,
      name,
      String(rate.alarms),
      shortNumber(rate.days, 3),
      rateWords(rate.perDay),
      rangeWords(rate),
      tone === null ? verdict : { text: verdict, tone },
    ];
  };
  const mode = modeName({ unchanged, replay, bound, ...result });
  const drawn =
    result.blockMs === null ? "rows redrawn" : `${spanWords(result.blockMs)} blocks redrawn`;
  return {
    kind: "table",
    head: ["stream", "rule", "alarms", "days", "a day", "95 %", "bound"],
    align: ["left", "left", "right", "right", "right", "right", "left"],
    rows: [
      row(drawn, mode, unchanged.detector, bound),
      row(drawn, "classic", unchanged.classic, null),
      row("as they are", mode, replay.detector, bound),
      row("as they are", "classic", replay.classic, null),
    ],
  };
}

function changeTables(result: Calibration): Block[] {
  const { changes, smallest, spans } = result;
  const lines = (isMeant: (change: FoundChange) => boolean): Phrase[][] =>
    changes.filter(isMeant).map((change) => {
      const own = smallest.find(({ column }) => column === change.column);
      const isSmallest = own?.change === change;
      return [
        shortText(change.column, 18),
        isSmallest ? { text: changeName(change), tone: "good" } : changeName(change),
        share(change.soon),
        share(change.late),
        change.medianMs === null ? "-" : spanWords(change.medianMs),
        change.predictedMs === null ? "-" : spanWords(change.predictedMs),
        isSmallest ? "smallest found" : "",
      ];
    });
  if (changes.length === 0) return [];
  return [
    {
      kind: "table",
      head: [
        "column",
        "change",
        `in ${spanWords(spans.soonMs)}`,
        `in ${spanWords(spans.lateMs)}`,
        "median",
        "formula",
        `in ${spanWords(spans.limitMs)}, P >= 0.8`,
      ],
      align: ["left", "left", "right", "right", "right", "right", "left"],
      rows: lines(() => true),
    },
  ];
}

function rhythmTable({ rhythm }: Calibration): Block[] {
  if (rhythm === null) return [];
  const part = (value: number | null) => (value === null ? "-" : `${(100 * value).toFixed(1)} %`);
  const p = (value: number | null) => (value === null ? "-" : shortPValue(value));
  const plain = (value: number | null) => (value === null ? "-" : value.toFixed(2));
  return [
    {
      kind: "table",
      head: ["column", "hour", "p", "weekday-hour", "p", "tick to tick", "within tick"],
      align: ["left", "right", "right", "right", "right", "right", "right"],
      rows: rhythm.columns.map((column) => [
        shortText(column.name, 18),
        part(column.hourShare),
        p(column.hourP),
        part(column.weekdayHourShare),
        p(column.weekdayHourP),
        plain(column.autocorrelation),
        plain(column.designEffect),
      ]),
    },
  ];
}

function remarks(result: Calibration): string[] {
  const { rows, skipped, rhythm, unchanged, cooldownMs, alpha, psiAlert, windowMs } = result;
  const names = skipped.map(({ name, reason }) => `${name} (${reason})`);
  return [
    `classic: windows of ${spanWords(windowMs)}, p < ${alpha} or PSI > ${psiAlert} in any column, then ${spanWords(cooldownMs)} cooldown; with nothing changed it sees drift at ${share(unchanged.classicShare)} of its looks`,
    `changes come after ${spanWords(result.history.ms)} in which nothing changes, ${result.changes[0]?.repeats ?? 0} times each`,
    ...(rhythm === null
      ? []
      : [
          "hour, weekday-hour: share of the variance that they explain, p adjusted over columns; tick to tick: autocorrelation (0 is ideal); within tick: design effect (1 is ideal)",
        ]),
    ...(rows.used + rows.undated < rows.all
      ? [
          `a sample of ${grouped(rows.used)} of ${grouped(rows.all)} rows was read: ticks hold fewer rows than in truth`,
        ]
      : []),
    ...(rows.undated > 0 ? [`${grouped(rows.undated)} rows without a time are left out`] : []),
    ...(names.length > 0 ? [`not watched: ${names.join(", ")}`] : []),
  ];
}

function share(value: number): string {
  return `${Math.round(100 * value)} %`;
}
