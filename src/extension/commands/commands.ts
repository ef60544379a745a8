import { commands, l10n, Uri, ViewColumn, window } from 'vscode';
import { namedBundle } from '../../language/index.js';
import { useRecordedInput } from '../audit/useInput.js';
import { checkAnswer } from '../answers/checkAnswer.js';
import { chooseBundle, chooseInput, chooseModel, openBundle } from './chooseInForce.js';
import { fileOf, onSelection, selectionOf } from './commandSelection.js';
import type { CommandServices } from './commandServices.js';
import { copyContentHash, copyReference } from './copyNames.js';
import { createSample } from './createSample.js';
import type { Done } from './promptActions.js';
import { showInformation } from '../output/messages.js';
import { testedOf } from '../testing/testIds.js';
import { EXPLORER_VIEW } from '../views/viewTypes.js';

interface Command {
  readonly id: string;
  /** `selected` is all that is selected, where it was called in a tree of VS Code. */
  readonly run: (services: CommandServices, argument: unknown, selected: unknown) => unknown;
}

/** Every command of the extension. Those on a prompt take a file's URI, the preview in front, or the active editor. */
export const COMMANDS: readonly Command[] = [
  {
    id: 'promptBundles.openPreview',
    run: ({ previews }, file) => previews.open(fileOf(file), ViewColumn.Active),
  },
  {
    id: 'promptBundles.openPreviewToSide',
    run: ({ previews }, file) => previews.open(fileOf(file), ViewColumn.Beside),
  },
  {
    id: 'promptBundles.copyRenderedPrompt',
    run: (services, file) =>
      onSelection(services, file, (selection) => recorded(services.actions.copyPrompt(selection))),
  },
  {
    id: 'promptBundles.openRenderedPrompt',
    run: (services, file) =>
      onSelection(services, file, (selection) => recorded(services.actions.openRendered(selection))),
  },
  {
    id: 'promptBundles.copySection',
    run: ({ previews }, place) => previews.chooseInMenu('copySection', place),
  },
  {
    id: 'promptBundles.copyPrompt',
    run: ({ previews }, place) => previews.chooseInMenu('copyPrompt', place),
  },
  {
    id: 'promptBundles.openSource',
    run: ({ previews }, place) => previews.chooseInMenu('openSource', place),
  },
  {
    id: 'promptBundles.sinceWhen',
    run: ({ previews }, place) => previews.sinceWhen(place),
  },
  {
    id: 'promptBundles.chooseInput',
    run: (services, input) =>
      chooseInput(services, input, () => selectionOf(services, undefined, l10n.t('Choose a bundle'))),
  },
  {
    id: 'promptBundles.chooseBundle',
    run: (services) => chooseBundle(services),
  },
  {
    id: 'promptBundles.chooseModel',
    run: (services) =>
      chooseModel(services, () => selectionOf(services, undefined, l10n.t('Choose a bundle'))),
  },
  {
    id: 'promptBundles.openBundle',
    run: (services, bundles) => openBundle(services, bundles),
  },
  {
    id: 'promptBundles.publish',
    run: (services, file) => publish(services, file),
  },
  {
    id: 'promptBundles.setLabel',
    run: async ({ files }, file) => (await import('../labels/index.js')).setLabel(files, fileOf(file)),
  },
  {
    id: 'promptBundles.removeLabel',
    run: async ({ files }, file) => (await import('../labels/index.js')).removeLabel(files, fileOf(file)),
  },
  {
    id: 'promptBundles.updateBaseline',
    run: async (services, file) =>
      (await import('../baseline/index.js')).updateBaseline(services, fileOf(file)),
  },
  {
    id: 'promptBundles.checkAnswer',
    run: (services, file) => checkAnswer(services, file),
  },
  {
    id: 'promptBundles.stopCheckingAnswer',
    run: ({ answerChecks }, file) => {
      answerChecks.stop(fileOf(file));
    },
  },
  {
    id: 'promptBundles.updateExpectations',
    run: ({ fixes }, test) => fixes.run('updateExpectations', testedOf(test)),
  },
  {
    id: 'promptBundles.freezePrompts',
    run: ({ fixes }, file) => fixes.run('freezePrompts', file),
  },
  {
    id: 'promptBundles.createNextVersion',
    run: ({ fixes }, file) => fixes.run('createNextVersion', file),
  },
  {
    id: 'promptBundles.restorePublished',
    run: ({ fixes }, file) => fixes.run('restorePublished', file),
  },
  {
    id: 'promptBundles.showBundles',
    run: () => commands.executeCommand(`${EXPLORER_VIEW}.focus`),
  },
  {
    id: 'promptBundles.refresh',
    run: ({ files }) => window.withProgress({ location: { viewId: EXPLORER_VIEW } }, () => files.refresh()),
  },
  {
    id: 'promptBundles.copyReference',
    run: (services, file) => copyReference(services, file),
  },
  {
    id: 'promptBundles.copyContentHash',
    run: (services, file) => copyContentHash(services, file),
  },
  {
    id: 'promptBundles.showAuditLog',
    run: ({ audit }) => audit.show(),
  },
  {
    id: 'promptBundles.auditFilter',
    run: ({ audit }) => audit.filter(),
  },
  {
    id: 'promptBundles.auditClearFilter',
    run: ({ audit }) => audit.clearFilter(),
  },
  {
    id: 'promptBundles.auditRefresh',
    run: ({ audit }) => audit.refresh(),
  },
  {
    id: 'promptBundles.auditVerify',
    run: ({ audit }) => audit.whole.verify(),
  },
  {
    id: 'promptBundles.auditVerifyAnchor',
    run: async ({ audit }, file) => (await audit.anchors()).verify(file),
  },
  {
    id: 'promptBundles.auditSaveAnchor',
    run: async ({ audit }, file) => (await audit.anchors()).save(file),
  },
  {
    id: 'promptBundles.auditReplayAll',
    run: ({ audit }) => audit.whole.replay(),
  },
  {
    id: 'promptBundles.auditShowMore',
    run: ({ audit }, more) => audit.showMore(more),
  },
  {
    id: 'promptBundles.auditOpenPrompt',
    run: ({ audit }, record) => audit.records.openPrompt(record),
  },
  {
    id: 'promptBundles.auditReplay',
    run: ({ audit }, record) => audit.records.replay(record),
  },
  {
    id: 'promptBundles.auditCompare',
    run: ({ audit }, record) => audit.records.compare(record),
  },
  {
    id: 'promptBundles.auditUseInput',
    run: ({ audit, files, drafts, previews }, record) =>
      useRecordedInput(
        { files, drafts, records: audit.records, show: (selection) => previews.show(selection) },
        record,
      ),
  },
  {
    id: 'promptBundles.auditCopyHash',
    run: ({ audit }, record) => audit.records.copyHash(record),
  },
  {
    id: 'promptBundles.auditRevealLine',
    run: ({ audit }, record) => audit.records.revealLine(record),
  },
  {
    id: 'promptBundles.compareVersions',
    run: (services, file) => onSelection(services, file, (selection) => services.comparisons.open(selection)),
  },
  {
    id: 'promptBundles.compareLabels',
    run: (services, file) =>
      onSelection(services, file, (selection) => services.comparisons.openLabels(selection)),
  },
  {
    id: 'promptBundles.compareWithPublished',
    run: (services, file) =>
      onSelection(services, file, (selection) => services.comparisons.openAgainst(selection, 'published')),
  },
  {
    id: 'promptBundles.compareWithClipboard',
    run: (services, file) =>
      onSelection(services, file, (selection) => services.comparisons.openAgainst(selection, 'clipboard')),
  },
  {
    id: 'promptBundles.compareWithExpected',
    run: ({ comparisons }, expectation) => comparisons.openExpected(expectation),
  },
  {
    id: 'promptBundles.registryVerify',
    run: ({ registry }, target) => registry.act((actions) => actions.verify(target)),
  },
  {
    id: 'promptBundles.registryPublish',
    run: ({ registry }, target) => registry.act((actions) => actions.publish(target)),
  },
  {
    id: 'promptBundles.registryCompare',
    run: ({ registry }, target) => registry.act((actions) => actions.compare(target)),
  },
  {
    id: 'promptBundles.registryOpen',
    run: ({ registry }, target) => registry.act((actions) => actions.open(target)),
  },
  {
    id: 'promptBundles.registryPreview',
    run: ({ registry }, target) => registry.act((actions) => actions.preview(target)),
  },
  {
    id: 'promptBundles.registryPull',
    run: ({ registry }, target) => registry.act((actions) => actions.pull(target)),
  },
  {
    id: 'promptBundles.registrySetSecret',
    run: ({ registry }, target) => registry.act((actions) => actions.setSecret(target)),
  },
  {
    id: 'promptBundles.registryForgetSecret',
    run: ({ registry }) => registry.act((actions) => actions.forgetSecret()),
  },
  {
    id: 'promptBundles.registryRefresh',
    run: ({ registry }) =>
      registry.act((actions) => {
        actions.refresh();
      }),
  },
  {
    id: 'promptBundles.registryShowMore',
    run: ({ registry }, list) => registry.showMore(list),
  },
  {
    id: 'promptBundles.newBundle',
    run: ({ fixes }, target) => fixes.run('newBundle', target),
  },
  {
    id: 'promptBundles.newTemplate',
    run: ({ fixes }, target) => fixes.run('newTemplate', target),
  },
  {
    id: 'promptBundles.newInput',
    run: ({ fixes }, target) => fixes.run('newInput', target),
  },
  {
    id: 'promptBundles.extractTemplate',
    run: ({ fixes }, place) => fixes.run('extractTemplate', place),
  },
  {
    id: 'promptBundles.inlineTemplate',
    run: ({ fixes }, place) => fixes.run('inlineTemplate', place),
  },
  {
    id: 'promptBundles.convertFile',
    run: ({ fixes }, file) => fixes.run('convertFile', file),
  },
  {
    id: 'promptBundles.importPrompt',
    run: async (services, file, selected) =>
      (await import('../exchange/index.js')).importPrompts(services, file, selected),
  },
  {
    id: 'promptBundles.exportBundle',
    run: (services, file) =>
      onSelection(services, file, async (selection) => {
        const { exportSelection } = await import('../exchange/index.js');
        await recorded(exportSelection(services, selection));
      }),
  },
  {
    id: 'promptBundles.openInChat',
    run: (services, file) =>
      onSelection(services, file, async (selection) => {
        const { openInChat } = await import('../exchange/index.js');
        await recorded(openInChat(services, selection));
      }),
  },
  {
    id: 'promptBundles.createTemplates',
    run: ({ fixes }, bundle) => fixes.run('createTemplates', bundle),
  },
  {
    id: 'promptBundles.insertStarter',
    run: ({ fixes }, file) => fixes.run('insertStarter', file),
  },
  {
    id: 'promptBundles.createSample',
    run: ({ context }, folder) =>
      createSample(context.extensionUri, folder instanceof Uri ? folder : undefined),
  },
  {
    id: 'promptBundles.showOutput',
    run: ({ log }) => {
      log.show();
    },
  },
  {
    id: 'promptBundles.explainRule',
    run: ({ fixes }, code) => fixes.run('explainRule', code),
  },
  {
    id: 'promptBundles.suppressFinding',
    run: ({ fixes }, finding) => fixes.run('suppressFinding', finding),
  },
  {
    id: 'promptBundles.changeRuleSeverity',
    run: ({ fixes }, rule) => fixes.run('changeSeverity', rule),
  },
  {
    id: 'promptBundles.replaceForbiddenToken',
    run: ({ fixes }, finding) => fixes.run('replaceToken', finding),
  },
  {
    id: 'promptBundles.replaceForeignPlaceholder',
    run: ({ fixes }, finding) => fixes.run('replacePlaceholder', finding),
  },
];

/** Runs a command of the table. */
export function runCommand(
  services: CommandServices,
  id: string,
  argument: unknown,
  selected: unknown,
): unknown {
  return COMMANDS.find((command) => command.id === id)?.run(services, argument, selected);
}

/** A command is done when what it did is on record. */
async function recorded(acting: Promise<Done | undefined>): Promise<void> {
  await (
    await acting
  )?.recorded;
}

/** Publishes a bundle: the one of a template, an input or the preview as well. */
async function publish(services: CommandServices, argument: unknown): Promise<void> {
  const selection = await selectionOf(services, argument, l10n.t('Choose a bundle to publish'));
  if (!selection || selection.bundle === '') return;
  const { bundle } = selection;
  if (namedBundle(services.files.scopeOf(bundle), bundle)?.isPublished)
    void showInformation(
      l10n.t('This version is published already, and no file of this folder defines it any more.'),
    );
  else await services.publisher.publish(Uri.parse(bundle));
}
