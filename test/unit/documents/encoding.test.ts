// Bytes and line ends (spec, section 1): what is read never depends on a checkout's line ends.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SourceText } from '../../../src/core/text/sourceText.js';
import { decodeUtf8 } from '../../../src/core/text/utf8.js';
import { anyString } from '../arbitraries.js';
import { findingLines, FRONT, parseNamed, parseTemplate, TEMPLATE } from './parsing.js';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : Buffer.from(part))),
  );

describe('UTF-8', () => {
  it('is decoded as it is', () => {
    fc.assert(
      fc.property(anyString(), (text) => {
        assert.deepEqual(decodeUtf8(bytes(text)), { text });
      }),
    );
  });

  for (const [what, bad] of [
    ['a byte that begins nothing', [0xff]],
    ['a continuation byte on its own', [0x80]],
    ['a character that is cut off', [0xe2, 0x82]],
    ['an overlong form', [0xc0, 0xaf]],
    ['half of a surrogate pair', [0xed, 0xa0, 0x80]],
    ['a code point above U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
  ] as const) {
    it(`${what} is told where it stands, and the rest is read`, () => {
      for (const before of ['', 'é\u{1f600}\r\n# ', '\ufeff# ', 'éé']) {
        const decoded = decodeUtf8(bytes(before, [...bad], '\nrest'));
        assert.equal(decoded.invalidAt, before.length);
        assert.ok(decoded.text.endsWith('\nrest'));
      }
    });
  }

  it('invalid bytes are an error in a file, at their place', () => {
    const file = parseNamed(
      'a.prompt-template.yaml',
      decodeUtf8(bytes('\ufefftemplate_id: a\r\nsemver: "é', [0xff], '"\r\n')),
    );
    assert.equal(
      findingLines(file).find((line) => line.includes('UTF-8')),
      '2:11-2:12 syntax: The file is not UTF-8 from here on. Save it as UTF-8.',
    );
    assert.equal(file.model, undefined);
  });

  it('a character cut off at the end of the file is an error', () => {
    const file = parseNamed('a.prompt-template.yaml', decodeUtf8(bytes(`${TEMPLATE}# `, [0xf0, 0x9f])));
    assert.deepEqual(findingLines(file), [
      '5:3-5:4 syntax: The file is not UTF-8 from here on. Save it as UTF-8.',
    ]);
  });

  it('a replacement character that is written as such is text', () => {
    assert.equal(
      parseNamed('a.prompt-template.md', decodeUtf8(bytes(`${FRONT}---\n\ufffd`))).findings.length,
      0,
    );
  });
});

describe('line ends', () => {
  const files: [name: string, text: string][] = [
    ['a.prompt-template.yaml', 'template_id: a\nsemver: 1.0.0\nrole: user\ncontent: |\n  a {{x}}\n\n  b\n'],
    ['a.prompt-template.yaml', 'template_id: a\nsemver: 1.0.0\nrole: user\ncontent: "a\n\n  b \\\n  c"\n'],
    ['a.prompt-template.md', `${FRONT}---\n\na {{x}}\n\nb\n\n`],
    [
      'a.prompt-template.json',
      '{\n"template_id": "a",\n"semver": "1.0.0",\n"role": "user",\n"content": "a\\r\\nb {{x}}"\n}\n',
    ],
    ['a.prompt-bundle.yaml', 'bundle_id: a\nsemver: v1\ntemplates:\n  system: a\n'],
    ['a.prompt-input.yaml', 'task: >\n  a\n  b\n\n  {{stress}}\nunknown: 1\n'],
  ];
  const asCrlf = (text: string): string => text.replaceAll('\n', '\r\n');

  for (const [name, text] of files) {
    it(`CRLF and a byte order mark change neither what a file says nor where: ${JSON.stringify(text).slice(0, 60)}`, () => {
      const plain = parseNamed(name, text);
      for (const variant of [asCrlf(text), `\ufeff${text}`, `\ufeff${asCrlf(text)}`, mixed(text)]) {
        const file = parseNamed(name, variant);
        assert.deepEqual(file.model, plain.model);
        assert.deepEqual(findingLines(file), findingLines(plain));
      }
    });
  }

  it('a carriage return of its own, and one written as an escape, is text', () => {
    assert.equal(parseTemplate(`${FRONT}---\na\rb`, 'md').model?.content, 'a\rb');
    assert.equal(parseTemplate(TEMPLATE.replace('hello', '"a\\r\\nb"')).model?.content, 'a\r\nb');
  });

  function mixed(text: string): string {
    let count = 0;
    return text.replaceAll('\n', () => (count++ % 2 === 0 ? '\r\n' : '\n'));
  }
});

describe('places in a source text', () => {
  const given = fc
    .array(fc.constantFrom('\r\n', '\n', '\r', 'a', '\u{1f600}', '\ufeff', '\u2028'))
    .map((pieces) => pieces.join(''));

  it('are the same in the text as given: the character there is the same', () => {
    fc.assert(
      fc.property(given, (text) => {
        const source = new SourceText(text);
        for (let offset = 0; offset < source.text.length; offset++) {
          const original = source.originalOffset(offset);
          const there = text.slice(original).startsWith('\r\n') ? '\n' : text[original];
          assert.equal(there, source.text[offset]);
        }
        assert.equal(source.originalOffset(source.text.length), text.length);
      }),
    );
  });

  it('go from offset to line and column, and back', () => {
    fc.assert(
      fc.property(given, (text) => {
        const source = new SourceText(text);
        const lines = source.text.split('\n');
        for (let offset = 0; offset <= source.text.length; offset++) {
          const position = source.positionAt(offset);
          assert.equal(source.offsetAt(position), offset);
          assert.equal(
            lines[position.line]?.[position.column],
            source.text[offset] === '\n' ? undefined : source.text[offset],
          );
        }
      }),
    );
  });

  it('outside of the text are taken to the nearest inside', () => {
    const source = new SourceText('ab\ncd');
    assert.deepEqual(source.positionAt(99), { line: 1, column: 2 });
    assert.deepEqual(source.positionAt(-1), { line: 0, column: 0 });
    assert.equal(source.offsetAt({ line: 0, column: 9 }), 2);
    assert.equal(source.offsetAt({ line: 9, column: 0 }), 5);
    assert.equal(source.offsetAt({ line: -1, column: -1 }), 0);
  });
});
