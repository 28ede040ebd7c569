/** A fenced block of a Markdown page. */
export interface CodeBlock {
  readonly language: string;
  readonly text: string;
}

const FENCED = /^```(\w+)\n([\s\S]*?)^```$/gm;

/** The fenced blocks of a page, in order. */
export function codeBlocks(page: string): CodeBlock[] {
  return [...page.matchAll(FENCED)].map(([, language = "", text = ""]) => ({ language, text }));
}

/** The page with other texts in its blocks, made one after the other. */
export async function withBlocks(
  page: string,
  textOf: (block: CodeBlock) => Promise<string>,
): Promise<string> {
  let text = "";
  let end = 0;
  for (const match of page.matchAll(FENCED)) {
    const [whole, language = "", old = ""] = match;
    const made = await textOf({ language, text: old });
    text += `${page.slice(end, match.index)}\`\`\`${language}\n${made}\`\`\``;
    end = match.index + whole.length;
  }
  return text + page.slice(end);
}

/** The commands of a console block: what follows "$ ", continued where a line ends in a backslash. */
export function consoleCommands(text: string): string[] {
  return [...text.matchAll(/^\$ ((?:.*\\\n)*.*)$/gm)].map(([, command = ""]) => command);
}
