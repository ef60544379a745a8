import type { CommandServices } from '../commands/commandServices.js';

/** What the import works with. */
export type ImportServices = Pick<CommandServices, 'files' | 'language' | 'reports'>;
