import * as l10n from '@vscode/l10n';
import type { BundlePart, PromptBundle } from '../model/bundle.js';
import type { Finding } from '../model/findings.js';
import { parseReference } from '../model/reference.js';
import { isSemver } from '../model/semver.js';
import { bySlot, SLOTS } from '../model/slots.js';
import { countCodePoints } from '../text/codePoints.js';
import { trimWhiteSpace } from '../text/whiteSpace.js';
import { readTemplateBody, templateBodyFindings } from './readTemplate.js';
import { entryOf, nodeAt, stringOf, type MappingNode, type StringNode, type ValueNode } from './valueNode.js';
import { quote } from '../text/quote.js';

/** The most characters a tag may have; longer ones are dropped (spec, section 1.2). */
const MAX_TAG_LENGTH = 64;

/** The bundle in a file whose shape is right. */
export function readBundle(root: MappingNode): PromptBundle {
  const description = stringOf(root, 'description')?.value;
  return {
    bundle_id: stringOf(root, 'bundle_id')?.value ?? '',
    semver: stringOf(root, 'semver')?.value ?? '',
    templates: bySlot((slot) => readPart(nodeAt(root, ['templates', slot]))),
    tags: tagNodes(root)
      .filter((tag) => tag.dropped === undefined)
      .map((tag) => tag.value),
    ...(description !== undefined && { description }),
  };
}

function readPart(node: ValueNode | undefined): BundlePart {
  if (node?.kind === 'mapping') return { kind: 'inline', template: readTemplateBody(node) };
  const reference = parseReference(node?.kind === 'string' ? node.value : '');
  return { kind: 'reference', reference: reference ?? { id: '', semver: '' } };
}

/** Findings in a bundle that its schema cannot say: references, inline templates and tags. */
export function bundleFindings(root: ValueNode): Finding[] {
  const parts = SLOTS.flatMap((slot) => {
    const part = nodeAt(root, ['templates', slot]);
    if (part?.kind === 'mapping') return templateBodyFindings(part);
    return part?.kind === 'string' ? referenceFindings(part) : [];
  });
  const tags = tagNodes(root).flatMap(({ node, dropped }): Finding[] =>
    dropped === undefined
      ? []
      : [{ code: 'dropped-tag', severity: 'warning', message: dropped(), range: node.range }],
  );
  return [...parts, ...tags];
}

function referenceFindings(node: StringNode): Finding[] {
  const reference = parseReference(node.value);
  if (!reference) {
    const message = l10n.t(
      '{0} is not a reference. Write `template_id@semver`, such as `persona@1.0.0`.',
      quote(node.value),
    );
    return [{ code: 'schema', severity: 'error', message, range: node.range }];
  }
  if (isSemver(reference.semver)) return [];
  const message = l10n.t(
    '{0} is not an exact version. A reference names one, such as `1.4.0`; a label or a range could change the prompt.',
    quote(reference.semver),
  );
  const at = node.value.length - reference.semver.length;
  return [
    {
      code: 'invalid-semver',
      severity: 'error',
      message,
      range: node.textMap().rangeToSource(at, node.value.length),
    },
  ];
}

interface Tag {
  readonly node: StringNode;
  readonly value: string;
  /** Why the tag is not used, if it is not. */
  readonly dropped: (() => string) | undefined;
}

function tagNodes(root: ValueNode): Tag[] {
  const tags = entryOf(root, 'tags')?.value;
  const seen = new Set<string>();
  return (tags?.kind === 'list' ? tags.items : []).flatMap((node): Tag[] => {
    if (node.kind !== 'string') return [];
    const value = trimWhiteSpace(node.value);
    const dropped = reasonToDrop(value, seen);
    if (dropped === undefined) seen.add(value);
    return [{ node, value, dropped }];
  });
}

function reasonToDrop(tag: string, seen: ReadonlySet<string>): Tag['dropped'] {
  if (tag === '') return () => l10n.t('An empty tag is ignored. Remove it.');
  if (seen.has(tag))
    return () => l10n.t('The tag {0} is here already, so this one is ignored. Remove it.', quote(tag));
  return countCodePoints(tag) > MAX_TAG_LENGTH
    ? () => l10n.t('A tag over {0} characters is ignored. Shorten it.', MAX_TAG_LENGTH)
    : undefined;
}
