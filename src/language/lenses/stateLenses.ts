import type { TextRange } from '../../core/model/findings.js';
import type { Reference } from '../../core/model/reference.js';
import type { PublishedState } from '../publication/publishedState.js';
import type { DefiningKind, ScopeIndex } from '../scopes/scopeIndex.js';
import { commandLens, type Lens, type LensOptions } from './lens.js';

/** Says how a version stands to what is published, and what can be done about that. */
export function stateLenses(
  { published, labels }: ScopeIndex,
  kind: DefiningKind,
  name: Reference,
  state: PublishedState | undefined,
  range: TextRange,
  { canEdit, canPublish }: LensOptions,
): readonly Lens[] {
  const isNextOffered = canEdit && (state === 'published' || state === 'changed');
  const next = isNextOffered ? [commandLens(range, 'Create next version', 'createNextVersion')] : [];
  switch (state) {
    case 'new': {
      const publish = kind === 'bundle' && canPublish;
      return [
        { range, title: 'Draft' },
        ...(publish ? [commandLens(range, `Publish ${name.semver}`, 'publish')] : []),
      ];
    }
    case 'published':
      return [openLens(range, 'Published', snapshotOf()), ...labelled(), ...next];
    case 'changed':
      return [commandLens(range, 'Unpublished changes', 'compareWithPublished'), ...labelled(), ...next];
    case 'damaged':
      return [openLens(range, 'Published, but damaged', published.damaged(name)[0]?.file)];
    case undefined:
      return [];
  }

  function labelled(): readonly Lens[] {
    const names = kind === 'bundle' ? labels.of(name) : [];
    if (names.length === 0) return [];
    const title = `${names.length === 1 ? 'Label' : 'Labels'}: ${names.join(', ')}`;
    return [canEdit ? commandLens(range, title, 'setLabel') : { range, title }];
  }

  function snapshotOf(): string | undefined {
    return kind === 'bundle' ? published.bundle(name)?.file : published.templates(name)[0]?.file;
  }
}

function openLens(range: TextRange, title: string, file: string | undefined): Lens {
  return { range, title, ...(file !== undefined && { action: { kind: 'open', file } }) };
}
