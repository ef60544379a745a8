import type { Reference } from '../core/model/reference.js';
import { AnswerChecker } from './answers/answerChecker.js';
import { rulesFor } from './configuration/rulesFor.js';
import type { LanguageContext } from './context.js';
import { readTemplates } from './prompts/assembly.js';

export { AnswerChecker } from './answers/answerChecker.js';
export { answerFile } from './answers/answerFile.js';

/**
 * What checks answers against a bundle version of the root that a file belongs to. Rejects with a `PromptError` where that
 * version cannot be rendered; `undefined` where a file of it has gone meanwhile.
 */
export async function answerChecker(
  context: Pick<LanguageContext, 'files' | 'cache' | 'generatorOf'>,
  file: string,
  bundle: Reference,
): Promise<AnswerChecker | undefined> {
  const { files, cache } = context;
  const generator = await context.generatorOf(file);
  const resolved = await generator.resolveBundle(bundle);
  const scope = files.scopeOf(file);
  const templates = await readTemplates(resolved, files, scope.published);
  const [own = file] = scope.definitions('bundle', bundle);
  return (
    templates && new AnswerChecker(bundle, templates, cache, (personal) => rulesFor(scope, own, personal))
  );
}
