import * as l10n from '@vscode/l10n';
import { SLOTS } from '../core/model/slots.js';
import { exportAnthropic, exportOpenai } from './exchange/chatRequests.js';
import type { Exported, ExportSubject } from './exchange/exported.js';
import { exportService } from './exchange/serviceRequests.js';
import {
  exportDotprompt,
  exportGithubModels,
  exportLangfuse,
  exportPromptfoo,
  exportPrompty,
} from './exchange/templateFiles.js';

export type { Exported, ExportSubject } from './exchange/exported.js';

/** What a bundle can be exported to, in the order in which it is offered. */
export const EXPORT_FORMATS = [
  'service',
  'openai',
  'anthropic',
  'promptfoo',
  'prompty',
  'dotprompt',
  'github-models',
  'langfuse',
] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const EXPORTERS: Readonly<Record<ExportFormat, (subject: ExportSubject) => Exported>> = {
  service: exportService,
  openai: exportOpenai,
  anthropic: exportAnthropic,
  promptfoo: exportPromptfoo,
  prompty: exportPrompty,
  dotprompt: exportDotprompt,
  'github-models': exportGithubModels,
  langfuse: exportLangfuse,
};

/**
 * A bundle version in another format. Requests (`openai`, `anthropic`) hold the prompt that was rendered, with a message for each
 * part; templates keep their placeholders, with the input as sample; `service` is what the service is sent, and loses nothing.
 * What a format does not carry is in the notes. Without a model, that of the input counts, or else the only one that the bundle serves.
 */
export function exportBundle(
  format: ExportFormat,
  { render, model }: { readonly render: ExportSubject['render']; readonly model?: string | undefined },
): Exported {
  const { bundle, input } = render;
  const served = bundle.tags.length === 1 ? bundle.tags[0] : undefined;
  const chosen = [model, input.model_type, served].find((one) => one !== undefined && one !== '');
  if (format === 'service') return exportService({ render, model });
  const exported = EXPORTERS[format]({ render, model: chosen });
  const constrained = SLOTS.filter((slot) => render.parts[slot].template.constraints !== null);
  return {
    ...exported,
    notes: [
      ...exported.notes,
      ...constrained.map((slot) => l10n.t('The constraints of the {0} part are not carried.', slot)),
    ],
  };
}
