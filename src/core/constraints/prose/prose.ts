import type { TextRange } from '../../model/findings.js';
import type { TokenMatcher } from '../tokens/tokenMatcher.js';
import { BlockReader, type BlockListener } from './blockReader.js';
import { GREATER } from './markers.js';
import { opaqueBounds, placeholderRanges, type OpaqueBounds } from './opaque.js';
import { ProseReader } from './proseReader.js';

/** What to look for in a text. */
export interface ProseQuestions {
  /** Is fed the text outside code and opaque ranges. */
  readonly matcher?: TokenMatcher | undefined;
  /** Sentences with more words than this are noted. */
  readonly wordLimit?: number | undefined;
  /** Ranges to read as one word each, in order of the text; the placeholders of a template if absent. */
  readonly opaque?: readonly TextRange[] | undefined;
  /** Ranges whose text was filled in: one that is JSON is prose all the same, since its author never wrote it as code. */
  readonly filled?: readonly TextRange[] | undefined;
}

/** What was found; offsets are UTF-16 units. */
export interface Prose {
  /** Start, end and words of each sentence that is too long, by turns. */
  readonly longSentences: readonly number[];
  /** Where each paragraph begins. */
  readonly paragraphs: readonly number[];
  /** Where the last visible character ends that is neither marker nor tag. */
  readonly visibleEnd: number;
}

const nothing = (): void => undefined;
/** For those who ask about paragraphs alone. */
const IGNORE: BlockListener = { prose: nothing, code: nothing };

/** Reads a text once, as the Markdown it mostly is. Its time is linear in the length of the text, whatever that holds. */
export function readProse(text: string, { matcher, wordLimit, opaque, filled }: ProseQuestions): Prose {
  const bounds = opaqueBounds(text, opaque ?? placeholderRanges(text));
  const prose = matcher || wordLimit ? new ProseReader(text, bounds, matcher, wordLimit) : undefined;
  const blocks = new BlockReader(text, bounds, prose ?? IGNORE, opaqueBounds(text, filled ?? []));
  blocks.read();
  prose?.finish();
  return {
    longSentences: prose?.sentences?.long ?? [],
    paragraphs: blocks.paragraphs,
    visibleEnd: visibleEndOf(text, blocks, bounds),
  };
}

/** Where the last visible character ends that is neither marker nor tag: prose may end in tags, which must be read then. */
function visibleEndOf(text: string, blocks: BlockReader, bounds: OpaqueBounds): number {
  const { visibleEnd } = blocks;
  if (text.charCodeAt(visibleEnd - 1) !== GREATER) return visibleEnd;
  const last = new ProseReader(text, bounds, undefined, undefined);
  blocks.reportLast(last);
  return last.visibleEnd || visibleEnd;
}
