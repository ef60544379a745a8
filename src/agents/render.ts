import { SLOTS, type Slot } from '../core/model/slots.js';
import { PromptError } from '../core/model/promptError.js';
import type { Render } from '../core/promptGenerator.js';
import { counted } from '../core/text/quote.js';
import type { Reference } from '../core/model/reference.js';
import { AgentError } from './agentError.js';
import type { AgentHost, JsonObject, ToolResult } from './agentHost.js';
import { chooseBundle, versionText, type AgentRoot, type ChosenBundle } from './agentRoots.js';
import { cutText } from './cutText.js';
import { givenInput, type GivenInput } from './givenInput.js';
import { USUAL_PROMPT_CHARACTERS } from './limits.js';
import { placedFindings } from './placedFindings.js';
import type { Arguments } from './readArguments.js';

/** A render for an agent, which is recorded. */
export interface AgentRender extends ChosenBundle {
  readonly render: Render;
}

/** Renders a version with the input of a call, and has it recorded. Throws an `AgentError` or a `PromptError` that says why there is no prompt. */
export async function renderForAgent(
  host: AgentHost,
  chosen: ChosenBundle,
  given: GivenInput,
): Promise<AgentRender> {
  const { root, bundle } = chosen;
  const input = await givenInput(given, root);
  const generator = await root.language.generatorOf(root.file);
  const render = await generator.renderFromBundle({ bundle, input }).catch(async (error: unknown) => {
    throw PromptError.is(error) ? new AgentError(await refusalText(root, bundle, error)) : error;
  });
  await host.record(root.root, [render]);
  return { ...chosen, render };
}

/** `promptBundles_render`. */
export async function renderTool(given: Arguments, host: AgentHost): Promise<ToolResult> {
  const chosen = await chooseBundle(host, given.text('bundle') ?? '', given.text('root'));
  const rendered = await renderForAgent(host, chosen, given);
  const part = SLOTS.find((slot) => slot === given.text('part'));
  const whole = part ? rendered.render.parts[part].text : rendered.render.rendered_prompt;
  const offset = given.number('offset', 0);
  const { text, total, end } = cutText(
    whole,
    offset,
    given.number('max_characters', USUAL_PROMPT_CHARACTERS),
  );
  const isLeft = end < total;
  const facts: JsonObject = {
    ...renderFacts(rendered),
    ...(part && { part }),
    characters: total,
    ...((offset > 0 || isLeft) && { offset }),
    ...(isLeft && { next_offset: end }),
  };
  const note = noteOf({ offset, end, total, part });
  return {
    texts: [text, ...(note === '' ? [] : [note]), JSON.stringify(facts)],
    structured: { ...facts, rendered_prompt: text },
    isError: false,
  };
}

/** What is told of a render beside the prompt: the names and hashes. */
export function renderFacts({ root, bundle, render }: AgentRender): JsonObject {
  const { bundle_hash, personality_hash, prompt_hash, content_hash, template_hashes } = render;
  return {
    bundle: versionText({ bundle }),
    root: root.name,
    bundle_hash,
    personality_hash,
    prompt_hash,
    content_hash,
    template_hashes: { ...template_hashes },
  };
}

interface Shown {
  readonly offset: number;
  readonly end: number;
  readonly total: number;
  readonly part: Slot | undefined;
}

function noteOf({ offset, end, total, part }: Shown): string {
  const what = part ? `the section ${part}` : 'the prompt';
  if (offset >= total && offset > 0)
    return `There is nothing from character ${counted(offset)} on: ${what} has ${counted(total)}.`;
  if (offset === 0 && end === total) return '';
  const which = `Characters ${counted(offset + 1)} to ${counted(end)} of ${counted(total)} of ${what}.`;
  return end < total ? `${which} Call again with offset ${end} for the next.` : which;
}

/** The most errors that a refused render tells of. */
const MOST_ERRORS = 10;

/** Why there is no prompt, with the errors that are in its way. */
export async function refusalText(root: AgentRoot, bundle: Reference, error: PromptError): Promise<string> {
  const { language, scope } = root;
  const found = error.origins.flatMap((file) =>
    language
      .obstacles(file)
      .filter(({ severity }) => severity === 'error')
      .map((finding) => ({ file, finding })),
  );
  const placed = await placedFindings({ language, scope }, found.slice(0, MOST_ERRORS));
  const left = found.length - placed.length;
  const more = left > 0 ? [`And ${counted(left)} more. promptBundles_check lists all.`] : [];
  const head = `${versionText({ bundle })} is not rendered. ${error.message}`;
  return [head, ...placed.map(({ line }) => line), ...more].join('\n');
}
