// Events over time: bars stacked by class, and a brush that sets the dates of the filter.

const strip = document.getElementById('timeline');
const BARS = 34;
let axis = null;

// The span that holds nearly all events; far outliers are counted at the edge instead of flattening the rest,
// and what is only planned does not stretch it.
function makeAxis() {
  const done = events.filter((e) => e.days && e.happened);
  const days = (done.length ? done : events.filter((e) => e.days)).map((e) => e.days[0]).sort((a, b) => a - b);
  if (!days.length) return null;
  let [low, high] = [days[0], days[days.length - 1]];
  const [near5, far95] = [days[Math.floor(days.length * 0.04)], days[Math.ceil(days.length * 0.98) - 1]];
  if (high - low > 3 * (far95 - near5) + 90) [low, high] = [near5, far95];
  const length = high - low + 1;
  const unit = length <= 75 ? 'day' : length <= 400 ? 'week' : length <= 4000 ? 'month' : 'year';
  const bins = [];
  for (let at = binStart(low, unit); at <= high; at = nextBin(at, unit)) bins.push({ at, end: nextBin(at, unit) - 1 });
  while (bins.length < 8) {
    bins.unshift({ at: binStart(bins[0].at - 1, unit), end: bins[0].at - 1 });
    bins.push({ at: bins[bins.length - 1].end + 1, end: nextBin(bins[bins.length - 1].end + 1, unit) - 1 });
  }
  return { unit, bins, low: bins[0].at, high: bins[bins.length - 1].end };
}

function binStart(day, unit) {
  const date = new Date(day * DAY);
  if (unit === 'week') return day - ((date.getUTCDay() + 6) % 7);
  if (unit === 'month') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / DAY;
  return unit === 'year' ? Date.UTC(date.getUTCFullYear(), 0, 1) / DAY : day;
}

function nextBin(day, unit) {
  const date = new Date(day * DAY);
  if (unit === 'month') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / DAY;
  if (unit === 'year') return Date.UTC(date.getUTCFullYear() + 1, 0, 1) / DAY;
  return day + (unit === 'week' ? 7 : 1);
}

function binText(bin) {
  const day = isoDay(bin.at);
  if (axis.unit === 'month') return dateText(day.slice(0, 7));
  if (axis.unit === 'year') return day.slice(0, 4);
  return (axis.unit === 'week' ? 'week from ' : '') + dateText(day);
}

function countBins(numbers) {
  const counts = axis.bins.map(() => [0, 0, 0, 0, 0]);
  const rest = { before: 0, after: 0, undated: 0 };
  for (const number of numbers) {
    const event = events[number];
    if (!event.days) { rest.undated += 1; continue; }
    const at = event.days[0];
    if (at < axis.low) rest.before += 1;
    else if (at > axis.high) rest.after += 1;
    else counts[findBin(at)][event.quad] += 1;
  }
  return { counts, rest };
}

