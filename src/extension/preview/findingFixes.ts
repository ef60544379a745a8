import { l10n, type CodeAction } from 'vscode';
import type { FixesMessage } from '../../preview/protocol.js';
import type { QuickFixes } from '../fixes/quickFixes.js';
import type { ListedFinding } from './findingList.js';

/** What can be done about the findings of a preview: the quick fixes that an editor offers for them. */
export class FindingFixes {
  /** The findings that were asked about, by their index in the page, with the titles that were offered. */
  readonly #offered = new Map<
    number,
    { readonly listed: ListedFinding; readonly titles: readonly string[] }
  >();

  /** `notice` tells the reader why nothing was done. */
  constructor(
    private readonly fixes: Pick<QuickFixes, 'actionsFor' | 'runAction'>,
    private readonly notice: (text: string) => void,
  ) {}

  /** What is offered for a finding. */
  async list(index: number, listed: ListedFinding | undefined): Promise<FixesMessage> {
    const actions = listed ? await this.#actionsFor(listed) : [];
    if (listed) this.#offered.set(index, { listed, titles: actions.map(({ title }) => title) });
    return {
      type: 'fixes',
      index,
      fixes: actions.map(({ title, isPreferred }) => ({ title, isPreferred: isPreferred ?? false })),
    };
  }

  /** Makes one of the fixes that were offered for a finding, made anew for the text as it stands now. */
  async apply(index: number, fix: number): Promise<void> {
    const offered = this.#offered.get(index);
    const title = offered?.titles[fix];
    if (!offered || title === undefined) return;
    const action = (await this.#actionsFor(offered.listed)).find((one) => one.title === title);
    if (!action) this.notice(l10n.t('The text has changed since, and this fix is not offered any more.'));
    else if (!(await this.fixes.runAction(action))) this.notice(l10n.t('The file cannot be edited.'));
  }

  #actionsFor({ file, finding }: ListedFinding): Promise<CodeAction[]> {
    const { code, message, range } = finding;
    return this.fixes.actionsFor(
      file,
      ({ finding: other }) =>
        other.code === code && other.message === message && other.range.start === range.start,
    );
  }
}
