/** The formats of what `lint` finds that other programs read. */
export const REPORT_FORMATS = ['sarif', 'junit', 'github', 'gitlab'] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** True for one of them. */
export function isReportFormat(format: string): format is ReportFormat {
  return (REPORT_FORMATS as readonly string[]).includes(format);
}
