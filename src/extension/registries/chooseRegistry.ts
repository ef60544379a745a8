import { commands, l10n } from 'vscode';
import { excerpt } from '../../core/text/quote.js';
import { showError, showInformation } from '../output/messages.js';
import { askForSecret, choose } from '../output/questions.js';
import { CONNECTIONS_SETTING, type SetRegistry } from './connections.js';
import type { Registries } from './registries.js';

/** The registry that a command is about: the only one, or that which is chosen. Without any, the user is told how to set one. */
export async function chooseRegistry(
  registries: Registries,
  placeHolder: string,
  /** For what only a database can do. */
  needs?: 'database',
): Promise<SetRegistry | undefined> {
  if (!registries.mayConnect()) return undefined;
  const { registries: all, problems } = await registries.list();
  const usable = all.filter(({ connection }) => needs === undefined || connection.kind === 'postgresql');
  if (usable.length === 0) {
    const reason =
      all.length > 0
        ? l10n.t('The service lists nothing over HTTP. Set a connection to its database.')
        : (problems[0] ?? l10n.t('No registry is set yet.'));
    void showInformation(reason, l10n.t('Add Connection')).then((answer) => {
      if (answer) void commands.executeCommand('workbench.action.openSettings', CONNECTIONS_SETTING);
    });
    return undefined;
  }
  if (usable.length === 1) return usable[0];
  const entries = usable.map((registry) => ({
    icon: 'database',
    label: registry.name,
    description: registry.text,
    registry,
  }));
  return (await choose(entries, placeHolder))?.registry;
}

/** Asks for the secret of a registry and keeps it, encrypted by VS Code. */
export async function setSecret(registries: Registries, name?: string): Promise<void> {
  const registry = name === undefined ? undefined : await registries.named(name);
  const chosen = registry ?? (await chooseRegistry(registries, l10n.t('Choose whose secret to set')));
  if (!chosen) return;
  const isHttp = chosen.connection.kind === 'http';
  const what = isHttp
    ? l10n.t('The header of a proxy before the service, as Name: value ({0})', chosen.text)
    : l10n.t('The password of the user ({0})', chosen.text);
  const secret = await askForSecret(l10n.t('Secret of {0}', excerpt(chosen.name)), what);
  if (secret === undefined || secret === '') return;
  const { readProxyHeader } = await registries.module();
  if (isHttp && !readProxyHeader(secret)) {
    void showError(l10n.t('Not kept. A header is written as Name: value.'));
    return;
  }
  await registries.secrets.set(chosen, secret);
  void showInformation(l10n.t('The secret of {0} is kept.', excerpt(chosen.name)));
}

/** Forgets the secret of a registry. */
export async function forgetSecret(registries: Registries): Promise<void> {
  const chosen = await chooseRegistry(registries, l10n.t('Choose whose secret to forget'));
  if (!chosen) return;
  const had = await registries.secrets.has(chosen);
  await registries.secrets.forget(chosen);
  void showInformation(
    had
      ? l10n.t('The secret of {0} is forgotten.', excerpt(chosen.name))
      : l10n.t('{0} has no secret here.', excerpt(chosen.name)),
  );
}
