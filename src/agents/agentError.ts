/** Why a call of an agent is refused, in words that say what to do instead. */
export class AgentError extends Error {
  override readonly name = 'AgentError';
}
