export const shells = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof shells)[number];

/** What can be typed after a command's name. */
export interface CommandWords {
  readonly name: string;
  readonly summary: string;
  readonly subcommands: readonly CommandWords[];
  readonly options: readonly OptionWords[];
}
export interface OptionWords {
  readonly flag: string;
  readonly summary: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
}

/** A script that completes commands, flags and the choices of flags; file names everywhere else. */
export function completionScript(shell: Shell, commands: readonly CommandWords[]): string {
  return { bash: bashScript, zsh: zshScript, fish: fishScript }[shell](commands);
}

/** Every command by its path, the program first: ["", ...], ["trigger jenkins", ...]. */
function byPath(commands: readonly CommandWords[], above = ""): [string, CommandWords][] {
  return commands.flatMap((command) => {
    const path = above === "" ? command.name : `${above} ${command.name}`;
    return [[path, command] as [string, CommandWords], ...byPath(command.subcommands, path)];
  });
}

function bashScript(commands: readonly CommandWords[]): string {
  const paths = byPath(commands);
  const words = paths.map(([path, { subcommands, options }]) => {
    const list = [
      ...subcommands.map(({ name }) => name),
      ...options.map(({ flag }) => flag),
      "--help",
    ];
    return `    "${path}") words="${list.join(" ")}" ;;`;
  });
  const choices = paths.flatMap(([path, { options }]) =>
    options
      .filter(({ choices: list }) => list.length > 0)
      .map(({ flag, choices: list }) => `    "${path} ${flag}") words="${list.join(" ")}" ;;`),
  );
  const names = paths.map(([path]) => `"${path}"`).join("|");
  return `# bash completion for arlequin
_arlequin() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}" path="" words="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${path:+$path }$word" in ${names}) path="\${path:+$path }$word" ;; esac
  done
  case "$path $previous" in
${choices.join("\n")}
  esac
  if [ -z "$words" ]; then
    case "$path" in
    "") words="${[...commands.map(({ name }) => name), "help", "--help", "--version"].join(" ")}" ;;
${words.join("\n")}
    esac
    [[ "$current" == -* || -z "$path" ]] || words="\${words//--[a-z0-9-]*/}"
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -o default -F _arlequin arlequin
`;
}

function zshScript(commands: readonly CommandWords[]): string {
  const described = (list: readonly { name: string; summary: string }[]) =>
    list.map(({ name, summary }) => `'${name}:${plain(summary)}'`).join(" ");
  const cases = commands.map(({ name, subcommands, options }) => {
    const flags = options.map(({ flag, summary, takesValue, choices }) => {
      const value =
        choices.length > 0 ? `:value:(${choices.join(" ")})` : takesValue ? ":value:_files" : "";
      return `'*${flag}[${plain(summary)}]${value}'`;
    });
    const first =
      subcommands.length > 0
        ? `'1:kind:((${described(subcommands).replaceAll("'", '"').replaceAll(":", "\\:")}))'`
        : "";
    return `    ${name}) _arguments ${[...flags, first, "'*:file:_files'"].filter(Boolean).join(" ")} ;;`;
  });
  return `#compdef arlequin
_arlequin() {
  local -a commands=(${described(commands)})
  if (( CURRENT == 2 )); then _describe command commands; return; fi
  local command=$words[2]
  shift words; (( CURRENT-- ))
  case $command in
${cases.join("\n")}
  esac
}
_arlequin "$@"
`;
}

function fishScript(commands: readonly CommandWords[]): string {
  const lines = commands.flatMap(({ name, summary, subcommands, options }) => [
    `complete -c arlequin -n __fish_use_subcommand -a ${name} -d '${plain(summary)}'`,
    ...subcommands.map(
      (inner) =>
        `complete -c arlequin -n '__fish_seen_subcommand_from ${name}' -a ${inner.name} -d '${plain(inner.summary)}'`,
    ),
    ...options.map(({ flag, summary: text, takesValue, choices }) => {
      const value = choices.length > 0 ? ` -x -a '${choices.join(" ")}'` : takesValue ? " -r" : "";
      return `complete -c arlequin -n '__fish_seen_subcommand_from ${name}' -l ${flag.replace(/^--/, "")} -d '${plain(text)}'${value}`;
    }),
  ]);
  return `# fish completion for arlequin\n${lines.join("\n")}\n`;
}

/** A description that no shell reads as anything else. */
function plain(text: string): string {
  return text.replace(/['"\\[\]$`]/g, "").replaceAll(":", " -");
}
