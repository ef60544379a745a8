import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';

/** Something that stands where a file is looked for, and is none. Tests of it are for systems that have FIFOs. */
export interface IrregularFile {
  readonly title: string;
  /** How it is told what it is. */
  readonly kind: string;
  readonly make: (file: string) => void;
}

/** A link leads to a file `target` beside it, or nowhere. */
export const IRREGULAR_FILES: readonly IrregularFile[] = [
  { title: 'a link', kind: 'a symbolic link', make: linkTo('target') },
  { title: 'a link to nothing', kind: 'a symbolic link', make: linkTo('nowhere') },
  { title: 'a link to its folder', kind: 'a symbolic link', make: linkTo('.') },
  {
    title: 'a folder',
    kind: 'a folder',
    make: (file) => {
      mkdirSync(file);
    },
  },
  {
    title: 'a FIFO',
    kind: 'a FIFO',
    make: (file) => {
      execFileSync('mkfifo', [file]);
    },
  },
];

/** Makes a link with this target in place of a file. */
export function linkTo(target: string): (file: string) => void {
  return (file) => {
    symlinkSync(target, file);
  };
}
