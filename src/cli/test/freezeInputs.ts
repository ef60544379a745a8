import { PromptError } from '../../core/model/promptError.js';
import type { Refusal } from '../../core/model/refusal.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import { freezeExpectation, inputsToFreeze } from '../../language/index.js';
import type { CommandLineHost } from '../commandLineHost.js';
import { fixSubject } from '../../node/folder/fixSubject.js';
import type { Selects, TestedRoot } from './runTests.js';
import { writeInput } from './updateInputs.js';

interface Frozen {
  readonly version: Reference;
  readonly selects: Selects;
}

/** Has inputs expect the hashes that a published version gives; what they expect already stays as it is. */
export async function freezeInputs(
  host: Pick<CommandLineHost, 'newId'>,
  tested: readonly TestedRoot[],
  { version, selects }: Frozen,
): Promise<{ readonly count: number; readonly failed: readonly Refusal[] }> {
  const name = formatReference(version);
  const failed: Refusal[] = [];
  let count = 0;
  let isPublished = false;
  for (const root of tested) {
    const { folder, language } = root;
    const { scope } = folder;
    if (!scope.published.bundle(version)) continue;
    isPublished = true;
    const generator = await language.publishedGenerator(scope.published);
    for (const file of inputsToFreeze(scope, version.id).filter((input) => selects(input, name))) {
      const parsed = folder.get(file);
      const subject = fixSubject(root, file, []);
      if (parsed?.kind !== 'input' || !parsed.model || !subject) continue;
      try {
        const { prompt_hash } = await generator.renderFromBundle({ bundle: version, input: parsed.model });
        const edit = freezeExpectation(subject, name, prompt_hash);
        if (!edit) continue;
        const problem = await writeInput(host, folder, { file, text: subject.text, edit });
        if (problem === undefined) count++;
        else failed.push(problem);
      } catch (error) {
        if (!PromptError.is(error)) throw error;
        // What is meant for another model is not asked for.
        if (error.code !== 'bundle_unsupported_model')
          failed.push({ code: error.code, reason: `${file}: ${error.message}` });
      }
    }
  }
  if (!isPublished)
    failed.push({
      code: 'not_published',
      reason: `${name} is not published: publish it, so that its prompts stay what they are.`,
    });
  return { count, failed };
}
