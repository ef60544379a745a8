import { commandGroups, completedCommands, type Completed } from './completion.js';

/** The script for PowerShell, on Windows and elsewhere. Where a path is meant it gives nothing: then PowerShell completes one itself. */
export function powershellScript(): string {
  const words = (what: readonly string[]): string =>
    `@(${what.map((one) => `'${one.replaceAll("'", "''")}'`).join(', ')})`;
  const rows = (of: readonly (readonly [string, readonly string[]])[]): string =>
    of.map(([key, what]) => `        '${key}' = ${words(what)}\n`).join('');
  const choices = (what: Completed | undefined): readonly string[] => (typeof what === 'object' ? what : []);
  const commands = completedCommands();
  const groups = [...commandGroups()].map(
    ([first, of]) => [first, of.map(({ name }) => name.slice(first.length + 1))] as const,
  );
  const first = [...new Set(commands.map(({ name }) => name.split(' ')[0] ?? ''))];
  const values = commands.flatMap(({ name, options }) =>
    options.flatMap((option) =>
      option.value === undefined ? [] : [[`${name} --${option.name}`, choices(option.value)] as const],
    ),
  );
  return `# Completion of prompt-bundles for PowerShell. In $PROFILE: prompt-bundles completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName 'prompt-bundles' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $first = ${words([...first, 'help', '--help', '--version'])}
    $second = @{
${rows(groups)}    }
    $options = @{
${rows(commands.map(({ name, options }) => [name, options.map((option) => `--${option.name}`)] as const))}    }
    $arguments = @{
${rows(commands.map(({ name, argument }) => [name, choices(argument)] as const))}    }
    $values = @{
${rows(values)}    }
    $before = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
    if ($before.Count -eq 0) { $words = $first }
    elseif ($before.Count -eq 1 -and $second.ContainsKey($before[0])) { $words = $second[$before[0]] }
    else {
        $command = if ($second.ContainsKey($before[0])) { "$($before[0]) $($before[1])" } else { $before[0] }
        $key = "$command $($before[-1])"
        if ($values.ContainsKey($key)) { $words = $values[$key] }
        elseif ($wordToComplete.StartsWith('-')) { $words = $options[$command] }
        else { $words = $arguments[$command] }
    }
    $words | Where-Object { $_ -and $_.StartsWith($wordToComplete) } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}
`;
}
