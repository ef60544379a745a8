import { FINDING_CODES } from '../core/model/findings.js';
import { AgentError } from './agentError.js';
import type { AgentHost, ToolResult } from './agentHost.js';
import type { Arguments } from './readArguments.js';

/** `promptBundles_explain`. */
export async function explainTool(given: Arguments, host: AgentHost): Promise<ToolResult> {
  const code = FINDING_CODES.find((one) => one === given.text('code'));
  const page = code && (await host.rulePage(code));
  if (code === undefined || page === undefined)
    throw new AgentError(`The page of ${code ?? 'this code'} cannot be read here.`);
  return { texts: [page], structured: { code, page }, isError: false };
}
