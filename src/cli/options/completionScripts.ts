import { commandGroups, completedCommands, type Completed, type CompletedCommand } from './completion.js';
import type { Shell } from './commandTable.js';
import { powershellScript } from './powershellScript.js';

// Made of the table of commands and nothing from files: what is written here is the script that a shell runs.

/** The script that completes `prompt-bundles` in a shell. */
export function completionScript(shell: Shell): string {
  return SCRIPTS[shell]();
}

const SCRIPTS: Readonly<Record<Shell, () => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  powershell: powershellScript,
};

/** The words that can begin a command, each once, with what they say. */
function firstWords(): readonly (readonly [string, string])[] {
  const groups = commandGroups();
  const plain = completedCommands().filter(({ name }) => !name.includes(' '));
  return [
    ...plain.map(({ name, text }) => [name, text] as const),
    ...[...groups].map(([word, commands]) => [word, `${commands.map(secondWord).join(', ')}.`] as const),
  ];
}

function secondWord({ name }: CompletedCommand): string {
  return name.split(' ')[1] ?? '';
}

/** Text as one word of a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Works in bash 3.2 too, which macOS has. */
function bashScript(): string {
  const complete = (what: Completed): string => {
    if (typeof what !== 'string') return `_prompt_bundles_words ${quoted(what.join(' '))}`;
    if (what === 'text') return ':';
    return `_prompt_bundles_paths ${what === 'file' ? '-f' : '-d'}`;
  };
  const commands = completedCommands().map(({ name, options, argument }) => {
    const values = options.flatMap(({ name: option, value }) =>
      value === undefined ? [] : [`        --${option}) ${complete(value)} ;;`],
    );
    const names = options.map((option) => `--${option.name}`).join(' ');
    return `    ${quoted(name)})
      case "$previous" in
${values.map((line) => `${line}\n`).join('')}        *)
          if [[ $current == -* ]]; then _prompt_bundles_words ${quoted(names)}; else ${complete(argument)}; fi ;;
      esac ;;`;
  });
  const groups = [...commandGroups()].map(
    ([word, of]) => `    ${word})
      if (( COMP_CWORD == 2 )); then _prompt_bundles_words ${quoted(of.map(secondWord).join(' '))}; return; fi
      command="$command \${COMP_WORDS[2]}" ;;`,
  );
  const first = firstWords().map(([word]) => word);
  return `# Completion of prompt-bundles for bash. In ~/.bashrc: source <(prompt-bundles completion bash)
_prompt_bundles_words() {
  local word
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "$1" -- "$current")
}
_prompt_bundles_paths() {
  local word
  compopt -o filenames 2>/dev/null
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen "$1" -- "$current")
}
_prompt_bundles() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}"
  COMPREPLY=()
  # bash takes --format=json for three words.
  if [[ $current == = ]]; then current=''
  elif [[ $previous == = ]]; then previous="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  if (( COMP_CWORD == 1 )); then _prompt_bundles_words ${quoted([...first, 'help', '--help', '--version'].join(' '))}; return; fi
  case "$command" in
${groups.join('\n')}
  esac
  case "$command" in
${commands.join('\n')}
  esac
}
complete -F _prompt_bundles prompt-bundles
`;
}

function zshScript(): string {
  const action = (what: Completed): string => {
    if (typeof what !== 'string') return `(${what.join(' ')})`;
    return { file: '_files', folder: '_files -/', text: ' ' }[what];
  };
  // Brackets and colons have a meaning there.
  const plain = (text: string): string => text.replace(/[[\]\\:]/g, '');
  const described = (pairs: readonly (readonly [string, string])[]): string =>
    pairs.map(([word, text]) => quoted(`${word}:${plain(text)}`)).join(' ');
  const commands = completedCommands().map(({ name, options, argument }) => {
    const specs = options.map(({ name: option, text, value, isMultiple }) =>
      quoted(
        `${isMultiple ? '*' : ''}--${option}${value === undefined ? '' : '='}[${plain(text)}]${value === undefined ? '' : `:${option}:${action(value)}`}`,
      ),
    );
    return `    ${quoted(name)}) _arguments ${[...specs, quoted(`*:argument:${action(argument)}`)].join(' ')} ;;`;
  });
  const groups = [...commandGroups()].map(
    ([word, of]) => `    ${word})
      if (( CURRENT == 3 )); then
        choices=(${described(of.map((one) => [secondWord(one), one.text]))})
        _describe -t commands command choices
        return
      fi
      command="$command $words[3]"
      shift words
      (( CURRENT-- )) ;;`,
  );
  return `#compdef prompt-bundles
# Completion of prompt-bundles for zsh. In ~/.zshrc, after compinit: source <(prompt-bundles completion zsh)
_prompt-bundles() {
  local -a choices
  local command=$words[2]
  if (( CURRENT == 2 )); then
    choices=(${described([...firstWords(), ['help', 'Print how it is called.'], ['--version', 'Print the version.']])})
    _describe -t commands command choices
    return
  fi
  case $command in
${groups.join('\n')}
  esac
  shift words
  (( CURRENT-- ))
  case $command in
${commands.join('\n')}
  esac
}
if [[ $funcstack[1] == _prompt-bundles ]]; then _prompt-bundles "$@"; else compdef _prompt-bundles prompt-bundles; fi
`;
}

function fishScript(): string {
  // In quotes of fish a backslash stands for itself but before a quote or a backslash.
  const word = (text: string): string => `'${text.replace(/['\\]/g, (one) => `\\${one}`)}'`;
  const line = (at: string, rest: string): string => `complete -c prompt-bundles -n ${word(at)} ${rest}`;
  const takes = (what: Completed): string => {
    if (typeof what !== 'string') return `-x -a ${word(what.join(' '))}`;
    return { file: '-r -F', folder: "-x -a '(__fish_complete_directories)'", text: '-x' }[what];
  };
  const argument = (what: Completed): string | undefined => {
    if (typeof what !== 'string') return `-a ${word(what.join(' '))}`;
    return what === 'text' ? undefined : '-F';
  };
  const commands = completedCommands().flatMap((command) => {
    const at = `__prompt_bundles_in ${command.name}`;
    const behind = argument(command.argument);
    return [
      ...command.options.map(({ name, text, value }) =>
        line(at, `-l ${name} ${value === undefined ? '' : `${takes(value)} `}-d ${word(text)}`),
      ),
      ...(behind === undefined ? [] : [line(at, behind)]),
    ];
  });
  const groups = [...commandGroups()].flatMap(([first, of]) =>
    of.map((one) => line(`__prompt_bundles_after ${first}`, `-a ${secondWord(one)} -d ${word(one.text)}`)),
  );
  return `# Completion of prompt-bundles for fish. In ~/.config/fish/config.fish: prompt-bundles completion fish | source
function __prompt_bundles_after
    set -l words (commandline -opc)
    set -e words[1]
    test "$words" = "$argv"
end
function __prompt_bundles_in
    set -l words (commandline -opc)
    set -e words[1]
    test "$words[1..$(count $argv)]" = "$argv"
end
complete -c prompt-bundles -e
complete -c prompt-bundles -f
${[
  ...firstWords().map(([first, text]) => line('__prompt_bundles_after', `-a ${first} -d ${word(text)}`)),
  line('__prompt_bundles_after', "-l version -d 'Print the version.'"),
  line('__prompt_bundles_after', "-l help -d 'Print how it is called.'"),
  ...groups,
  ...commands,
].join('\n')}
`;
}
