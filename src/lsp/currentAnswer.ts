import { ErrorCodes, LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import { failureText } from '../core/text/failureText.js';
import { shownText } from './output.js';
import type { PromptWorkspace } from './workspace/promptWorkspace.js';

/** Answers a request, or says why it does not. */
export type CurrentHandler<Params, Answer> = (
  params: Params,
  token: CancellationToken,
) => Promise<Answer | ResponseError>;

/**
 * What answers with what is so now: with nothing that was asked for of another state of the files, whose places are others,
 * and nothing that nobody waits for any more. What goes wrong is the answer, too.
 */
export function currentAnswer<Params, Answer>(
  workspace: Pick<PromptWorkspace, 'changes' | 'settle'>,
  answer: (params: Params) => Promise<Answer>,
): CurrentHandler<Params, Answer> {
  return async (params, token) => {
    const { changes } = workspace;
    const late = (): ResponseError | undefined => {
      if (token.isCancellationRequested)
        return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
      return workspace.changes === changes
        ? undefined
        : new ResponseError(LSPErrorCodes.ContentModified, 'The files have changed meanwhile.');
    };
    try {
      await workspace.settle();
      return late() ?? (await answered(answer, params, late));
    } catch (error) {
      if (error instanceof ResponseError) return error as ResponseError;
      return new ResponseError(ErrorCodes.InternalError, shownText(failureText(error)));
    }
  };
}

async function answered<Params, Answer>(
  answer: (params: Params) => Promise<Answer>,
  params: Params,
  late: () => ResponseError | undefined,
): Promise<Answer | ResponseError> {
  const found = await answer(params);
  return late() ?? found;
}
