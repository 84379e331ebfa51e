// Figures: one outline for each kind of actor, drawn alike on the canvas, in the key and in the panel.

const FAMILY = {
  country: 'state', office: 'state', agency: 'state', person: 'human', people: 'human', organisation: 'body',
  group: 'body', company: 'body', medium: 'body', place: 'thing', good: 'thing', topic: 'thing',
};
const DASHES = [[2, 4], [9, 6], false, [14, 4, 3, 4], [22, 3]]; // by quad class
const DOTS = [1, 6]; // did not happen
const FACE = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "DejaVu Sans", Arial, sans-serif';
let theme = {};

function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const get = (name) => style.getPropertyValue('--' + name).trim();
  theme = { quads: [0, 1, 2, 3, 4].map((q) => get('quad' + q)) };
  for (const name of ['ink', 'muted', 'surface', 'stage', 'accent', 'state', 'human', 'body', 'thing', 'alert', 'halo']) theme[name] = get(name);
}

const familyColour = (kind) => theme[FAMILY[kind] || 'thing'];

function polygon(ctx, x, y, r, corners, turn) {
  for (let i = 0; i < corners; i += 1) {
    const angle = turn + (2 * Math.PI * i) / corners;
    ctx[i ? 'lineTo' : 'moveTo'](x + r * Math.cos(angle), y + r * Math.sin(angle));
  }
  ctx.closePath();
}

function circle(ctx, x, y, r) {
  ctx.moveTo(x + r, y);
  ctx.arc(x, y, r, 0, 2 * Math.PI);
}

const OUTLINES = {
  country: (c, x, y, r) => circle(c, x, y, r),
  person: (c, x, y, r) => {
    circle(c, x, y - 0.46 * r, 0.46 * r);
    c.moveTo(x - 0.86 * r, y + 0.92 * r);
    c.bezierCurveTo(x - 0.8 * r, y - 0.15 * r, x + 0.8 * r, y - 0.15 * r, x + 0.86 * r, y + 0.92 * r);
    c.closePath();
  },
  people: (c, x, y, r) => {
    circle(c, x, y - 0.4 * r, 0.5 * r);
    circle(c, x - 0.5 * r, y + 0.42 * r, 0.5 * r);
    circle(c, x + 0.5 * r, y + 0.42 * r, 0.5 * r);
  },
  office: (c, x, y, r) => {
    c.moveTo(x, y - r);
    c.lineTo(x + 0.95 * r, y - 0.2 * r);
    c.lineTo(x + 0.8 * r, y + 0.85 * r);
    c.lineTo(x - 0.8 * r, y + 0.85 * r);
    c.lineTo(x - 0.95 * r, y - 0.2 * r);
    c.closePath();
  },
  agency: (c, x, y, r) => c.roundRect(x - 0.82 * r, y - 0.82 * r, 1.64 * r, 1.64 * r, 0.22 * r),
  organisation: (c, x, y, r) => polygon(c, x, y, r, 6, 0),
  group: (c, x, y, r) => polygon(c, x, y - 0.1 * r, r, 3, Math.PI / 2),
  company: (c, x, y, r) => polygon(c, x, y, r, 4, 0),
  medium: (c, x, y, r) => {
    c.roundRect(x - 0.95 * r, y - 0.8 * r, 1.9 * r, 1.25 * r, 0.3 * r);
    c.moveTo(x - 0.4 * r, y + 0.4 * r);
    c.lineTo(x - 0.45 * r, y + 0.95 * r);
    c.lineTo(x + 0.15 * r, y + 0.4 * r);
    c.closePath();
  },
  place: (c, x, y, r) => {
    c.moveTo(x, y + r);
    c.bezierCurveTo(x - 1.5 * r, y - 0.35 * r, x - 0.6 * r, y - r, x, y - r);
    c.bezierCurveTo(x + 0.6 * r, y - r, x + 1.5 * r, y - 0.35 * r, x, y + r);
    c.closePath();
  },
  good: (c, x, y, r) => {
    polygon(c, x, y, r, 8, Math.PI / 8);
    c.moveTo(x + 0.4 * r, y);
    c.arc(x, y, 0.4 * r, 0, 2 * Math.PI, true);
  },
  topic: (c, x, y, r) => c.roundRect(x - r, y - 0.6 * r, 2 * r, 1.2 * r, 0.6 * r),
};

function drawShape(ctx, kind, x, y, r, ring) {
  ctx.beginPath();
  (OUTLINES[kind] || OUTLINES.topic)(ctx, x, y, r);
  ctx.lineJoin = 'round';
  ctx.lineWidth = ring.width;
  ctx.strokeStyle = ring.colour;
  ctx.stroke();
  ctx.fillStyle = familyColour(kind);
  ctx.fill();
}

// A small canvas with the shape, for the key, the panel and the search; plain decoration, so hidden from readers.
function shapeIcon(kind, size = 18) {
  const icon = document.createElement('canvas');
  const ratio = window.devicePixelRatio || 1;
  icon.width = icon.height = Math.round(size * ratio);
  icon.className = 'icon';
  icon.style.width = icon.style.height = size + 'px';
  icon.setAttribute('aria-hidden', 'true');
  const ctx = icon.getContext('2d');
  ctx.scale(ratio, ratio);
  drawShape(ctx, kind, size / 2, size / 2, size / 2 - 1.5, { width: 1, colour: theme.surface });
  return icon;
}

const SVG = 'http://www.w3.org/2000/svg';

function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// A sample of a line as the canvas draws it: colour by class, dashes by class, dots where nothing happened.
function lineIcon(quad, happened = true, mutual = false) {
  const dashes = happened ? DASHES[quad] : DOTS;
  const line = svg('line', { x1: 1, y1: 6, x2: mutual ? 35 : 29, y2: 6, class: 'quad' + quad, 'stroke-width': 3, 'stroke-linecap': happened ? 'butt' : 'round' });
  if (dashes) line.setAttribute('stroke-dasharray', dashes.join(' '));
  const icon = svg('svg', { viewBox: '0 0 36 12', width: 36, height: 12, class: 'line', 'aria-hidden': 'true' }, line);
  if (!mutual) icon.append(svg('path', { d: 'M27 1.5 36 6 27 10.5z', class: 'head' + quad }));
  return icon;
}

// An element with its attributes and children; strings become text, never markup.
function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key === 'onclick') element.addEventListener('click', value);
    else if (value !== false && value !== undefined && value !== null) element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat().filter((c) => c !== null && c !== undefined && c !== false));
  return element;
}

// A name or another text from an article: its direction is its own affair.
const words = (text, tag = 'bdi') => h(tag, tag === 'bdi' ? {} : { dir: 'auto' }, text);
