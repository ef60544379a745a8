export function activate(): void {
  // Replaced below.
}
