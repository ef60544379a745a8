import assert from 'node:assert/strict';
import { iconText, labelText, messageText } from '../../../src/core/output/editorText.js';
import { jsonText } from '../../../src/core/output/jsonText.js';
import {
  markdownBlock,
  markdownCell,
  markdownCode,
  markdownText,
} from '../../../src/core/output/markdownText.js';
import { terminalText } from '../../../src/core/output/terminalText.js';
import { quote } from '../../../src/core/text/quote.js';
import { iconsIn, linksIn } from './editorReading.js';
import { ACTIVE, activeIn, HOSTILE, ORDINARY } from './hostileNames.js';
import { actingIn, cellsOf, wordsOf } from './markdownReading.js';

/** Everything at once, in both orders: what one trick leaves may complete the next. */
const TOGETHER: readonly (readonly [string, string])[] = [
  ['all of them', HOSTILE.map(([, text]) => text).join(' ')],
  [
    'all of them, backwards',
    [...HOSTILE]
      .reverse()
      .map(([, text]) => text)
      .join(''),
  ],
];

describe('text from files', () => {
  for (const [tries, text] of [...HOSTILE, ...TOGETHER])
    describe(`that tries ${tries}`, () => {
      it('is one harmless line in a terminal', () => {
        assert.equal(activeIn(terminalText(text)), undefined);
        assert.ok(!terminalText(text).includes('\n'));
      });

      it('is the same value in JSON, whose text is harmless', () => {
        const value = { [text]: [text, { a: text }] };
        assert.deepEqual(JSON.parse(jsonText(value)), value);
        assert.equal(activeIn(jsonText(value)), undefined);
      });

      it('is words and code in Markdown, wherever it stands', () => {
        for (const markdown of [
          markdownText(text),
          `### ${markdownText(text)}\n`,
          `- ${markdownText(text)}: ${markdownText(text)}\n`,
          `Rendered with ${markdownCode(text)}.\n`,
        ]) {
          assert.deepEqual(actingIn(markdown), []);
          assert.equal(activeIn(markdown), undefined);
        }
      });

      it('is one block of code in Markdown, up to its end', () => {
        for (const block of [markdownBlock(text, 'json'), markdownBlock(`  ${text}`)]) {
          const markdown = `input\n\n${block}after\n`;
          assert.deepEqual(actingIn(markdown), []);
          assert.match(
            wordsOf(markdown, () => '|'),
            /^input\s*\|after$/,
          );
        }
      });

      it('is one cell of a table in Markdown', () => {
        const table = `| a | b |\n| --- | --- |\n| ${markdownCell(text)} | last |\n`;
        assert.deepEqual(actingIn(table), []);
        const [[, last] = [], ...others] = cellsOf(table);
        assert.deepEqual([last, others], ['last', []]);
      });

      it('is one line without links and icons in VS Code', () => {
        for (const shown of [labelText(text), messageText(text), iconText(text), quote(text)])
          assert.ok(!ACTIVE.test(shown));
        assert.deepEqual(linksIn(messageText(text)), []);
        assert.deepEqual(iconsIn(iconText(text)), []);
      });
    });

  it('that is ordinary looks as it is everywhere', () => {
    for (const name of ORDINARY) {
      for (const show of [terminalText, labelText, messageText, iconText, markdownText, markdownCell])
        assert.equal(show(name), name);
      assert.equal(quote(name), `\`${name}\``);
      assert.equal(markdownCode(name), `\`${name}\``);
      assert.equal(jsonText(name), JSON.stringify(name));
      assert.equal(wordsOf(markdownBlock(name)), name);
    }
    assert.equal(markdownCode(''), '');
  });

  it('is spelled out where it is not seen, so that a reader knows what is there', () => {
    assert.equal(terminalText('a\u001b[2Jb\u202e\u{e0041}\n'), 'a\\u001b[2Jb\\u202e\\u{e0041}\\u000a');
    assert.equal(terminalText('::error::x ##[y'), '\\u003a:error::x #\\u0023[y');
    assert.equal(jsonText('\u009b\u{e0041}##[x'), '"\\u009b\\udb40\\udc41#\\u0023[x"');
    assert.equal(messageText('[a](command:b)'), '[a] (command:b)');
    assert.equal(iconText('$(trash) $5 \\$(x)'), '\\$(trash) $5 \\\\$(x)');
    assert.equal(markdownText('ask @everyone <b> now'), 'ask `@everyone <b>` now');
    assert.equal(markdownText('No file defines `p@1.0.0`.'), 'No file defines `p@1.0.0`.');
    assert.equal(markdownText('(`a`)#1 b'), '(`a)#1` b');
    assert.equal(markdownText('`a` `b` c'), '`a b` c');
    assert.equal(markdownText('`a`: b'), '`a`: b');
    assert.equal(markdownCell('a|b'), '`a`&#124;`b`');
  });

  it('keeps every character that is seen, in Markdown too', () => {
    for (const [, text] of HOSTILE) {
      const visible = terminalText(text).replaceAll(/[`\s]/g, '').replace('\\u003a:', '::');
      assert.equal(wordsOf(markdownText(text)).replaceAll(/[`\s]/g, ''), visible);
    }
  });

  it('keeps the characters that belong to the one before them', () => {
    for (const written of [
      '葛\ufe00',
      '葛\ufe0d',
      '葛\u{e01ef}',
      '\u1820\u180b',
      '\u1820\u180f',
      '👩\u200d👧',
    ])
      assert.equal(labelText(written), written);
  });

  it('spells out characters that hide between those they belong to', () => {
    // The second selector, the joiner between Latin letters, the selector behind one, tags that are no known flag.
    assert.equal(labelText('葛\u{e0100}\u{e0101}'), '葛\u{e0100}\\u{e0101}');
    assert.equal(labelText('葛\ufe0d\ufe00'), '葛\ufe0d\\ufe00');
    assert.equal(labelText('a\u200db'), 'a\\u200db');
    assert.equal(labelText('a\u200d👧'), 'a\\u200d👧');
    assert.equal(labelText('👩\u200db'), '👩\\u200db');
    assert.equal(labelText('👩\u200c👧'), '👩\\u200c👧');
    assert.equal(labelText('a\ufe0f'), 'a\\ufe0f');
    assert.equal(labelText('葛a\ufe0f'), '葛a\\ufe0f');
    assert.equal(labelText('a\u180b'), 'a\\u180b');
    assert.equal(labelText('🏴\u{e0068}\u{e0069}\u{e007f}'), '🏴\\u{e0068}\\u{e0069}\\u{e007f}');
    const england = '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}';
    assert.equal(labelText(`${england}\u{e0067}`), `${england}\\u{e0067}`);
  });
});

describe('the reading of Markdown in these tests', () => {
  it('sees what acts', () => {
    for (const acting of [
      'a @everyone b',
      'see #12',
      'https://evil.example',
      '[a](command:b)',
      '![a](b)',
      'a <b>c</b>',
      '<!-- a -->',
      '*a*',
      '> a',
      '---',
      'a \\@everyone',
      '&#64;everyone',
    ])
      assert.notDeepEqual(actingIn(acting), []);
    assert.deepEqual(actingIn('`@everyone` **`a`** words'), []);
    assert.deepEqual(linksIn('a [b](command:c "d") [e](f)'), ['[b](command:c "d")']);
    assert.deepEqual(iconsIn('$(sync~spin) \\$(a) $(b)'), ['sync~spin', 'b']);
    assert.notEqual(activeIn('a\u001bb'), undefined);
    assert.notEqual(activeIn('fine\n::set-output'), undefined);
  });
});
