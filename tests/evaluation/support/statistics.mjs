// SPDX-License-Identifier: Apache-2.0

const Z = 1.96; // 95 %

/** Wilson's interval of a share, at 95 %. @returns {[number, number] | null} */
export function wilson(part, whole) {
  if (!whole) return null;
  const share = part / whole;
  const middle = (share + Z * Z / (2 * whole)) / (1 + Z * Z / whole);
  const half = Z * Math.sqrt(share * (1 - share) / whole + Z * Z / (4 * whole * whole)) / (1 + Z * Z / whole);
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/** Probabilities put into ten bins: how sure, how often right. @param {{probability: number, isScam: boolean}[]} rows */
export function reliability(rows) {
  const bins = Array.from({ length: 10 }, () => ({ count: 0, said: 0, scams: 0 }));
  for (const { probability, isScam } of rows) {
    const bin = bins[Math.min(9, Math.floor(probability * 10))];
    bin.count += 1;
    bin.said += probability;
    bin.scams += Number(isScam);
  }
  return bins;
}

/** How far off the probabilities are on average (expected calibration error). */
export function calibrationError(bins) {
  const all = bins.reduce((sum, { count }) => sum + count, 0);
  return all ? bins.reduce((sum, { said, scams }) => sum + Math.abs(said - scams), 0) / all : 0;
}

/** Precision and recall at every threshold, from the strictest on. @param {{score: number, isScam: boolean}[]} rows */
export function precisionAndRecall(rows) {
  const sorted = [...rows].sort((a, b) => b.score - a.score);
  const scams = rows.filter(({ isScam }) => isScam).length;
  const points = [];
  let right = 0;
  sorted.forEach(({ score, isScam }, index) => {
    right += Number(isScam);
    if (sorted[index + 1]?.score !== score) points.push({ score, recall: right / scams, precision: right / (index + 1) });
  });
  return points;
}

/** The share of scams above what only one honest row in `most` exceeds. @param {{score: number, isScam: boolean}[]} rows */
export function recallAtFalseAlarms(rows, most) {
  const honest = rows.filter(({ isScam }) => !isScam).map(({ score }) => score).sort((a, b) => b - a);
  const threshold = honest[Math.floor(honest.length * most)] ?? -Infinity;
  const scams = rows.filter(({ isScam }) => isScam);
  return scams.length ? scams.filter(({ score }) => score > threshold).length / scams.length : 0;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length ? sorted[Math.floor((sorted.length - 1) / 2)] : null;
}
