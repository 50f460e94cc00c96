// SPDX-License-Identifier: Apache-2.0
/** Two charts side by side: precision over recall of us and the baselines, and what our probabilities are worth. */

const [SIZE, LEFT, TOP, GAP] = [300, 56, 44, 92];
const WIDTH = LEFT + 2 * SIZE + GAP + 24;
const HEIGHT = TOP + SIZE + 86;
const TICKS = [0, 0.25, 0.5, 0.75, 1];
const STYLE = `text{font:12px system-ui,sans-serif;fill:#1f2937}.title{font-weight:600;font-size:13px}.tick{fill:#6b7280;font-size:11px}
.grid{stroke:#e5e7eb}.frame{fill:none;stroke:#9ca3af}.ours{stroke:#0f766e;stroke-width:2.5}.linear{stroke:#b45309}.keywords{stroke:#6d28d9}
path{fill:none;stroke-width:1.6}.right{stroke:#9ca3af;stroke-dasharray:4 4}circle{fill:#0f766e;fill-opacity:.75}
@media(prefers-color-scheme:dark){text{fill:#e5e7eb}.tick{fill:#9ca3af}.grid{stroke:#374151}}`;

function frame(left, title, across, up) {
  const lines = TICKS.map(tick => {
    const [x, y] = [left + SIZE * tick, TOP + SIZE * (1 - tick)];
    return `<line class="grid" x1="${x}" y1="${TOP}" x2="${x}" y2="${TOP + SIZE}"/><line class="grid" x1="${left}" y1="${y}" x2="${left + SIZE}" y2="${y}"/>`
      + `<text class="tick" x="${x}" y="${TOP + SIZE + 16}" text-anchor="middle">${tick}</text><text class="tick" x="${left - 8}" y="${y + 4}" text-anchor="end">${tick}</text>`;
  });
  return `<text class="title" x="${left}" y="${TOP - 18}">${title}</text>${lines.join('')}<rect class="frame" x="${left}" y="${TOP}" width="${SIZE}" height="${SIZE}"/>`
    + `<text x="${left + SIZE / 2}" y="${TOP + SIZE + 36}" text-anchor="middle">${across}</text>`
    + `<text x="${left - 40}" y="${TOP + SIZE / 2}" text-anchor="middle" transform="rotate(-90 ${left - 40} ${TOP + SIZE / 2})">${up}</text>`;
}

const place = (left, across, up) => `${(left + SIZE * across).toFixed(1)} ${(TOP + SIZE * (1 - up)).toFixed(1)}`;

/** Points too close to tell apart are left out. */
const thinned = points => points.filter((point, at) => at === 0 || at === points.length - 1 || Math.floor(point.recall * 400) !== Math.floor(points[at - 1].recall * 400));

const curve = (left, points, name) => `<path class="${name}" d="M${thinned(points).map(({ recall, precision }) => place(left, recall, precision)).join('L')}"/>`;

const legend = (left, entries) => entries.map(([name, label], at) => `<path class="${name}" d="M${left + at * 112} ${HEIGHT - 16}h18"/>`
  + `<text x="${left + at * 112 + 24}" y="${HEIGHT - 12}">${label}</text>`).join('');

const dots = (left, bins) => bins.filter(({ count }) => count > 0).map(({ count, said, scams }) => {
  const [x, y] = place(left, said / count, scams / count).split(' ');
  return `<circle cx="${x}" cy="${y}" r="${(3 + Math.log10(count) * 2).toFixed(1)}"/>`;
}).join('');

/** @param {{ours: object[], linear: object[], keywords: object[], bins: object[]}} figures */
export function draw({ ours, linear, keywords, bins }) {
  const second = LEFT + SIZE + GAP;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="Precision over recall, and calibration">
<style>${STYLE}</style>
${frame(LEFT, 'What is found, and how often it is right', 'recall', 'precision')}
${curve(LEFT, keywords, 'keywords')}${curve(LEFT, linear, 'linear')}${curve(LEFT, ours, 'ours')}
${legend(LEFT, [['ours', 'Watchword'], ['linear', 'linear model'], ['keywords', 'keywords']])}
${frame(second, 'How sure, and how often right', 'probability given', 'share that is a scam')}
<path class="right" d="M${place(second, 0, 0)}L${place(second, 1, 1)}"/>${dots(second, bins)}
</svg>
`;
}
