import {
  AgentError,
  agentRoots,
  bundleIds,
  INPUT_FIELDS,
  INPUT_PROPERTIES,
  namedSemver,
  newest,
  renderFacts,
  renderForAgent,
  versionsOf,
  type AgentHost,
  type AgentRoot,
} from '../../agents/index.js';
import { PLACEHOLDERS, type Placeholder } from '../../core/model/placeholders.js';
import { PromptError } from '../../core/model/promptError.js';
import type { Reference } from '../../core/model/reference.js';
import { SLOTS } from '../../core/model/slots.js';
import { excerpt, listed } from '../../core/text/quote.js';
import { filesOfVersion } from '../../language/index.js';
import type { Served, ServedPrompt } from '../../mcp/index.js';

/** The most characters of a prompt that is given whole. */
const MAX_PROMPT = 1_000_000;
/** The most characters of a description. */
const MAX_DESCRIPTION = 300;

/** A bundle, under the name of its prompt: its id, with its root where several have it. */
interface NamedBundle {
  readonly name: string;
  readonly id: string;
  readonly root: AgentRoot;
}

/** The bundles of a folder as prompts, with the fields of an input as arguments. */
export function servedPrompts(host: AgentHost): Pick<Served, 'prompts' | 'prompt' | 'complete'> {
  return {
    prompts: async () => {
      const all = await namedBundles(host);
      return {
        length: all.length,
        slice: (from, to) => Promise.all(all.slice(from, to).map((one) => describe(one))),
      };
    },
    prompt: async (name, given) => {
      const { id, root } = await bundleNamed(host, name);
      const known = new Set<string>(['version', 'input', 'input_text', ...INPUT_FIELDS]);
      const unknown = Object.keys(given).find((argument) => !known.has(argument));
      if (unknown !== undefined)
        throw new AgentError(
          `The prompt has no argument ${excerpt(unknown)}. It takes ${[...known].join(', ')}.`,
        );
      const bundle = { id, semver: versionOf(root, id, given['version'] ?? '') };
      // What is left empty in a form is not given.
      const value = (argument: string): string | undefined =>
        given[argument] === '' ? undefined : given[argument];
      const rendered = await renderForAgent(host, { root, bundle }, { value });
      const { rendered_prompt: text } = rendered.render;
      if (text.length > MAX_PROMPT)
        throw new AgentError(
          `The prompt has more than ${MAX_PROMPT.toLocaleString('en-US')} characters. The tool promptBundles_render gives it piece by piece, by offset.`,
        );
      const facts = renderFacts(rendered);
      return {
        description: `${excerpt(id)}@${excerpt(bundle.semver)}`,
        text,
        facts: { 'prompt-bundles/render': facts },
      };
    },
    complete: async (name, argument, begun) => {
      const { id, root } = await bundleNamed(host, name);
      return choicesOf(root, id, argument).filter((choice) => choice.startsWith(begun));
    },
  };
}

async function namedBundles(host: AgentHost): Promise<readonly NamedBundle[]> {
  const roots = await agentRoots(host);
  const all = roots.flatMap((root) => bundleIds(root).map((id) => ({ id, root })));
  const counts = new Map<string, number>();
  for (const { id } of all) counts.set(id, (counts.get(id) ?? 0) + 1);
  return all.map(({ id, root }) => ({
    id,
    root,
    name: counts.get(id) === 1 ? id : `${root.name}/${id}`,
  }));
}

async function bundleNamed(host: AgentHost, name: string): Promise<NamedBundle> {
  const found = (await namedBundles(host)).find((one) => one.name === name);
  if (found) return found;
  throw new AgentError(`There is no prompt ${excerpt(name)}. prompts/list has all.`);
}

/** The version that is asked for, by itself or by a label; the newest where none is. */
function versionOf(root: AgentRoot, id: string, written: string): string {
  const all = versionsOf(root, id);
  const semver = written === '' ? newest(all) : namedSemver(root, id, written);
  if (semver !== undefined && all.includes(semver)) return semver;
  throw new AgentError(
    `There is no version ${excerpt(written)} of ${excerpt(id)}. There are ${listed([...all].reverse().map((one) => excerpt(one)))}.`,
  );
}

async function describe({ name, id, root }: NamedBundle): Promise<ServedPrompt> {
  const semver = newest(versionsOf(root, id)) ?? '';
  const { fields, description } = await needsOf(root, { id, semver });
  const version = 'The version, or the label of a published one, such as production.';
  return {
    name,
    title: excerpt(name),
    description: excerpt(description === '' ? `The prompt bundle ${id}.` : description, MAX_DESCRIPTION),
    arguments: [
      ...fields.map((field) => ({ name: field, description: INPUT_PROPERTIES[field]?.description ?? '' })),
      { name: 'input', description: INPUT_PROPERTIES['input']?.description ?? '' },
      { name: 'version', description: `${version} ${excerpt(semver)} when absent.` },
    ],
  };
}

/** The fields of an input that a version has a use for; all where that is not known, since it cannot be rendered. */
async function needsOf(
  root: AgentRoot,
  bundle: Reference,
): Promise<{ readonly fields: readonly (typeof INPUT_FIELDS)[number][]; readonly description: string }> {
  try {
    const generator = await root.language.generatorOf(root.file);
    const { bundle: model, parts } = await generator.resolveBundle(bundle);
    const asks = (name: Placeholder): boolean =>
      SLOTS.some((slot) => parts[slot].template.content.includes(`{{${name}}}`));
    const asked = new Set<string>(PLACEHOLDERS.filter(asks));
    if (model.tags.length > 0) asked.add('model_type');
    return { fields: INPUT_FIELDS.filter((name) => asked.has(name)), description: model.description ?? '' };
  } catch (error) {
    if (!PromptError.is(error)) throw error;
    const why = `It cannot be rendered at the moment: ${error.message}`;
    return { fields: INPUT_FIELDS, description: why };
  }
}

function choicesOf(root: AgentRoot, id: string, argument: string): readonly string[] {
  const { scope } = root;
  const versions = [...versionsOf(root, id)].reverse();
  const [file] = filesOfVersion(scope, { id, semver: newest(versionsOf(root, id)) ?? '' });
  switch (argument) {
    case 'version':
      return [...scope.labels.named(id).map(({ label }) => label), ...versions];
    case 'input':
      return file === undefined ? [] : scope.inputsFor(file).inputs;
    case 'model_type':
      return file === undefined
        ? []
        : (scope.get(file)?.tags ?? scope.published.get(file)?.snapshot?.bundle.tags ?? []);
    default:
      return [];
  }
}
