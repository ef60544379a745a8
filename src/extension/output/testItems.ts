import { TestMessage, type Location, type Range, type TestController, type TestItem, type Uri } from 'vscode';
import { iconText, labelText, linesText } from '../../core/output/editorText.js';

// The door to the Test Explorer: what is an icon elsewhere is text in it.

/** What a test shows. */
export interface ShownTest {
  readonly id: string;
  readonly uri: Uri;
  readonly label: string;
  /** Keeps tests in the order of their file, not of their names. */
  readonly order?: number;
  readonly range?: Range;
  /** Why it cannot be run. */
  readonly error?: string | undefined;
}

/** Makes a test, or has one that is there show something else. */
export function showTest(
  controller: TestController,
  known: TestItem | undefined,
  { id, uri, label, order, range, error }: ShownTest,
): TestItem {
  const item = known ?? controller.createTestItem(id, iconText(label), uri);
  const shown = iconText(label);
  if (item.label !== shown) item.label = shown;
  if (order !== undefined) item.sortText = String(order).padStart(6, '0');
  item.range = range;
  item.error = error === undefined ? undefined : labelText(error);
  return item;
}

/** What a test failed with: with two texts, VS Code shows what differs between them. */
export interface ShownFailure {
  readonly message: string;
  readonly location: Location | undefined;
  readonly diff?: { readonly expected: string; readonly actual: string } | undefined;
  /** For the menu of the message. */
  readonly contextValue?: string;
}

/** The message of a test that failed. */
export function failureMessage({ message, location, diff, contextValue }: ShownFailure): TestMessage {
  const shown = linesText(message);
  const made = diff ? TestMessage.diff(shown, diff.expected, diff.actual) : new TestMessage(shown);
  if (location) made.location = location;
  if (contextValue !== undefined) made.contextValue = contextValue;
  return made;
}
