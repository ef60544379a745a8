import type { PromptFile } from '../../core/documents/promptFile.js';
import type { Finding, RelatedPlace } from '../../core/model/findings.js';
import type { Reference } from '../../core/model/reference.js';
import type { RenderInput } from '../../core/model/renderInput.js';
import { rulesFor } from '../configuration/rulesFor.js';
import type { AssembledIndex } from '../constraints/assembledIndex.js';
import type { PlacedInput } from '../constraints/partPlaces.js';
import type { PromptFileReader } from '../scopes/indexSources.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';
import { applySuppressions, suppressionsIn } from './suppressions.js';

/** A prompt: of which version, and with which input. */
interface AskedPrompt extends PlacedInput {
  readonly bundle: Reference;
  readonly model: RenderInput;
}

/** What other findings of a prompt are: these break no constraint. */
const NO_CONSTRAINTS: readonly Finding['code'][] = ['placeholder-in-input', 'unused-suppression'];

/**
 * Where a prompt breaks the constraints of its bundle, less what files suppress, and what the configuration of the folder
 * switches off: the same for everybody, whatever their own settings.
 */
export async function promptFindings(
  scope: ScopeIndex,
  assembled: AssembledIndex,
  files: PromptFileReader,
  asked: AskedPrompt,
): Promise<readonly RelatedPlace[]> {
  const byFile = await assembled.promptFindings(asked.bundle, asked);
  const places: RelatedPlace[] = [];
  for (const [file, findings] of byFile) {
    const parsed = file === asked.file ? asked.parsed : await files.read(file);
    const rules = rulesFor(scope, file, {});
    for (const { code, message, range } of unsuppressed(parsed, findings))
      if (!NO_CONSTRAINTS.includes(code) && rules[code] !== 'off') places.push({ message, file, range });
  }
  return places;
}

/** Of a published version there is no file that may suppress anything. */
function unsuppressed(parsed: PromptFile | undefined, findings: readonly Finding[]): readonly Finding[] {
  if (!parsed) return findings;
  const { text } = parsed.source;
  return applySuppressions(
    suppressionsIn(parsed),
    findings,
    ({ start, end }) => text.slice(start, end),
    false,
  );
}
