import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { projectFolder } from './project.mjs';

// What is translated, and what is not: the messages of `l10n.t` in sources, and texts that look as if people read them and are in none.

/** The folder of the translations, and the start of their names, as VS Code looks for them. */
const FOLDER = 'l10n';
const BUNDLE = /^bundle\.l10n\.(?<language>[\w-]+)\.json$/;
/** What stands for an argument in a message. */
const ARGUMENT = /\{(\w+)\}/g;
/** Words with blanks between them, beside a value or not, or one that begins with a capital letter: `\0` is a value. */
const TEXT = /[A-Za-z]{2,}[,.:;]? [A-Za-z\0“(]|\0[,.:;]? [A-Za-z]{2,}|^[A-Z][a-z]{2,}[a-z.…]*$/;
/** Names of classes or other words for a program, such as `icon icon-add`. */
const CODE = /^(?=.*-)[a-z\d{}\0-]+(?: [a-z\d{}\0-]+)*$/;
/** Calls whose texts are for those who mend the program. */
const FOR_DEVELOPERS = /(?:^|\.)(?:log\w*|l10n)\.\w+$|^log[A-Z]\w*$/;
/** Errors of the language itself tell of faults in the program. */
const FAULT = /^(?:Type|Range|Syntax)?Error$/;
/** Fields whose texts programs tell things apart by. */
const FOR_PROGRAMS = /^(?:id|contextValue)$/;

/**
 * @typedef {object} Message
 * @property {string} key what translations know it by: the text, and the comment for translators behind a slash
 * @property {string} message
 * @property {readonly string[]} given the names of the arguments that the call gives
 * @property {number} line from 1
 *
 * @typedef {object} Texts
 * @property {readonly Message[]} messages
 * @property {readonly { readonly text: string, readonly within: string, readonly line: number }[]} outside texts that no call of `l10n.t`
 *   holds; values in them are `{}`. `within` names the properties that they are in, from the outermost, with dots between.
 * @property {readonly { readonly problem: string, readonly line: number }[]} problems calls that no translation can be found for
 */

/**
 * Reads the texts of a source.
 * @param {string} source in TypeScript
 * @returns {Texts}
 */
export function textsOf(source) {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
  /** @type {Message[]} */
  const messages = [];
  /** @type {{ text: string, within: string, line: number }[]} */
  const outside = [];
  /** @type {{ problem: string, line: number }[]} */
  const problems = [];
  /** @param {ts.Node} node */
  const lineOf = (node) => file.getLineAndCharacterOfPosition(node.getStart()).line + 1;

  /** @param {ts.CallExpression} call @param {boolean} isInFunction */
  const readCall = (call, isInFunction) => {
    const line = lineOf(call);
    const message = messageOf(call);
    if (!message) {
      problems.push({
        problem: 'The message is not a literal, so no translation can be found for it.',
        line,
      });
      return;
    }
    messages.push({ ...message, line });
    const wanted = [...message.message.matchAll(ARGUMENT)].map(([, name]) => name ?? '');
    const missing = wanted.filter((name) => !message.given.includes(name));
    const unused = message.given.filter((name) => !wanted.includes(name));
    if (message.given.length > 0 && missing.length > 0)
      problems.push({ problem: `No argument is given for ${missing.join(', ')}.`, line });
    if (unused.length > 0) problems.push({ problem: `The argument ${unused.join(', ')} is not used.`, line });
    if (!isInFunction)
      problems.push({ problem: 'It is translated as the file is read, before the language is known.', line });
  };

  /** In what a fault says, only messages count: some are shown to people. @param {ts.Node} node @param {boolean} isInFunction @param {boolean} isFault */
  const visit = (node, isInFunction, isFault) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isPropertyAssignment(node) && FOR_PROGRAMS.test(node.name.getText())) return;
    if (ts.isCallExpression(node)) {
      const called = node.expression.getText();
      if (called === 'l10n.t') {
        readCall(node, isInFunction);
        for (const argument of node.arguments.slice(1)) visit(argument, isInFunction, isFault);
        return;
      }
      if (FOR_DEVELOPERS.test(called)) return;
    }
    const text = textOf(node);
    if (!isFault && text !== undefined && TEXT.test(text) && !CODE.test(text) && !isCompared(node))
      outside.push({ text: text.replaceAll('\0', '{}'), within: propertiesAround(node), line: lineOf(node) });
    const isFunction = ts.isFunctionLike(node) || ts.isPropertyDeclaration(node);
    const makesFault = ts.isNewExpression(node) && FAULT.test(node.expression.getText());
    ts.forEachChild(node, (child) => {
      visit(child, isInFunction || isFunction, isFault || makesFault);
    });
  };
  visit(file, false, false);
  return { messages, outside, problems };
}

