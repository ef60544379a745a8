import { applyEdits, nextVersionFix, restoreVersion, versionChoices } from '../../../src/language/index.js';
import { changedVersion } from '../../../src/language/publication/publishedFindings.js';
import type { Folder } from '../folder.js';
import type { Report } from '../fuzzCase.js';

/** A version that drifted from what is published is restored or given its next version, where that is offered. */
export async function checkPublished(folder: Folder, file: string, report: Report): Promise<void> {
  const parsed = folder.get(file);
  if (!parsed.model || !changedVersion(folder.scope, parsed)) return;
  const subject = folder.subjectOf(file);
  const restored = subject && restoreVersion(folder.scope, subject);
  if (subject && restored) {
    const text = applyEdits(subject.text, restored.edits);
    await folder.whileWritten({ [file]: text }, () => {
      if (isChanged(folder, file))
        report('restoring leaves a changed version', JSON.stringify(text.slice(0, 300)));
    });
  }
  for (const { level } of versionChoices(folder.scope, parsed).slice(0, 1)) {
    const fix = await nextVersionFix(folder, file, level);
    if (!fix) continue;
    const texts = fix.files.map((one) => [one.file, applyEdits(one.subject.text, one.edits)] as const);
    await folder.whileWritten(Object.fromEntries(texts), () => {
      if (isChanged(folder, file)) report('next version leaves a changed version', `${level} ${fix.next}`);
      if (!folder.get(file).model) report('next version leaves errors', `${level} ${fix.next}`);
    });
  }
}

function isChanged(folder: Folder, file: string): boolean {
  return folder
    .findings(file)
    .some(({ code, severity }) => code === 'published-version-changed' && severity === 'error');
}
