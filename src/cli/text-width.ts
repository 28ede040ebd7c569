const PARTS = new Intl.Segmenter("en", { granularity: "grapheme" });
/** What takes two places on a terminal: the scripts of East Asia, and what is shown as a picture. */
const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\ufe0f/u;
/** One place a character, no two of which join: most lines are done with that. */
const SIMPLE = /^[ -~\u00a1-\u02ff\u2010-\u2027\u2500-\u259f]*$/;
// eslint-disable-next-line no-control-regex -- chalk's colours are what we look for
const COLOUR = /(\u001b\[[0-9;]*m)/;

/** Places that a line takes on a terminal; colours take none. */
export function widthOf(line: string): number {
  return line
    .split(COLOUR)
    .filter((piece) => !COLOUR.test(piece))
    .reduce((width, piece) => width + widthOfPlain(piece), 0);
}

/** A line cut where it would wrap; its colours still end. */
export function cutToWidth(line: string, columns: number): string {
  if (widthOf(line) <= columns) return line;
  let room = columns - 1; // the last place tells that there is more
  let isCut = false;
  return line
    .split(COLOUR)
    .map((piece) => {
      if (COLOUR.test(piece)) return piece;
      let kept = "";
      for (const { segment } of PARTS.segment(piece)) {
        room -= widthOfPlain(segment);
        if (room >= 0) kept += segment;
        else if (!isCut) {
          isCut = true;
          return `${kept}…`;
        }
      }
      return kept;
    })
    .join("");
}

function widthOfPlain(text: string): number {
  if (SIMPLE.test(text)) return text.length;
  let width = 0;
  for (const { segment } of PARTS.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}
