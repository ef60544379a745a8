import * as l10n from '@vscode/l10n';
import { SLOTS, type Slot } from '../../core/model/slots.js';
import type { Role } from '../../core/model/template.js';
import type { Render } from '../../core/render.js';
import { roleOf } from '../fixes/documents/starter.js';

/** A part of a prompt as one message. */
export interface Message {
  readonly slot: Slot;
  readonly role: Role;
  /** The template's content, with its placeholders. */
  readonly template: string;
  /** What a render made of it. */
  readonly text: string;
}

/** The four parts by role, in order. One without a role has that of its place. */
export function messagesOf({ parts }: Render): readonly Message[] {
  return SLOTS.map((slot) => {
    const { template, text } = parts[slot];
    return { slot, role: template.role ?? roleOf(slot), template: template.content, text };
  });
}

/** That a model is left to be said. */
export function noModel(): string {
  return l10n.t('The bundle serves several models or names none: add `model`.');
}
