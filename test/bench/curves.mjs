// Curves as pictures: plain SVG, both axes by powers of ten.

/** @typedef {{ name: string, title: string, x: string, y: string, series: Record<string, [number, number][]> }} Curve */

const WIDTH = 560;
const HEIGHT = 340;
const EDGE = { left: 70, right: 20, top: 64, bottom: 48 };
/** Told apart by people who see few colours, too: dashes differ as well. */
const STYLES = [
  { color: '#0b62a8', dash: '' },
  { color: '#b5430b', dash: '6 4' },
  { color: '#2c7a2c', dash: '2 3' },
];

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const text = (x, y, content, more = '') => `<text x="${x}" y="${y}" ${more}>${escape(content)}</text>`;

/**
 * @param {Curve} curve
 * @returns {string} SVG
 */
export function drawCurve({ title, x, y, series }) {
  const points = Object.values(series).flat();
  const across = axis(
    points.map(([at]) => at),
    EDGE.left,
    WIDTH - EDGE.right,
  );
  const up = axis(
    points.map(([, value]) => value),
    HEIGHT - EDGE.bottom,
    EDGE.top,
  );
  const grid = [
    ...across.ticks.map(
      (tick) =>
        `<path d="M${across.at(tick)} ${EDGE.top}V${HEIGHT - EDGE.bottom}" class="grid"/>` +
        text(across.at(tick), HEIGHT - EDGE.bottom + 18, number(tick), 'text-anchor="middle"'),
    ),
    ...up.ticks.map(
      (tick) =>
        `<path d="M${EDGE.left} ${up.at(tick)}H${WIDTH - EDGE.right}" class="grid"/>` +
        text(EDGE.left - 8, up.at(tick) + 4, number(tick), 'text-anchor="end"'),
    ),
  ];
  const lines = Object.entries(series).map(([name, list], i) => {
    const { color, dash } = STYLES[i % STYLES.length];
    const path = list.map(([at, value]) => `${across.at(at)} ${up.at(value)}`).join('L');
    const dots = list.map(
      ([at, value]) => `<circle cx="${across.at(at)}" cy="${up.at(value)}" r="3" fill="${color}"/>`,
    );
    const left = EDGE.left + i * 165;
    const legend =
      `<path d="M${left} 40h24" stroke="${color}" stroke-dasharray="${dash}" class="line"/>` +
      text(left + 30, 44, name.replaceAll('`', ''));
    return `<path d="M${path}" stroke="${color}" stroke-dasharray="${dash}" class="line"/>${dots.join('')}${legend}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img">
<title>${escape(title.replaceAll('`', ''))}</title>
<style>text{font:12px sans-serif;fill:#222}.title{font-weight:bold;font-size:14px}.grid{stroke:#ddd}.line{fill:none;stroke-width:2}</style>
<rect width="100%" height="100%" fill="#fff"/>
${text(16, 24, `${title.replaceAll('`', '')}, in ${y}`, 'class="title"')}
${grid.join('\n')}
${lines.join('\n')}
${text((EDGE.left + WIDTH - EDGE.right) / 2, HEIGHT - 10, x, 'text-anchor="middle"')}
</svg>
`;
}

/** Where values stand between two edges, and the powers of ten among them, or their ends where there are none. */
function axis(values, from, to) {
  const [low, high] = [Math.min(...values), Math.max(...values)].map(Math.log10);
  const [start, end] = [Math.floor(low + 1e-9), Math.max(Math.ceil(high - 1e-9), Math.floor(low) + 1)];
  return {
    at: (value) => Math.round(from + ((Math.log10(value) - start) / (end - start)) * (to - from)),
    ticks: Array.from({ length: end - start + 1 }, (_, i) => 10 ** (start + i)),
  };
}

function number(value) {
  return value < 1 ? String(Number(value.toPrecision(1))) : value.toLocaleString('en');
}
