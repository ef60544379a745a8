import type { FileType } from '../../core/documents/fileKinds.js';
import type { Reader } from '../edits/subject.js';

/** Gives what reads texts as a new file of a kind. It is handed in, as for fixes, so that nothing here holds a parser. */
export type ReadAs = (type: FileType) => Reader;
