import * as l10n from '@vscode/l10n';
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
  const next = isNextOffered ? [commandLens(range, l10n.t('Create next version'), 'createNextVersion')] : [];
  switch (state) {
    case 'new': {
      const publish = kind === 'bundle' && canPublish;
      return [
        { range, title: l10n.t('Draft') },
        ...(publish ? [commandLens(range, l10n.t('Publish {0}', name.semver), 'publish')] : []),
      ];
    }
    case 'published':
      return [openLens(range, l10n.t('Published'), snapshotOf()), ...labelled(), ...next];
    case 'changed':
      return [
        commandLens(range, l10n.t('Unpublished changes'), 'compareWithPublished'),
        ...labelled(),
        ...next,
      ];
    case 'damaged':
      return [openLens(range, l10n.t('Published, but damaged'), published.damaged(name)[0]?.file)];
    case undefined:
      return [];
  }

  function labelled(): readonly Lens[] {
    const names = kind === 'bundle' ? labels.of(name) : [];
    if (names.length === 0) return [];
    const shown = names.join(', ');
    const title = names.length === 1 ? l10n.t('Label: {0}', shown) : l10n.t('Labels: {0}', shown);
    return [canEdit ? commandLens(range, title, 'setLabel') : { range, title }];
  }

  function snapshotOf(): string | undefined {
    return kind === 'bundle' ? published.bundle(name)?.file : published.templates(name)[0]?.file;
  }
}

function openLens(range: TextRange, title: string, file: string | undefined): Lens {
  return { range, title, ...(file !== undefined && { action: { kind: 'open', file } }) };
}
