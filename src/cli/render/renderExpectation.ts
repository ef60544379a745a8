import { bundleReference } from '../../core/model/bundle.js';
import type { Finding } from '../../core/model/findings.js';
import { formatReference } from '../../core/model/reference.js';
import type { Render } from '../../core/promptGenerator.js';
import { writtenExpectations, type PromptLanguage } from '../../language/index.js';
import { findingsJson } from '../findingJson.js';
import type { NamedInput } from '../inputFile.js';

/** What an input expects of a render with it: nothing, or what of it does not hold. */
export type RenderExpectation = readonly Finding[] | undefined;

/** Compares a render with what its input expects of that version. */
export async function expectationOf(
  language: Pick<PromptLanguage, 'evaluateExpectation'>,
  input: NamedInput | undefined,
  render: Render,
): Promise<RenderExpectation> {
  const bundle = bundleReference(render.bundle);
  const name = formatReference(bundle);
  const written = writtenExpectations(input?.parsed.root).find((one) => one.name === name);
  if (!input?.parsed.model || !written) return undefined;
  const { file, parsed } = input;
  const rendered = { bundle, file, parsed, model: input.parsed.model };
  const expectations = await language.evaluateExpectation('', written, render, rendered);
  return expectations.flatMap(({ failure }) => failure ?? []);
}

/** The same as a member of the command line's JSON; none where nothing is expected, since the rest is the service's form. */
export function expectationJson(input: NamedInput | undefined, failed: RenderExpectation): object {
  if (!input || !failed) return {};
  const { file, parsed } = input;
  const found = failed.map((finding) => ({ file, finding }));
  const findings = findingsJson({ sourceOf: () => parsed.source }, found);
  return { expectation: { holds: failed.length === 0, findings } };
}
