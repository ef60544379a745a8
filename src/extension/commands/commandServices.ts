import type { BaseServices } from '../activation/baseServices.js';
import type { Answers } from '../answers/answers.js';
import type { Audit } from '../audit/audit.js';
import type { LazyComparisons } from '../compare/lazyComparisons.js';
import type { Previews } from '../preview/previews.js';
import type { InputDrafts } from '../selection/inputDrafts.js';
import type { LazyRegistryView } from '../registries/lazyRegistryView.js';
import type { Publisher } from '../publish/publisher.js';
import type { PromptActions } from './promptActions.js';
import type { Reports } from './reports.js';

/** What the commands work with. */
export interface CommandServices extends BaseServices {
  readonly previews: Previews;
  readonly comparisons: LazyComparisons;
  readonly actions: PromptActions;
  readonly answerChecks: Answers;
  readonly audit: Audit;
  readonly registry: LazyRegistryView;
  readonly drafts: InputDrafts;
  readonly publisher: Publisher;
  readonly reports: Reports;
}
