import {
  CancellationError,
  LanguageModelTextPart,
  LanguageModelToolResult,
  type CancellationToken,
} from 'vscode';
import { runTool } from '../../agents/index.js';
import { agentHost } from './agentHost.js';
import type { AgentServices } from './services.js';
import { takeInNamed } from './takeInNamed.js';

/**
 * Runs a tool over what editors show, and what is stored where they show nothing. What is refused is an error whose message is for
 * the model; nothing is given, or recorded, of a call that is cancelled meanwhile.
 */
export async function invokeTool(
  services: AgentServices,
  name: string,
  input: unknown,
  token: CancellationToken,
): Promise<LanguageModelToolResult> {
  const running = run(services, name, input, token);
  const cancelled = new Promise<never>((_, reject) => {
    const subscription = token.onCancellationRequested(() => {
      reject(new CancellationError());
    });
    const stop = (): void => void subscription.dispose();
    running.then(stop, stop);
  });
  return Promise.race([running, cancelled]);
}

async function run(
  services: AgentServices,
  name: string,
  input: unknown,
  token: CancellationToken,
): Promise<LanguageModelToolResult> {
  await takeInNamed(services.files, input);
  const { texts, isError } = await runTool(name, input, agentHost(services, token));
  if (token.isCancellationRequested) throw new CancellationError();
  if (isError) throw new Error(texts.join('\n'));
  return new LanguageModelToolResult(texts.map((text) => new LanguageModelTextPart(text)));
}
