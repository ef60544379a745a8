import { commands, Uri, ViewColumn, window } from 'vscode';
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
  /** As in package.json. */
  readonly title: string;
  /** `selected` is all that is selected, where it was called in a tree of VS Code. */
  readonly run: (services: CommandServices, argument: unknown, selected: unknown) => unknown;
}

/** Every command of the extension. Those on a prompt take a file's URI, the preview in front, or the active editor. */
export const COMMANDS: readonly Command[] = [
  {
    id: 'promptBundles.openPreview',
    title: 'Open Prompt Preview',
    run: ({ previews }, file) => previews.open(fileOf(file), ViewColumn.Active),
  },
  {
    id: 'promptBundles.openPreviewToSide',
    title: 'Open Prompt Preview to the Side',
    run: ({ previews }, file) => previews.open(fileOf(file), ViewColumn.Beside),
  },
  {
    id: 'promptBundles.copyRenderedPrompt',
    title: 'Copy Rendered Prompt',
    run: (services, file) =>
      onSelection(services, file, (selection) => recorded(services.actions.copyPrompt(selection))),
  },
  {
    id: 'promptBundles.openRenderedPrompt',
    title: 'Open Rendered Prompt',
    run: (services, file) =>
      onSelection(services, file, (selection) => recorded(services.actions.openRendered(selection))),
  },
  {
    id: 'promptBundles.copySection',
    title: 'Copy Section',
    run: ({ previews }, place) => previews.chooseInMenu('copySection', place),
  },
  {
    id: 'promptBundles.copyPrompt',
    title: 'Copy Prompt',
    run: ({ previews }, place) => previews.chooseInMenu('copyPrompt', place),
  },
  {
    id: 'promptBundles.openSource',
    title: 'Open Source',
    run: ({ previews }, place) => previews.chooseInMenu('openSource', place),
  },
  {
    id: 'promptBundles.sinceWhen',
    title: 'Show Since When',
    run: ({ previews }, place) => previews.sinceWhen(place),
  },
  {
    id: 'promptBundles.chooseInput',
    title: 'Choose Input',
    run: (services, input) =>
      chooseInput(services, input, () => selectionOf(services, undefined, 'Choose a bundle')),
  },
  {
    id: 'promptBundles.chooseBundle',
    title: 'Choose Bundle',
    run: (services) => chooseBundle(services),
  },
  {
    id: 'promptBundles.chooseModel',
    title: 'Choose Model',
    run: (services) => chooseModel(services, () => selectionOf(services, undefined, 'Choose a bundle')),
  },
  {
    id: 'promptBundles.openBundle',
    title: 'Open Bundle',
    run: (services, bundles) => openBundle(services, bundles),
  },
  {
    id: 'promptBundles.publish',
    title: 'Publish Version',
    run: (services, file) => publish(services, file),
  },
  {
    id: 'promptBundles.setLabel',
    title: 'Set Label…',
    run: async ({ files }, file) => (await import('../labels/index.js')).setLabel(files, fileOf(file)),
  },
  {
    id: 'promptBundles.removeLabel',
    title: 'Remove Label…',
    run: async ({ files }, file) => (await import('../labels/index.js')).removeLabel(files, fileOf(file)),
  },
  {
    id: 'promptBundles.updateBaseline',
    title: 'Update Baseline',
    run: async (services, file) =>
      (await import('../baseline/index.js')).updateBaseline(services, fileOf(file)),
  },
  {
    id: 'promptBundles.checkAnswer',
    title: 'Check Answer…',
    run: (services, file) => checkAnswer(services, file),
  },
  {
    id: 'promptBundles.stopCheckingAnswer',
    title: 'Stop Checking Answer',
    run: ({ answerChecks }, file) => {
      answerChecks.stop(fileOf(file));
    },
  },
  {
    id: 'promptBundles.updateExpectations',
    title: 'Update Expectation',
    run: ({ fixes }, test) => fixes.run('updateExpectations', testedOf(test)),
  },
  {
    id: 'promptBundles.freezePrompts',
    title: 'Freeze Golden Prompts…',
    run: ({ fixes }, file) => fixes.run('freezePrompts', file),
  },
  {
    id: 'promptBundles.createNextVersion',
    title: 'Create Next Version',
    run: ({ fixes }, file) => fixes.run('createNextVersion', file),
  },
  {
    id: 'promptBundles.restorePublished',
    title: 'Restore Published Content',
    run: ({ fixes }, file) => fixes.run('restorePublished', file),
  },
  {
    id: 'promptBundles.showBundles',
    title: 'Show Bundles',
    run: () => commands.executeCommand(`${EXPLORER_VIEW}.focus`),
  },
  {
    id: 'promptBundles.refresh',
    title: 'Refresh Bundles',
    run: ({ files }) => window.withProgress({ location: { viewId: EXPLORER_VIEW } }, () => files.refresh()),
  },
  {
    id: 'promptBundles.copyReference',
    title: 'Copy Reference',
    run: (services, file) => copyReference(services, file),
  },
  {
    id: 'promptBundles.copyContentHash',
    title: 'Copy Content Hash',
    run: (services, file) => copyContentHash(services, file),
  },
  {
    id: 'promptBundles.showAuditLog',
    title: 'Show Audit Log',
    run: ({ audit }) => audit.show(),
  },
  {
    id: 'promptBundles.auditFilter',
    title: 'Filter Audit Log',
    run: ({ audit }) => audit.filter(),
  },
  {
    id: 'promptBundles.auditClearFilter',
    title: 'Clear Audit Log Filter',
    run: ({ audit }) => audit.clearFilter(),
  },
  {
    id: 'promptBundles.auditRefresh',
    title: 'Refresh Audit Log',
    run: ({ audit }) => audit.refresh(),
  },
  {
    id: 'promptBundles.auditVerify',
    title: 'Verify Audit Log',
    run: ({ audit }) => audit.whole.verify(),
  },
  {
    id: 'promptBundles.auditVerifyAnchor',
    title: 'Verify Audit Log Against Anchor',
    run: async ({ audit }, file) => (await audit.anchors()).verify(file),
  },
  {
    id: 'promptBundles.auditSaveAnchor',
    title: 'Save Audit Anchor',
    run: async ({ audit }, file) => (await audit.anchors()).save(file),
  },
  {
    id: 'promptBundles.auditReplayAll',
    title: 'Replay All Audit Records',
    run: ({ audit }) => audit.whole.replay(),
  },
  {
    id: 'promptBundles.auditShowMore',
    title: 'Show More Audit Records',
    run: ({ audit }, more) => audit.showMore(more),
  },
  {
    id: 'promptBundles.auditOpenPrompt',
    title: 'Open Recorded Prompt',
    run: ({ audit }, record) => audit.records.openPrompt(record),
  },
  {
    id: 'promptBundles.auditReplay',
    title: 'Replay Audit Record',
    run: ({ audit }, record) => audit.records.replay(record),
  },
  {
    id: 'promptBundles.auditCompare',
    title: 'Compare Recorded Prompt with Replay',
    run: ({ audit }, record) => audit.records.compare(record),
  },
  {
    id: 'promptBundles.auditUseInput',
    title: 'Use Recorded Input',
    run: ({ audit, files, drafts, previews }, record) =>
      useRecordedInput(
        { files, drafts, records: audit.records, show: (selection) => previews.show(selection) },
        record,
      ),
  },
  {
    id: 'promptBundles.auditCopyHash',
    title: 'Copy Prompt Hash',
    run: ({ audit }, record) => audit.records.copyHash(record),
  },
  {
    id: 'promptBundles.auditRevealLine',
    title: 'Reveal Line in Audit Log',
    run: ({ audit }, record) => audit.records.revealLine(record),
  },
  {
    id: 'promptBundles.compareVersions',
    title: 'Compare Versions',
    run: (services, file) => onSelection(services, file, (selection) => services.comparisons.open(selection)),
  },
  {
    id: 'promptBundles.compareLabels',
    title: 'Compare Labels…',
    run: (services, file) =>
      onSelection(services, file, (selection) => services.comparisons.openLabels(selection)),
  },
  {
    id: 'promptBundles.compareWithPublished',
    title: 'Compare with Published',
    run: (services, file) =>
      onSelection(services, file, (selection) => services.comparisons.openAgainst(selection, 'published')),
  },
  {
    id: 'promptBundles.compareWithClipboard',
    title: 'Compare Prompt with Clipboard',
    run: (services, file) =>
      onSelection(services, file, (selection) => services.comparisons.openAgainst(selection, 'clipboard')),
  },
  {
    id: 'promptBundles.compareWithExpected',
    title: 'Compare with Expected Prompt',
    run: ({ comparisons }, expectation) => comparisons.openExpected(expectation),
  },
  {
    id: 'promptBundles.registryVerify',
    title: 'Verify Against Registry',
    run: ({ registry }, target) => registry.act((actions) => actions.verify(target)),
  },
  {
    id: 'promptBundles.registryPublish',
    title: 'Publish to Registry',
    run: ({ registry }, target) => registry.act((actions) => actions.publish(target)),
  },
  {
    id: 'promptBundles.registryCompare',
    title: 'Compare with Registry',
    run: ({ registry }, target) => registry.act((actions) => actions.compare(target)),
  },
  {
    id: 'promptBundles.registryOpen',
    title: 'Open from Registry',
    run: ({ registry }, target) => registry.act((actions) => actions.open(target)),
  },
  {
    id: 'promptBundles.registryPreview',
    title: 'Open Preview from Registry',
    run: ({ registry }, target) => registry.act((actions) => actions.preview(target)),
  },
  {
    id: 'promptBundles.registryPull',
    title: 'Write Registry Version into the Workspace',
    run: ({ registry }, target) => registry.act((actions) => actions.pull(target)),
  },
  {
    id: 'promptBundles.registrySetSecret',
    title: 'Set Registry Secret…',
    run: ({ registry }, target) => registry.act((actions) => actions.setSecret(target)),
  },
  {
    id: 'promptBundles.registryForgetSecret',
    title: 'Forget Registry Secret',
    run: ({ registry }) => registry.act((actions) => actions.forgetSecret()),
  },
  {
    id: 'promptBundles.registryRefresh',
    title: 'Refresh Registry',
    run: ({ registry }) =>
      registry.act((actions) => {
        actions.refresh();
      }),
  },
  {
    id: 'promptBundles.registryShowMore',
    title: 'Show More of Registry',
    run: ({ registry }, list) => registry.showMore(list),
  },
  {
    id: 'promptBundles.newBundle',
    title: 'New Prompt Bundle…',
    run: ({ fixes }, target) => fixes.run('newBundle', target),
  },
  {
    id: 'promptBundles.newTemplate',
    title: 'New Prompt Template…',
    run: ({ fixes }, target) => fixes.run('newTemplate', target),
  },
  {
    id: 'promptBundles.newInput',
    title: 'New Prompt Input…',
    run: ({ fixes }, target) => fixes.run('newInput', target),
  },
  {
    id: 'promptBundles.extractTemplate',
    title: 'Extract Template into a File…',
    run: ({ fixes }, place) => fixes.run('extractTemplate', place),
  },
  {
    id: 'promptBundles.inlineTemplate',
    title: 'Write Template into the Bundle',
    run: ({ fixes }, place) => fixes.run('inlineTemplate', place),
  },
  {
    id: 'promptBundles.convertFile',
    title: 'Convert to Another Format…',
    run: ({ fixes }, file) => fixes.run('convertFile', file),
  },
  {
    id: 'promptBundles.importPrompt',
    title: 'Import Prompt…',
    run: async (services, file, selected) =>
      (await import('../exchange/index.js')).importPrompts(services, file, selected),
  },
  {
    id: 'promptBundles.exportBundle',
    title: 'Export Bundle…',
    run: (services, file) =>
      onSelection(services, file, async (selection) => {
        const { exportSelection } = await import('../exchange/index.js');
        await recorded(exportSelection(services, selection));
      }),
  },
  {
    id: 'promptBundles.openInChat',
    title: 'Open in Chat',
    run: (services, file) =>
      onSelection(services, file, async (selection) => {
        const { openInChat } = await import('../exchange/index.js');
        await recorded(openInChat(services, selection));
      }),
  },
  {
    id: 'promptBundles.createTemplates',
    title: 'Create Missing Templates',
    run: ({ fixes }, bundle) => fixes.run('createTemplates', bundle),
  },
  {
    id: 'promptBundles.insertStarter',
    title: 'Insert Starter Content',
    run: ({ fixes }, file) => fixes.run('insertStarter', file),
  },
  {
    id: 'promptBundles.createSample',
    title: 'Create Sample',
    run: ({ context }, folder) =>
      createSample(context.extensionUri, folder instanceof Uri ? folder : undefined),
  },
  {
    id: 'promptBundles.showOutput',
    title: 'Show Output',
    run: ({ log }) => {
      log.show();
    },
  },
  {
    id: 'promptBundles.explainRule',
    title: 'Explain Rule',
    run: ({ fixes }, code) => fixes.run('explainRule', code),
  },
  {
    id: 'promptBundles.suppressFinding',
    title: 'Suppress Finding',
    run: ({ fixes }, finding) => fixes.run('suppressFinding', finding),
  },
  {
    id: 'promptBundles.changeRuleSeverity',
    title: 'Change Rule Severity',
    run: ({ fixes }, rule) => fixes.run('changeSeverity', rule),
  },
  {
    id: 'promptBundles.replaceForbiddenToken',
    title: 'Replace Forbidden Token',
    run: ({ fixes }, finding) => fixes.run('replaceToken', finding),
  },
  {
    id: 'promptBundles.replaceForeignPlaceholder',
    title: 'Replace Placeholder of Another System',
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
  const selection = await selectionOf(services, argument, 'Choose a bundle to publish');
  if (!selection || selection.bundle === '') return;
  const { bundle } = selection;
  if (namedBundle(services.files.scopeOf(bundle), bundle)?.isPublished)
    void showInformation(
      'This version is published already, and no file of this folder defines it any more.',
    );
  else await services.publisher.publish(Uri.parse(bundle));
}
