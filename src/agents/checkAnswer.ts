import { PromptError } from '../core/model/promptError.js';
import { counted } from '../core/text/quote.js';
import { answerFile } from '../language/index.js';
import { AgentError } from './agentError.js';
import type { AgentHost, ToolResult } from './agentHost.js';
import { chooseBundle, versionText } from './agentRoots.js';
import { pageOf } from './pageOfList.js';
import { placedFindings } from './placedFindings.js';
import type { Arguments } from './readArguments.js';
import { refusalText } from './render.js';

/** What an answer is called where its findings are placed. */
const ANSWER = 'answer';

/** `promptBundles_checkAnswer`. */
export async function checkAnswerTool(given: Arguments, host: AgentHost): Promise<ToolResult> {
  const { root, bundle } = await chooseBundle(host, given.text('bundle') ?? '', given.text('root'));
  const { language, scope } = root;
  const checker = await language.answerChecker(root.file, bundle).catch(async (error: unknown) => {
    throw PromptError.is(error) ? new AgentError(await refusalText(root, bundle, error)) : error;
  });
  if (!checker) throw new AgentError('A file changed while it was read. Call again.');
  const answer = answerFile(given.text('answer') ?? '');
  const [own] = scope.definitions('bundle', bundle);
  const findings = checker.check(answer, own === undefined ? {} : (host.rulesOf?.(own) ?? {}));
  const texts = {
    language,
    scope: {
      nameOf: (file: string) => (file === ANSWER ? file : scope.nameOf(file)),
      record: scope.record.bind(scope),
    },
    given: new Map([[ANSWER, answer.source]]),
  };
  const all = await placedFindings(
    texts,
    findings.map((finding) => ({ file: ANSWER, finding })),
  );
  const { lines, items, counts, note } = pageOf(all, given);
  const name = versionText({ bundle });
  const verdict = checker.isConstrained
    ? all.length === 0
      ? `The answer keeps all constraints of ${name}.`
      : `The answer has ${counted(all.length)} ${all.length === 1 ? 'finding' : 'findings'} by the constraints of ${name}.`
    : `${name} has no constraints: nothing was checked.`;
  return {
    texts: [[verdict, ...lines, note].filter((line) => line !== '').join('\n')],
    structured: { bundle: name, is_constrained: checker.isConstrained, findings: items, ...counts },
    isError: false,
  };
}
