import type { PageMessage } from '../protocol.js';
import { placeBelow } from './pointing.js';
import type { Prompt } from './prompt.js';

/**
 * Tells VS Code, which draws the context menu of a page, what is below the pointer: the part of the prompt, and the character
 * if there is one. It reads `data-vscode-context` of the elements around when the menu is asked for; the extension's
 * package.json says what stands in the menu.
 */
export function describeForMenu(prompt: Prompt, post: (message: PageMessage) => void): void {
  document.addEventListener(
    'contextmenu',
    ({ target, clientX, clientY }) => {
      const slot = target instanceof Node ? prompt.slotOfSection(target) : undefined;
      const place = slot && placeBelow(prompt, clientX, clientY);
      const context = {
        webviewSection: slot ? 'part' : prompt.isEmpty ? 'nothing' : 'page',
        preventDefaultContextMenuItems: false,
        ...(slot && { slot }),
        ...(place && { offset: place.offset }),
      };
      document.body.dataset['vscodeContext'] = JSON.stringify(context);
      // Its choices are commands, which do not say of which page they are.
      post({ type: 'menuOpened' });
    },
    { capture: true },
  );
}
