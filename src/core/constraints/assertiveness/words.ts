import { hedges } from 'hedges';
import { weasels } from 'weasels';

/**
 * Words and phrases that make a statement stronger: the adverbs, adjectives and modals among the boosters listed by
 * Ken Hyland, "Metadiscourse: Exploring Interaction in Writing" (2005), appendix. His verbs (`show`, `find`, `know`, ...)
 * and everyday adjectives (`clear`, `sure`, `certain`, `true`) are left out: in instructions they seldom assert anything.
 */
export const BOOSTERS: readonly string[] = [
  'actually',
  'always',
  'beyond doubt',
  'certainly',
  'clearly',
  'conclusively',
  'decidedly',
  'definite',
  'definitely',
  'doubtless',
  'evidently',
  'in fact',
  'incontestably',
  'incontrovertibly',
  'indeed',
  'indisputable',
  'indisputably',
  'must',
  'never',
  'no doubt',
  'obvious',
  'obviously',
  'of course',
  'really',
  'surely',
  'truly',
  'undeniable',
  'undeniably',
  'undisputedly',
  'undoubtedly',
  'without doubt',
];

/**
 * Entries of the two lists of hedges that in instructions mostly do everyday work (`read`, `like`, `again`), or strengthen
 * what they stand by (`extremely`): with them every text would be a hesitant one.
 */
const NOT_HEDGING = new Set([
  ...words(
    'about around can will be is do like look looks looked read say says saw heard smelled touched watched felt knew',
  ),
  ...words(
    'find finds found consider considered considers understand understands understood noticed realised realized',
  ),
  ...words(
    'recognised recognized decided wanted wished wondered began started helps works acts gains supports combats',
  ),
  ...words(
    'some somebody someone something somewhere sort bit bunch couple few many much most little several own only just',
  ),
  ...words(
    'even ever also already again anyway still then so that all over up down back far well better close enough',
  ),
  ...words(
    'certain clear necessarily overall rare real effective effectively efficient excellent expert experts useful',
  ),
  ...words(
    'improved diagnostic huge tiny vast very extremely exceedingly completely literally remarkably significantly',
  ),
  ...words('substantially surprisingly interestingly'),
  'be able to',
  'be sure',
  'is like',
  'linked to',
  'look like',
  'looks like',
  'not rocket science',
  'outside the box',
]);

/** Words and phrases that make a statement weaker: the published lists `hedges` and `weasels`, less what is none here. */
export const HEDGES: readonly string[] = [...new Set([...hedges, ...weasels])].filter(
  (word) => !NOT_HEDGING.has(word) && !BOOSTERS.includes(word),
);

function words(text: string): string[] {
  return text.split(' ');
}
