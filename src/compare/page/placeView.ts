import { element, setClass, setText, setTitle, type View } from '../../webview/page/dom.js';
import { dayInWords } from '../../webview/page/l10n.js';
import type { Place, Revision } from '../protocol.js';

const NONE: Revision = { id: '', date: '', author: '', subject: '' };

/** Where a version is; of a git revision its message, author and date too. */
export class PlaceView implements View<Place> {
  readonly #label = element('span', 'place');
  readonly #date = element('span', 'date');
  readonly #author = element('span');
  readonly #subject = element('span', 'subject');
  readonly element = element(
    'li',
    '',
    this.#label,
    ' ',
    element('span', 'quiet', this.#date, ' ', this.#author),
    this.#subject,
  );

  show({ label, revision }: Place): void {
    const { id, author, subject, ...commit } = revision ?? NONE;
    const date = dayInWords(commit.date);
    setClass(this.element, revision ? 'revision' : '');
    setText(this.#label, `${label} ${id}`.trim());
    setText(this.#date, date);
    setText(this.#author, author);
    this.#subject.hidden = subject === '';
    setText(this.#subject, subject);
    setTitle(this.element, revision ? [subject, `${id} ${date} ${author}`].filter(Boolean) : '');
  }
}
