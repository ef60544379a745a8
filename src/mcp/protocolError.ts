import { ErrorCode } from '@modelcontextprotocol/sdk/types.js';

/** An error of the protocol. The SDK's own class writes its code into the message as well, which clients do once more. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';

  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/** What is wrong with the parameters of a request. */
export function invalid(message: string): ProtocolError {
  return new ProtocolError(ErrorCode.InvalidParams, message);
}
