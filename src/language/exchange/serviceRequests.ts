import * as l10n from '@vscode/l10n';
import { inlineIdentity } from '../../core/model/inlineIdentity.js';
import type { JsonMap, JsonValue } from '../../core/model/jsonValue.js';
import { formatReference } from '../../core/model/reference.js';
import { bySlot, SLOTS } from '../../core/model/slots.js';
import { prettyJson } from '../../core/prettyJson.js';
import { bundleBody, PROMPTS_PATH, renderBody, templateBody } from '../../core/requestBodies.js';
import { compareCodePoints } from '../../core/text/codePointOrder.js';
import { quote } from '../../core/text/quote.js';
import type { Exported, ExportSubject } from './exported.js';

/**
 * What the service is sent to have a version and to render it, in order: each template once, in the order of their names, then the
 * bundle, then a render. The service names templates itself: its answers are to stand where `<id of …>` does (spec, section 8).
 */
export function exportService({ render, model }: ExportSubject): Exported {
  const { bundle, parts } = render;
  const named = bySlot((slot) => parts[slot].reference ?? inlineIdentity(bundle, slot));
  const templates = new Map(
    SLOTS.map((slot) => {
      const { template } = parts[slot];
      const { id, semver } = named[slot];
      const body = templateBody({
        ...template,
        template_id: id,
        semver,
        role: template.role ?? 'system',
      });
      return [formatReference(named[slot]), body] as const;
    }),
  );
  const reference = { id: bundle.bundle_id, semver: bundle.semver };
  const ids = bySlot((slot) => `<id of ${formatReference(named[slot])}>`);
  const input = model === undefined ? render.input : { ...render.input, model_type: model };
  const requests = [
    ...[...templates]
      .sort(([a], [b]) => compareCodePoints(a, b))
      .map(([, body]) => request('templates', body)),
    request('bundles', bundleBody({ reference, tags: bundle.tags }, ids)),
    request('render', renderBody(reference, input)),
  ];
  const unsent = SLOTS.filter((slot) => parts[slot].template.adapter_version !== null);
  return {
    text: `${prettyJson(requests, { order: 'written' })}\n`,
    ending: '.requests.json',
    notes: [
      l10n.t('The service answers each template with its id: put it where the body of the bundle says so.'),
      ...unsent.map((slot) =>
        l10n.t('The adapter version of {0} is not stored.', quote(formatReference(named[slot]))),
      ),
    ],
  };
}

function request(resource: string, body: JsonMap): JsonMap {
  return new Map<string, JsonValue>([
    ['method', 'POST'],
    ['path', `${PROMPTS_PATH}/${resource}`],
    ['body', body],
  ]);
}
