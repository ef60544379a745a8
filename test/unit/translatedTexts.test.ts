import assert from 'node:assert/strict';
import { config } from '@vscode/l10n';
import { describeSizeChange, sizeChange } from '../../src/core/compare/sizeChange.js';
import { DiffRoom } from '../../src/core/compare/diffRoom.js';
import { parseYaml } from '../../src/core/documents/parseYaml.js';
import { slotName, SLOTS } from '../../src/core/model/slots.js';
import { unreadableMessage } from '../../src/core/model/unreadable.js';
import { ENGLISH } from '../../src/core/text/english.js';
import { counted, countedIn, listed } from '../../src/core/text/quote.js';
import { sentences, sentencesIn } from '../../src/core/text/sentences.js';

const GERMAN: Readonly<Record<string, string>> = {
  'en-US': 'de-DE',
  '{0} and {1} more': '{0} und {1} weitere',
  '{0} added, {1} removed ({2} → {3} words).': '{0} hinzugefügt, {1} entfernt ({2} → {3} Wörter).',
  '{0} words': '{0} Wörter',
  '1 word': '1 Wort',
  'The value of the file ends above this line. Indent the line, or remove it.': 'Hier steht etwas zu viel.',
  '{0} {1}/Two sentences, one after the other': '{0}{1}',
};

/** What something gives while texts are translated. */
function inGerman<Made>(make: () => Made): Made {
  config({ contents: { ...GERMAN } });
  try {
    return make();
  } finally {
    config({ contents: {} });
  }
}

describe('texts', () => {
  const [before, after] = ['a '.repeat(1200), 'b '.repeat(1300)];

  it('are in the language they are translated to, and so are numbers and what stands between sentences', () => {
    assert.deepEqual(
      inGerman(() => [
        counted(3980),
        listed(['a', 'b'], 1),
        describeSizeChange(sizeChange(before, after)),
        sentences('Eins.', '', 'Zwei.', 'Drei.'),
      ]),
      [
        '3.980',
        'a und 1 weitere',
        '1.300 Wörter hinzugefügt, 1.200 Wörter entfernt (1.200 → 1.300 Wörter).',
        'Eins.Zwei.Drei.',
      ],
    );
  });

  it('hold values as they are, whatever braces are in them', () => {
    assert.equal(sentences('{0} {1} {{task}}', '{1}'), '{0} {1} {{task}} {1}');
    assert.equal(ENGLISH.t('{1} {0} {2} {{task}}', '{1}', 7), '7 {1} {2} {{task}}');
  });

  it('are English where all have to read the same, whatever language is asked for', () => {
    assert.deepEqual(
      inGerman(() => [
        countedIn(ENGLISH, 3980),
        listed(['a', 'b'], 1, ENGLISH),
        describeSizeChange(sizeChange(before, after), ENGLISH),
        sentencesIn(ENGLISH, ['One.', '', 'Two.']),
      ]),
      ['3,980', 'a and 1 more', '1,300 words added, 1,200 words removed (1,200 → 1,300 words).', 'One. Two.'],
    );
  });

  it('decide nothing: what follows a line that belongs to nothing is told once in every language', () => {
    const text = '- a\nb\nc\nd: {\n';
    const places = (): readonly object[] =>
      parseYaml(text).findings.map(({ code, range }) => ({ code, range }));
    assert.deepEqual(inGerman(places), places());
  });

  it('of what a diff leaves out are English', () => {
    const lines = Array.from({ length: 9000 }, (_, i) => `line ${i}`).join('\n');
    const [, left] = inGerman(() => new DiffRoom().diff('', lines));
    assert.match(left ?? '', /^\d,\d{3} of 9,\d{3} lines of this diff are left out/);
  });
});

describe('the parts of a prompt', () => {
  it('have names for people', () => {
    assert.deepEqual(SLOTS.map(slotName), ['System', 'Personality', 'Activity', 'Task']);
  });
});

describe('a version in a file that cannot be read', () => {
  for (const [place, said] of [
    [{ line: 3, isCertain: true }, 'Template a@1.0.0 is in `a.yaml`, which cannot be read (line 3).'],
    [{ line: 3, isCertain: false }, 'Template a@1.0.0 may be in `a.yaml`, which cannot be read (line 3).'],
    [{ line: undefined, isCertain: true }, 'Template a@1.0.0 is in `a.yaml`, which cannot be read.'],
    [{ line: undefined, isCertain: false }, 'Template a@1.0.0 may be in `a.yaml`, which cannot be read.'],
  ] as const)
    it(`is told: ${said}`, () => {
      const all = (reason?: string): string =>
        unreadableMessage('Template a@1.0.0', {
          file: 'a.yaml',
          ...place,
          ...(reason !== undefined && { reason }),
        });
      assert.equal(all(), `${said} Fix that file first.`);
      assert.equal(all('It is a folder.'), `${said} It is a folder.`);
    });
});
