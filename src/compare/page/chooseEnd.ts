/** Two rows by their ids. */
interface Ends {
  readonly from: string;
  readonly to: string;
}

/** What is chosen with a row at one end: where the other end has it already, the two change places. */
export function chooseEnd({ from, to }: Ends, end: 'from' | 'to', row: string): Ends {
  return end === 'from'
    ? { from: row, to: to === row ? from : to }
    : { from: from === row ? to : from, to: row };
}
