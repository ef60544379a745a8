// The help, and the tables of commands and options that it, the parser and the documentation are made of.
import assert from 'node:assert/strict';
import { COMMAND_ENTRIES, COMMAND_NAMES } from '../../../../src/cli/options/commandTable.js';
import { commandOf, helpOf, helpOfAll, optionText } from '../../../../src/cli/options/help.js';
import { OPTION_ENTRIES, type OptionName } from '../../../../src/cli/options/optionTable.js';
import { run } from '../../commandLineRun.js';
import { temporaryFolder } from '../../temporaryFolder.js';

describe('the help', () => {
  const folder = temporaryFolder();

  it('lists every command with what it does, and what ends with which code', () => {
    const help = helpOfAll();
    for (const name of COMMAND_NAMES) {
      const { arguments: given, summary } = COMMAND_ENTRIES[name];
      assert.ok(help.includes(`  ${`${name} ${given}`.trimEnd()}  `), name);
      assert.ok(help.includes(summary), summary);
    }
    for (const code of [0, 1, 2, 3]) assert.match(help, new RegExp(`^ {2}${code}  `, 'm'));
  });

  it('of a command has each of its options, in lines that fit', () => {
    for (const name of COMMAND_NAMES) {
      const help = helpOf(name);
      assert.ok(help.startsWith(`Usage: prompt-bundles ${name}`), help);
      for (const option of COMMAND_ENTRIES[name].options)
        assert.match(help, new RegExp(`^ {2}--${option} `, 'm'));
      for (const line of help.split('\n')) assert.ok(line.length <= 120, line);
    }
  });

  it('is reached in every way that people try', async () => {
    const print = async (...args: string[]): Promise<string> => (await run(folder(), ...args)).out;
    const lint = helpOf('lint');
    for (const args of [
      ['lint', '--help'],
      ['lint', 'x', '-h'],
      ['help', 'lint'],
      ['--help', 'lint'],
    ])
      assert.equal(await print(...args), lint, args.join(' '));
    assert.equal(await print('help', 'audit', 'list'), helpOf('audit list'));
    assert.equal(await print('audit', 'list', '--help'), helpOf('audit list'));
    const audit = await print('audit', '--help');
    assert.match(audit, /^ {2}audit replay /m);
    assert.doesNotMatch(audit, /^ {2}lint /m);
    assert.equal(await print('nothing', '--help'), helpOfAll());
  });

  it('says of each option what it does, in whole sentences', () => {
    for (const name of COMMAND_NAMES)
      for (const option of COMMAND_ENTRIES[name].options)
        assert.match(optionText(name, option), /^[A-Z`a-z].*\.$/s, `${name} --${option}`);
  });
});

describe('the tables', () => {
  it('have no option that no command takes, and no text of one that a command does not take', () => {
    const taken = new Set(COMMAND_NAMES.flatMap((name) => COMMAND_ENTRIES[name].options));
    assert.deepEqual(
      (Object.keys(OPTION_ENTRIES) as OptionName[]).filter((option) => !taken.has(option)),
      [],
    );
    for (const name of COMMAND_NAMES) {
      const { texts = {}, options, formats } = COMMAND_ENTRIES[name];
      for (const option of Object.keys(texts))
        assert.ok(
          options.some((one) => one === option),
          `${name} ${option}`,
        );
      assert.equal(options.includes('format'), formats.length > 0, name);
    }
  });

  it('name a command by one word or two', () => {
    assert.equal(commandOf(['lint', 'x']), 'lint');
    assert.equal(commandOf(['audit', 'list', 'x']), 'audit list');
    for (const words of [[], ['audit'], ['list'], ['lin']]) assert.equal(commandOf(words), undefined);
  });
});
