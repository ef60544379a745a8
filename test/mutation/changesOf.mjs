import ts from 'typescript';

/**
 * @typedef {object} Change
 * @property {number} start
 * @property {number} end
 * @property {string} replacement
 * @property {string} change
 * @property {number} [reached] where a place begins that runs whenever this does, if that is another: behind `?? 0` an operator
 *   would be taken for a part of what seldom runs
 */

const { SyntaxKind } = ts;

/** What an operator is changed to. */
const OPERATORS = new Map([
  [SyntaxKind.AmpersandAmpersandToken, '||'],
  [SyntaxKind.BarBarToken, '&&'],
  [SyntaxKind.LessThanToken, '<='],
  [SyntaxKind.LessThanEqualsToken, '<'],
  [SyntaxKind.GreaterThanToken, '>='],
  [SyntaxKind.GreaterThanEqualsToken, '>'],
  [SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [SyntaxKind.ExclamationEqualsEqualsToken, '==='],
]);

/** Where a number is behind them: elsewhere `+` may join texts. */
const SUMS = new Map([
  [SyntaxKind.PlusToken, '-'],
  [SyntaxKind.MinusToken, '+'],
]);

const NUMBERS = new Map([
  ['0', '1'],
  ['1', '0'],
]);

/** Compared so, a whole number says the same with the other number as with the other operator: `< 1` is `<= 0`. */
const SAME_AS_OPERATOR = new Map([
  [SyntaxKind.LessThanToken, '0'],
  [SyntaxKind.GreaterThanEqualsToken, '0'],
  [SyntaxKind.LessThanEqualsToken, '1'],
  [SyntaxKind.GreaterThanToken, '1'],
]);

/**
 * How a node is changed by itself: its children are nodes of their own.
 * @param {ts.Node} node
 * @param {ts.SourceFile} source
 * @returns {Change[]}
 */
export function changesOf(node, source) {
  /** @param {ts.Node} changed @param {string} replacement @param {string} change @returns {Change[]} */
  const change = (changed, replacement, change) => [
    {
      start: changed.getStart(source),
      end: changed.end,
      replacement,
      change,
      ...(ts.isBinaryExpression(node) && { reached: node.getStart(source) }),
    },
  ];
  if (ts.isBinaryExpression(node)) {
    const { operatorToken, right } = node;
    const written = operatorToken.getText(source);
    const other = OPERATORS.get(operatorToken.kind);
    if (other) return change(operatorToken, other, `${written} -> ${other}`);
    const sum = ts.isNumericLiteral(right) ? SUMS.get(operatorToken.kind) : undefined;
    const number = right.getText(source);
    return sum ? change(operatorToken, sum, `${written} ${number} -> ${sum} ${number}`) : [];
  }
  if (ts.isNumericLiteral(node)) {
    const other = NUMBERS.get(node.text);
    return other && !isChangedWithOperator(node) ? change(node, other, `${node.text} -> ${other}`) : [];
  }
  if (node.kind === SyntaxKind.TrueKeyword) return change(node, 'false', 'true -> false');
  if (node.kind === SyntaxKind.FalseKeyword) return change(node, 'true', 'false -> true');
  if (ts.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken)
    return change(node, node.operand.getText(source), '! removed');
  if (isRemovable(node)) return change(node, ';', 'statement removed');
  if (isEarlyReturn(node) && !isNothing(node.expression))
    return change(node.expression, 'undefined as never', 'undefined returned');
  return [];
}

/** Whether nothing of it runs. @param {ts.Node} node */
export function isOnlyTypes(node) {
  return ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);
}

/** Whether the operator before a number is changed, which is the same change. @param {ts.NumericLiteral} node */
function isChangedWithOperator(node) {
  const { parent, text } = node;
  if (!ts.isBinaryExpression(parent) || parent.right !== node) return false;
  const { kind } = parent.operatorToken;
  return SUMS.has(kind) || SAME_AS_OPERATOR.get(kind) === text;
}

/** @param {ts.Node} node */
function isRemovable(node) {
  if (ts.isBreakStatement(node) || ts.isContinueStatement(node)) return true;
  if (ts.isReturnStatement(node)) return node.expression === undefined;
  return (
    ts.isExpressionStatement(node) && !ts.isStringLiteral(node.expression) && !isSuperCall(node.expression)
  );
}

/**
 * A value that some condition gives: that of a whole function is missed by every test of it.
 * @param {ts.Node} node
 * @returns {node is ts.ReturnStatement & { expression: ts.Expression }}
 */
function isEarlyReturn(node) {
  if (!ts.isReturnStatement(node) || !node.expression) return false;
  return ts.isIfStatement(ts.isBlock(node.parent) ? node.parent.parent : node.parent);
}

/** In a condition `undefined` counts as `false`, which is changed to `true` by itself. @param {ts.Expression} expression */
function isNothing(expression) {
  return expression.kind === SyntaxKind.FalseKeyword || expression.getText() === 'undefined';
}

/** @param {ts.Expression} expression */
function isSuperCall(expression) {
  return ts.isCallExpression(expression) && expression.expression.kind === SyntaxKind.SuperKeyword;
}
