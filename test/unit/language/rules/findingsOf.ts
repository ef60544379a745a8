import { createHash } from 'node:crypto';
import path from 'node:path';
import { nullAuditSink } from '../../../../src/core/audit/null.js';
import { CompiledCache } from '../../../../src/core/constraints/index.js';
import { fileTypeOf } from '../../../../src/core/documents/fileKinds.js';
import { parseWithin } from '../../../../src/core/documents/parseWithin.js';
import type { PromptFile } from '../../../../src/core/documents/promptFile.js';
import { DEFAULT_MAX_FILE_BYTES } from '../../../../src/core/documents/fileSizes.js';
import { loadHashing } from '../../../../src/core/hashing.js';
import type { Finding } from '../../../../src/core/model/findings.js';
import { createPromptGenerator } from '../../../../src/core/promptGenerator.js';
import { readSnapshot } from '../../../../src/core/published/readSnapshot.js';
import { PUBLISHED_FOLDER } from '../../../../src/core/published/snapshotName.js';
import { loadTokenizer } from '../../../../src/node/folder/loadTokenizer.js';
import { AssembledIndex } from '../../../../src/language/constraints/assembledIndex.js';
import { ExpectationIndex } from '../../../../src/language/expectations/expectationIndex.js';
import { aloneText, type LeftOut } from '../../../../src/language/belonging/leftOut.js';
import { summarise } from '../../../../src/language/scopes/fileSummary.js';
import { scopeSources } from '../../../../src/language/scopes/indexSources.js';
import { promptFindings } from '../../../../src/language/findings/promptFindings.js';
import { reportedFindings } from '../../../../src/language/findings/reportedFindings.js';
import { labelFindings } from '../../../../src/language/labels/labelFindings.js';
import { isBaselineFile } from '../../../../src/language/baseline/baseline.js';
import { BaselineIndex } from '../../../../src/language/baseline/baselineIndex.js';
import { readBaseline } from '../../../../src/language/baseline/readBaseline.js';
import { isLabelsFile } from '../../../../src/language/labels/labels.js';
import { readLabels } from '../../../../src/language/labels/readLabels.js';
import { ScopeIndex } from '../../../../src/language/scopes/scopeIndex.js';
import { belongingIn } from '../belonging/belongingIn.js';

const isSnapshotPath = (file: string): boolean => file.startsWith(`${PUBLISHED_FOLDER.join('/')}/`);
const hashing = loadHashing((text) => createHash('sha256').update(text).digest('hex'));

/** What is reported of files that make up one folder, all of which are open, as the editor and the command line report it. */
export async function findingsOf(
  texts: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const { files, leftOut } = belongingIn(texts);
  const together = await findingsIn(files);
  const alone = await Promise.all(
    [...leftOut].map(([file, reason]) => findingsIn({ [file]: texts[file] ?? '' }, reason)),
  );
  return new Map([together, ...alone].flatMap((found) => [...found]));
}

async function findingsIn(
  texts: Readonly<Record<string, string>>,
  alone?: LeftOut,
): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const cache = new CompiledCache();
  const scope = new ScopeIndex(undefined, alone && { alone: () => aloneText(alone) });
  const parsed = new Map<string, PromptFile>();
  for (const [file, text] of Object.entries(texts)) {
    if (isSnapshotPath(file)) {
      const name = path.posix.basename(file);
      scope.updateSnapshot(readSnapshot({ file, name, given: { text } }, await hashing));
      continue;
    }
    if (isLabelsFile(file)) {
      scope.updateLabels(readLabels(file, text));
      continue;
    }
    if (isBaselineFile(file)) {
      scope.updateBaseline(readBaseline(file, text));
      continue;
    }
    const type = fileTypeOf(file);
    if (!type) throw new Error(`${file} is no prompt file.`);
    const read = parseWithin(type, text, DEFAULT_MAX_FILE_BYTES);
    parsed.set(file, read);
    scope.update(summarise(file, read, cache));
  }
  const files = { read: (file: string) => Promise.resolve(parsed.get(file)) };
  const sources = scopeSources(scope, files);
  const ports = { bundles: sources, templates: sources, audit: nullAuditSink, now: () => new Date(0) };
  const generator = createPromptGenerator({ ...ports, hashing: await hashing });
  const assembled = new AssembledIndex({
    scope,
    files,
    cache,
    hashing: () => hashing,
    generator: () => Promise.resolve(generator),
  });
  const expectations = new ExpectationIndex({
    scope,
    files,
    generator: () => Promise.resolve(generator),
    loadTokenizer,
    promptFindings: (rendered) => promptFindings(scope, assembled, files, rendered),
  });
  for (const file of parsed.keys()) await expectations.refresh(file);
  for (const file of parsed.keys()) if (scope.get(file)?.kind === 'bundle') await assembled.refresh(file);
  const { file: labels } = scope.labels;
  const { file: counted } = scope.baseline;
  const baseline = new BaselineIndex(scope);
  return new Map([
    ...[...parsed].map(([file, read]) => {
      const failed = expectations.findings(file);
      return [file, reportedFindings(scope, assembled, file, read, {}, { failed, baseline })] as const;
    }),
    ...(labels ? [[labels.file, labelFindings(scope)] as const] : []),
    ...(counted ? [[counted.file, baseline.findings(counted, {}, true)] as const] : []),
  ]);
}