/** @param {ts.CallExpression} call @returns {Omit<Message, 'line'> | undefined} */
function messageOf({ arguments: [first, ...given] }) {
  if (!first) return undefined;
  if (ts.isStringLiteralLike(first)) {
    const [values] = given;
    return {
      key: first.text,
      message: first.text,
      given: values && ts.isObjectLiteralExpression(values) ? namesIn(values) : given.map((_, i) => `${i}`),
    };
  }
  if (!ts.isObjectLiteralExpression(first)) return undefined;
  /** @param {string} name */
  const value = (name) =>
    first.properties.flatMap((property) =>
      ts.isPropertyAssignment(property) && property.name.getText() === name ? [property.initializer] : [],
    )[0];
  const [message, values, comment] = [value('message'), value('args'), value('comment')];
  if (!message || !ts.isStringLiteralLike(message)) return undefined;
  const comments = comment && ts.isArrayLiteralExpression(comment) ? [...comment.elements] : [comment];
  const told = comments.map((one) => (one && ts.isStringLiteralLike(one) ? one.text : '')).join('');
  return {
    key: told === '' ? message.text : `${message.text}/${told}`,
    message: message.text,
    given: !values
      ? []
      : ts.isObjectLiteralExpression(values)
        ? namesIn(values)
        : ts.isArrayLiteralExpression(values)
          ? values.elements.map((_, i) => `${i}`)
          : [],
  };
}

/** @param {ts.ObjectLiteralExpression} values */
function namesIn(values) {
  return values.properties.map((property) => property.name?.getText() ?? '');
}

/** The properties that a text is in, as `documentation.text`. @param {ts.Node} node @returns {string} */
function propertiesAround(node) {
  if (ts.isSourceFile(node)) return '';
  const around = propertiesAround(node.parent);
  if (!ts.isPropertyAssignment(node)) return around;
  return around === '' ? node.name.getText() : `${around}.${node.name.getText()}`;
}

/** Whether a text is what a value is held against, such as the name of a key. @param {ts.Node} node */
function isCompared({ parent }) {
  return (
    ts.isCaseClause(parent) ||
    (ts.isBinaryExpression(parent) && /^[!=]==$/.test(parent.operatorToken.getText()))
  );
}

/** The text of a literal; `\0` stands for each value in it. @param {ts.Node} node */
function textOf(node) {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => `\0${literal.text}`).join('');
}

/**
 * The keys of all messages in some files.
 * @param {Iterable<string>} files their paths, from the project's folder
 * @returns {Set<string>}
 */
export function keysIn(files) {
  const keys = [...files].flatMap((file) =>
    textsOf(readFileSync(path.join(projectFolder, file), 'utf8')).messages.map(({ key }) => key),
  );
  return new Set(keys);
}

/** The translations there are: language and its texts by their keys. @returns {Map<string, Readonly<Record<string, string>>>} */
export function translations() {
  const folder = path.join(projectFolder, FOLDER);
  const named = readdirSync(folder).flatMap((name) => {
    const language = BUNDLE.exec(name)?.groups?.['language'];
    /** @type {Record<string, string>} */
    const texts = language === undefined ? {} : JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
    return language === undefined ? [] : [/** @type {const} */ ([language, texts])];
  });
  return new Map(named);
}

/**
 * What the script of a page's translations holds.
 * @param {Readonly<Record<string, string>>} texts of a language
 * @param {ReadonlySet<string>} keys what the pages use of them
 */
export function pageScript(texts, keys) {
  const used = Object.fromEntries(Object.entries(texts).filter(([key]) => keys.has(key)));
  return `globalThis.promptBundlesL10n=${JSON.stringify(used)};\n`;
}