function findBin(day) {
  let low = 0;
  let high = axis.bins.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (axis.bins[middle].end < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function drawTimeline() {
  if (!axis) { strip.replaceChildren(h('p', { class: 'quiet-text' }, 'No event has a date.')); return; }
  const numbers = events.map((_, n) => n).filter((n) => passes(events[n], true));
  const { counts, rest } = countBins(numbers);
  const width = Math.max(200, strip.clientWidth);
  const scale = (day) => ((day - axis.low) / (axis.high + 1 - axis.low)) * width;
  const most = Math.max(1, ...counts.map((c) => c.reduce((a, b) => a + b, 0)));
  const art = svg('svg', { width, height: 66, viewBox: '0 0 ' + width + ' 66', role: 'img', 'aria-label': timelineText(counts, rest) });
  axis.bins.forEach((bin, n) => art.append(barOf(bin, counts[n], scale, most)));
  art.append(svg('line', { x1: 0, x2: width, y1: BARS + 12.5, y2: BARS + 12.5, class: 'base' }));
  ticks(width).forEach(([x, text]) => art.append(svg('text', { x, y: 60, class: 'tick' }, text)));
  if (state.from || state.to) art.append(brushOf(scale, width));
  const left = [rest.before && rest.before + ' earlier', rest.after && rest.after + ' later', rest.undated && rest.undated + ' undated'].filter(Boolean);
  const span = state.from || state.to ? [state.from && dateText(state.from), state.to && dateText(state.to)].filter(Boolean).join(' – ') : 'drag to choose a span';
  const clear = h('button', { type: 'button', class: 'quiet small', onclick: () => change({ from: '', to: '' }) }, 'clear');
  const head = h('div', { class: 'time-head' }, h('b', {}, 'Events per ' + axis.unit), h('span', {}, span), state.from || state.to ? clear : null, h('span', { class: 'rest' }, left.join(' · ')));
  strip.replaceChildren(head, art);
  brushing(art, width);
}

const timelineText = (counts, rest) => 'Events per ' + axis.unit + ', from ' + binText(axis.bins[0]) + ' to ' + binText(axis.bins[axis.bins.length - 1]) + '; at most ' + Math.max(...counts.map((c) => c.reduce((a, b) => a + b, 0))) + '; ' + rest.undated + ' undated';

function barOf(bin, counts, scale, most) {
  const [x, end] = [scale(bin.at), scale(bin.end + 1)];
  const gap = end - x > 6 ? 1.5 : 0.3;
  const total = counts.reduce((a, b) => a + b, 0);
  const group = svg('g', { class: 'bar' });
  group.append(svg('title', {}, binText(bin) + ': ' + plural(total, 'event')));
  group.append(svg('rect', { x, y: 0, width: Math.max(1, end - x), height: BARS + 12, class: 'hit' }));
  let y = BARS + 12;
  counts.forEach((count, quad) => {
    if (!count) return;
    const height = Math.max(2, (count / most) * BARS);
    y -= height;
    const wide = Math.min(end - x - 2 * gap, 46);
    group.append(svg('rect', { x: (x + end - wide) / 2, y, width: Math.max(1, wide), height, class: 'fill' + quad }));
  });
  return group;
}

function ticks(width) {
  const out = [];
  let free = 2;
  axis.bins.forEach((bin) => {
    const x = ((bin.at - axis.low) / (axis.high + 1 - axis.low)) * width;
    const day = isoDay(bin.at);
    const [year, month, date] = day.split('-').map(Number);
    const text = axis.unit === 'year' ? String(year) : axis.unit === 'month' ? MONTHS[month - 1].slice(0, 3) + ' ' + year : date + ' ' + MONTHS[month - 1].slice(0, 3) + (out.length ? '' : ' ' + year);
    if (x < free || x + text.length * 7 > width) return;
    out.push([x + 1, text]);
    free = x + text.length * 7 + 24;
  });
  return out;
}

function brushOf(scale, width) {
  const from = state.from ? Math.max(0, scale(dayNumber(state.from))) : 0;
  const to = state.to ? Math.min(width, scale(dayNumber(state.to) + 1)) : width;
  return svg('rect', { x: from, y: 0, width: Math.max(2, to - from), height: BARS + 13, class: 'brush' });
}

function brushing(art, width) {
  let start = null;
  const spot = (event) => Math.min(width - 1, Math.max(0, event.clientX - art.getBoundingClientRect().left));
  const binAt = (x) => axis.bins[findBin(axis.low + Math.floor((x / width) * (axis.high + 1 - axis.low)))];
  const mark = svg('rect', { y: 0, height: BARS + 13, class: 'brush', visibility: 'hidden' });
  art.append(mark);
  art.addEventListener('pointerdown', (event) => { start = spot(event); art.setPointerCapture(event.pointerId); });
  art.addEventListener('pointermove', (event) => {
    if (start === null) return;
    const ends = [start, spot(event)].sort((a, b) => a - b);
    for (const [key, value] of [['x', ends[0]], ['width', Math.max(1, ends[1] - ends[0])], ['visibility', 'visible']]) mark.setAttribute(key, value);
  });
  art.addEventListener('pointerup', (event) => {
    if (start === null) return;
    const ends = [start, spot(event)].sort((a, b) => a - b);
    start = null;
    change({ from: isoDay(binAt(ends[0]).at), to: isoDay(binAt(ends[1]).end) });
  });
}
