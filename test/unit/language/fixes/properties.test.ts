import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CompiledCache } from '../../../../src/core/constraints/index.js';
import { fileTypeOf } from '../../../../src/core/documents/fileKinds.js';
import { stringOf, toJsonMap } from '../../../../src/core/documents/valueNode.js';
import type { Finding } from '../../../../src/core/model/findings.js';
import {
  addSuppression,
  applyEdits,
  fixAll,
  fixesFor,
  FixSubject,
  replaceText,
  suppressionOf,
} from '../../../../src/language/index.js';
import { rereadAs } from '../../../../src/language/edits/rereadFile.js';
import { showsSomething } from '../../../../src/core/text/visible.js';
import { applySuppressions, suppressionsIn } from '../../../../src/language/findings/suppressions.js';
import { TEMPLATES } from './support.js';

// Whatever is offered on random prose, in each way to write it: the file still reads, the finding is gone, and nothing
// else has changed.

const CONSTRAINTS =
  '{ "FORBIDDEN_TOKENS": ["very", "as soon as", "!"], "MAX_SENTENCE_LENGTH": 7, "NO_EMOJI": true }';
const WORDS = [
  'The lever is loose today, and we fix it.', 'We look at it closely; it is fine.', 'very', 'Very', 'as soon as', 'we', 'they', 'it', 'is', 'if', 'When', 'and', 'but', 'so', 'fix', 'levers', 'It', "it's",
  '{{task}}', '{{ task }}', '`very`', '🙂', '👩‍🔧', 'a\u200bb', '**very**', '"very"', '“very good”', '(very)', 'très', '日本',
]; // prettier-ignore
const MARKS = [
  ' ',
  ' ',
  ' ',
  ' ',
  ', ',
  ', and we ',
  ', but it ',
  '; they ',
  '. ',
  '! ',
  '? ',
  ' – ',
  '-',
  '\n',
  '\n\n',
  '\n- ',
  '\n# ',
];

const prose = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...MARKS)), { minLength: 1, maxLength: 30 })
  .map((pairs) =>
    pairs
      .map((pair) => pair.join(''))
      .join('')
      .trim(),
  );
const written = fc
  .tuple(prose, fc.constantFrom(...Object.keys(TEMPLATES)))
  .map(
    ([text, style]) =>
      Object.entries(TEMPLATES[style]?.(CONSTRAINTS, text) ?? {})[0] ?? (['', ''] as [string, string]),
  );

interface Read {
  readonly subject: FixSubject;
  readonly findings: readonly Finding[];
  readonly content: string;
  readonly others: ReadonlyMap<string, unknown>;
}

function read(name: string, text: string): Read {
  const type = fileTypeOf(name);
  assert.ok(type);
  const reader = rereadAs(name, type, new Map(), new CompiledCache());
  const { file, findings } = reader(text);
  const others = new Map(file.root?.kind === 'mapping' ? toJsonMap(file.root) : []);
  others.delete('content');
  return {
    subject: new FixSubject(type, file, reader),
    findings,
    content: stringOf(file.root, 'content')?.value ?? '',
    others,
  };
}

const isError = ({ severity }: Finding): boolean => severity === 'error';
const count = (findings: readonly Finding[], code: string): number =>
  findings.filter((finding) => finding.code === code).length;
/** Two blanks inside a line, and blanks before a mark that ends something. */
const flaws = (text: string): number =>
  [...text.matchAll(/(?<=\S)[ \t]{2,}(?=\S)|[ \t]+[.,;:](?=\s|$)/g)].length;

describe('fixes of random prose', function () {
  this.timeout(60_000);

  it('take their finding away, and change nothing else', () => {
    fc.assert(
      fc.property(written, ([name, text]) => {
        const before = read(name, text);
        if (before.findings.some(isError)) return;
        for (const finding of before.findings) {
          for (const { title, edits } of fixesFor(before.subject, finding)) {
            const after = read(name, applyEdits(text, edits));
            assert.ok(after.subject.file.model, title);
            assert.ok(count(after.findings, finding.code) < count(before.findings, finding.code), title);
            assert.ok(after.findings.length < before.findings.length, title);
            assert.deepEqual(after.others, before.others, title);
            assert.ok(
              flaws(after.content) <= flaws(before.content),
              `${title}: ${JSON.stringify(after.content)}`,
            );
            const changed = Math.abs(before.content.length - after.content.length);
            assert.ok(
              changed <= (finding.text ?? '').length + 10,
              `${title}: ${JSON.stringify(after.content)}`,
            );
          }
        }
      }),
      { numRuns: 120, seed: 1 },
    );
  });

  it('are all made at once, and then no fix is left but of what was beside another', () => {
    fc.assert(
      fc.property(written, ([name, text]) => {
        const before = read(name, text);
        if (before.findings.some(isError)) return;
        const tokens = before.findings.filter(({ code }) => code === 'forbidden-token');
        const after = read(name, applyEdits(text, fixAll(before.subject, tokens)));
        assert.ok(after.subject.file.model);
        assert.deepEqual(after.others, before.others);
        const canFix = tokens.some((finding) => fixesFor(before.subject, finding).length > 0);
        assert.equal(count(after.findings, 'forbidden-token') < tokens.length, canFix);
      }),
      { numRuns: 80, seed: 2 },
    );
  });

  it('suppress each finding in its file', () => {
    fc.assert(
      fc.property(written, fc.string({ unit: 'grapheme', minLength: 1 }), ([name, text], reason) => {
        const before = read(name, text);
        if (before.findings.some(isError) || !reason.isWellFormed() || !showsSomething(reason)) return;
        for (const finding of before.findings) {
          const fix = addSuppression(before.subject, suppressionOf(before.subject, finding, reason));
          assert.ok(fix, `${finding.code} in\n${text}`);
          const after = read(name, applyEdits(text, fix.edits));
          assert.equal(after.content, before.content);
          assert.equal(after.findings.length, before.findings.length);
          const sourceOf = ({ start, end }: Finding['range']): string => after.subject.text.slice(start, end);
          const left = applySuppressions(suppressionsIn(after.subject.file), after.findings, sourceOf, false);
          assert.ok(left.length < before.findings.length);
          assert.equal(count(left, 'unused-suppression'), 0);
        }
      }),
      { numRuns: 80, seed: 3 },
    );
  });

  it('write any replacement as it is meant, or not at all', () => {
    fc.assert(
      fc.property(written, fc.string({ unit: 'binary', minLength: 1 }), ([name, text], word) => {
        const before = read(name, text);
        const finding = before.findings.find(({ code }) => code === 'forbidden-token');
        if (!finding || before.findings.some(isError)) return;
        const fix = replaceText(before.subject, finding, word);
        if (!fix) return;
        const after = read(name, applyEdits(text, fix.edits));
        const line = word.replaceAll(/\s*\n\s*/g, ' ');
        assert.ok(after.content.includes(line), JSON.stringify(after.content));
        const rest = before.content.length - (finding.text ?? '').length;
        assert.equal(after.content.length, rest + line.length);
        assert.deepEqual(after.others, before.others);
      }),
      { numRuns: 120, seed: 4 },
    );
  });
});
