import { element, replaceAllChildren } from '../../webview/page/dom.js';

/** Sets a sentence of a comparison, leaving it alone when it is the same; its arrows are not torn at a line's end. */
export function setSentence(target: Element, text: string): void {
  const sentence = element('span');
  replaceAllChildren(
    sentence,
    text.split('→').flatMap((part, i) => (i === 0 ? [part] : [element('span', 'arrow', '→'), part])),
  );
  if (target.textContent !== sentence.textContent) replaceAllChildren(target, [...sentence.childNodes]);
}
