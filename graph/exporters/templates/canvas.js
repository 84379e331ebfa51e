// The graph itself: vis-network draws, we say what is visible, how it looks and where new actors stand.

const box = document.getElementById('canvas');
const vertices = rows(DATA.network.nodes); // as pyvis made them; ids are positions in `actors`
const strokes = rows(DATA.network.edges); // ids are positions in `arcs`
const portrait = () => box.clientWidth < 560 && box.clientHeight > 0.8 * box.clientWidth;
const openingSet = new Set();
const spots = new Map(); // where each actor on the canvas stands
const named = new Set(); // actors whose name is written at this zoom
const CROWD = 700; // more lines than this: no dashes, no fading, which are slow and not seen
const MANY = 1500; // more: straight lines, hidden while dragging
const MOST = 4000; // more are not drawn at all, the slightest first
let network = null;
let nodeSet = null;
let edgeSet = null;
let focus = null; // actors that stay bright; null: all
let scene = 'wide';
let namedAt = '';
let order = []; // actors on the canvas, the busiest first
let marked = []; // disputed lines on the canvas
let thickness = 1; // of lines: they too shrink less than the rest

function openScene() {
  scene = portrait() ? 'tall' : 'wide';
  openingSet.clear();
  vertices.forEach((vertex) => vertex.spots[scene] && openingSet.add(vertex.id));
}

const spotIn = (id) => (shown.size > 0.8 * actors.length && shown.size > openingSet.size ? vertices[id].spots.full : vertices[id].spots[scene]);

// ---- figures

// Names keep a size on the screen that can be read: they grow less than the rest when zoomed in, and shrink less.
const SMALLEST = 11;
const LARGEST = 17;
const magnify = (vertex, scale) => Math.min(Math.max(vertex.letters * scale, SMALLEST), Math.max(LARGEST, vertex.letters)) / (vertex.letters * scale);

const radius = (vertex, scale) => vertex.size * Math.min(1.4, Math.max(1, 0.72 / scale));

function boxOf(id, at = spots.get(id), scale = 1, bare = false) {
  const vertex = vertices[id];
  const r = radius(vertex, scale);
  if (bare) return { left: at[0] - r, right: at[0] + r, top: at[1] - r, bottom: at[1] + r };
  const grown = magnify(vertex, scale);
  const half = Math.max(r, vertex.half * grown);
  return { left: at[0] - half, right: at[0] + half, top: at[1] - r, bottom: at[1] + r + 4 + vertex.lines.length * vertex.letters * 1.2 * grown };
}

function measure() {
  const ctx = document.createElement('canvas').getContext('2d');
  for (const vertex of vertices) {
    vertex.lines = vertex.label.split('\n');
    vertex.weight = actors[vertex.id].kind === 'country' ? '600 ' : '400 ';
    ctx.font = vertex.weight + vertex.letters + 'px ' + FACE;
    vertex.half = Math.max(...vertex.lines.map((line) => ctx.measureText(line).width)) / 2;
  }
}

function renderer({ ctx, id, x, y, state: { selected, hover } }) {
  const vertex = vertices[id];
  const actor = actors[id];
  const r = radius(vertex, network.getScale());
  const dim = focus !== null && !focus.has(id);
  return {
    drawNode() {
      ctx.beginPath(); // a ground of its own, so that no line shows through the figure
      circle(ctx, x, y, r);
      ctx.fillStyle = theme.stage;
      ctx.fill();
      ctx.globalAlpha = dim ? 0.16 : 1;
      if (selected || hover) {
        ctx.beginPath();
        circle(ctx, x, y, r + 5);
        ctx.lineWidth = 2.5;
        ctx.strokeStyle = theme.accent;
        ctx.stroke();
      }
      drawShape(ctx, actor.kind, x, y, r, { width: 3, colour: theme.stage });
      if (actor.kind === 'country' && actor.country && r >= 12) {
        ctx.fillStyle = theme.surface;
        ctx.font = '600 ' + Math.round(r * 0.68) + 'px ' + FACE;
        ctx.textAlign = 'center';
        ctx.textBaseline = 'middle';
        ctx.fillText(actor.country, x, y + 0.5, r * 1.8);
      }
    },
    drawExternalLabel: named.has(id) || selected || hover ? () => drawName(ctx, vertex, x, y + r + 4, dim) : undefined,
    nodeDimensions: { width: 2 * r, height: 2 * r },
  };
}

// A name is drawn once and kept as an image: outlined letters are the slowest thing on a canvas.
const images = new Map();

function imageOf(vertex, letters) {
  const key = vertex.id + ':' + letters;
  if (images.has(key)) return images.get(key);
  if (images.size > 700) images.clear();
  const ratio = window.devicePixelRatio || 1;
  const image = document.createElement('canvas');
  const half = (vertex.half * letters) / vertex.letters + 4;
  image.width = Math.ceil(2 * half * ratio);
  image.height = Math.ceil((vertex.lines.length * letters * 1.2 + 6) * ratio);
  const ctx = image.getContext('2d');
  ctx.scale(ratio, ratio);
  ctx.font = vertex.weight + letters + 'px ' + FACE;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'top';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 4;
  ctx.strokeStyle = theme.halo;
  ctx.fillStyle = theme.ink;
  vertex.lines.forEach((line, n) => ctx.strokeText(line, half, 2 + n * letters * 1.2));
  vertex.lines.forEach((line, n) => ctx.fillText(line, half, 2 + n * letters * 1.2));
  images.set(key, image);
  return image;
}

function drawName(ctx, vertex, x, top, dim) {
  const scale = network.getScale();
  const letters = Math.round(vertex.letters * magnify(vertex, scale) * scale * 2) / 2;
  const image = imageOf(vertex, letters);
  const ratio = window.devicePixelRatio || 1;
  const at = network.canvasToDOM({ x, y: top });
  ctx.globalAlpha = dim ? 0.2 : 1;
  ctx.setTransform(1, 0, 0, 1, 0, 0); // whole pixels keep letters sharp; vis restores its own
  ctx.drawImage(image, Math.round(at.x * ratio - image.width / 2), Math.round((at.y - 2) * ratio));
}

// Names that would run into one another at this zoom are left out, the less busy actor's first.
function chooseNames() {
  const scale = network.getScale();
  const { x, y } = network.getViewPosition();
  const [wide, high] = [box.clientWidth / scale, box.clientHeight / scale];
  const key = [Math.round(Math.log2(scale) * 12), Math.round((4 * x) / wide), Math.round((4 * y) / high), spots.size, state.actor].join(':');
  if (key === namedAt) return;
  namedAt = key;
  named.clear();
  const cells = new Map();
  let tried = 0;
  const solid = order.length > 90 ? 12 : 90; // in a crowd, a name may lie over lesser figures
  for (const id of order) {
    const at = spots.get(id);
    if (Math.abs(at[0] - x) > 0.8 * wide || Math.abs(at[1] - y) > 0.8 * high) continue;
    const r = radius(vertices[id], scale);
    if (id < solid) put(cells, { left: at[0] - r, right: at[0] + r, top: at[1] - r, bottom: at[1] + r, id });
  }
  for (const id of order) {
    const at = spots.get(id);
    if (Math.abs(at[0] - x) > 0.8 * wide || Math.abs(at[1] - y) > 0.8 * high) continue;
    const area = { ...boxOf(id, at, scale), id };
    area.top = at[1] + radius(vertices[id], scale) + 2;
    if (free(cells, area)) { put(cells, area); named.add(id); }
    if (named.size >= 160 || (tried += 1) > 700) return;
  }
}

const cellsOf = (area) => {
  const keys = [];
  for (let x = Math.floor(area.left / 160); x <= Math.floor(area.right / 160); x += 1) {
    for (let y = Math.floor(area.top / 80); y <= Math.floor(area.bottom / 80); y += 1) keys.push(x * 65536 + y);
  }
  return keys;
};

function put(cells, area) {
  for (const key of cellsOf(area)) cells.has(key) ? cells.get(key).push(area) : cells.set(key, [area]);
}

const free = (cells, area) => !cellsOf(area).some((key) => (cells.get(key) || []).some((other) => other.id !== area.id && meets(area, other)));
const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

// ---- lines

function edgeLook(number, many = edgeSet.length > CROWD) {
  const arc = arcs[number];
  const count = liveOf(arc.events).length;
  const bright = focus === null || (focus.has(arc.subject) && focus.has(arc.object) && touches(arc, number));
  const disputed = arc.events.some((e) => live.has(e) && events[e].disputes.length);
  return {
    id: number, from: arc.subject, to: arc.object, smooth: curve(strokes[number].bend),
    arrows: strokes[number].arrows === '' ? '' : { to: { enabled: true, scaleFactor: thickness * (0.42 + 0.2 / count), type: 'arrow' } },
    width: thickness * Math.min(9, 1.1 + 1.15 * Math.sqrt(count)) + (state.arc === number ? 2 : 0),
    dashes: many ? false : arc.happened ? DASHES[arc.quad] : DOTS,
    color: { color: theme.quads[arc.quad], highlight: theme.quads[arc.quad], hover: theme.quads[arc.quad], opacity: bright || many ? 0.92 : 0.09 },
    disputed,
  };
}

// Lanes of one pair bend apart; beyond many arcs all run straight, which is quicker to draw.
function curve(bend) {
  if (!bend || arcs.length > MANY) return false;
  return { enabled: true, type: bend > 0 ? 'curvedCW' : 'curvedCCW', roundness: Math.abs(bend) };
}

function touches(arc, number) {
  if (state.arc >= 0) return number === state.arc || pairKey(arc.subject, arc.object) === pairKey(arcs[state.arc].subject, arcs[state.arc].object);
  return state.actor < 0 || arc.subject === state.actor || arc.object === state.actor;
}

function readFocus() {
  focus = null;
  if (state.actor >= 0) focus = new Set([state.actor, ...near[state.actor]]);
  else if (state.arc >= 0) focus = new Set([arcs[state.arc].subject, arcs[state.arc].object]);
  else if (state.pair) focus = new Set(state.pair);
  else if (state.event >= 0) focus = new Set([events[state.event].subject, events[state.event].object, ...events[state.event].actors]);
}

// ---- what is on the canvas

const arcVisible = (arc) => spots.has(arc.subject) && spots.has(arc.object) && arc.events.some((e) => live.has(e));

function visibleActors() {
  const out = [...shown].filter((a) => !hidden.has(a));
  if (!filtered()) return out;
  const busy = new Set();
  for (const arc of arcs) if (arc.events.some((e) => live.has(e))) [arc.subject, arc.object].forEach((a) => busy.add(a));
  return out.filter((a) => busy.has(a) || a === state.actor || (state.pair || []).includes(a));
}

function redraw() {
  readFocus();
  const wanted = new Set(visibleActors());
  for (const id of spots.keys()) if (!wanted.has(id)) spots.delete(id);
  for (const id of wanted) if (!spots.has(id)) spots.set(id, home(id));
  const nodes = [...wanted].map((id) => ({ id, x: spots.get(id)[0], y: spots.get(id)[1], label: vertices[id].label, size: vertices[id].size }));
  order = [...spots.keys()].sort((a, b) => (focus ? focus.has(b) - focus.has(a) : 0) || a - b);
  const drawn = drawnArcs();
  const edges = drawn.map((n) => edgeLook(n, drawn.length > CROWD));
  marked = edges.filter((edge) => edge.disputed).map((edge) => edge.id);
  replace(nodeSet, nodes);
  replace(edgeSet, edges);
  for (const id of wanted) network.body.nodes[id].shape.distanceToBorder = (ctx, angle) => border(id, angle);
  network.setOptions({ interaction: { hideEdgesOnDrag: edges.length > MANY, hideEdgesOnZoom: edges.length > MANY, hover: edges.length <= MANY } });
  network.unselectAll();
  if (state.actor >= 0 && wanted.has(state.actor)) network.selectNodes([state.actor], false);
  namedAt = '';
  network.redraw();
}

// How far from the middle of a figure a line stops, so that no arrowhead lies under a name. `angle` points inwards.
function border(id, angle) {
  const vertex = vertices[id];
  const scale = network.getScale();
  const r = radius(vertex, scale) + 2;
  const [x, y] = [-Math.cos(angle), -Math.sin(angle)];
  if (y <= 0 || !named.has(id)) return r;
  const grown = magnify(vertex, scale);
  const half = vertex.half * grown + 3;
  if (Math.abs((x * r) / y) >= half) return r;
  const low = r + 3 + vertex.lines.length * vertex.letters * 1.2 * grown;
  return Math.min(low / y, half / Math.max(Math.abs(x), 1e-6));
}

function replace(set, items) {
  const keep = new Set(items.map((item) => item.id));
  const gone = set.getIds().filter((id) => !keep.has(id));
  if (gone.length) set.remove(gone);
  const news = items.map((item) => ({ ...item, was: JSON.stringify(item) })).filter((item) => (set.get(item.id) || {}).was !== item.was);
  if (news.length) set.update(news);
}

function drawnArcs() {
  const visible = arcs.map((_, n) => n).filter((n) => arcVisible(arcs[n]));
  if (visible.length <= MOST) return visible;
  const weight = (n) => (focus && focus.has(arcs[n].subject) && focus.has(arcs[n].object) ? 1e6 : 0) + arcs[n].events.length;
  return visible.map((n) => [weight(n), n]).sort((a, b) => b[0] - a[0] || a[1] - b[1]).slice(0, MOST).map(([, n]) => n);
}

const homes = new Map(); // places found for actors that the opening does not hold

function home(id) {
  if (spotIn(id)) return spotIn(id);
  if (!homes.has(id)) homes.set(id, freeSpot(id));
  return homes.get(id);
}

// The nearest free place around an actor's neighbours that are on the canvas.
function freeSpot(id) {
  const friends = [...near[id]].filter((a) => spots.has(a)).map((a) => spots.get(a));
  const middle = friends.length ? [0, 1].map((i) => friends.reduce((sum, f) => sum + f[i], 0) / friends.length) : [0, 0];
  const taken = [...spots.keys()].map((a) => boxOf(a));
  for (let turn = 4; turn < 6000; turn += 1) {
    const at = [middle[0] + 26 * Math.sqrt(turn) * Math.cos(2.39996 * turn), middle[1] + 18 * Math.sqrt(turn) * Math.sin(2.39996 * turn)].map(Math.round);
    const area = boxOf(id, at);
    area.left -= 8; area.right += 8; area.top -= 8; area.bottom += 6;
    if (!taken.some((other) => meets(area, other))) return at;
  }
  return vertices[id].spots.full;
}

function show(ids, what = 'show') {
  ids.forEach((a) => { shown.add(a); hidden.delete(a); });
  if (shown.size > 0.8 * actors.length && shown.size > openingSet.size) { spots.clear(); homes.clear(); }
  change({}, what);
}

// How much of the canvas the panel covers, where it is a sheet over the page.
function covered() {
  const sheet = document.getElementById('panel');
  if (getComputedStyle(sheet).position !== 'fixed') return 0;
  return Math.min(box.clientHeight - 160, Math.max(0, box.getBoundingClientRect().bottom - sheet.getBoundingClientRect().top));
}

function frameOf(ids, scale) {
  const areas = ids.map((id) => boxOf(id, undefined, scale, id >= 32 && ids.length > 32));
  const side = (key, pick) => areas.reduce((m, a) => pick(m, a[key]), areas[0][key]);
  return { left: side('left', Math.min), right: side('right', Math.max), top: side('top', Math.min), bottom: side('bottom', Math.max) };
}

function fit(ids = [...spots.keys()], animate = true) {
  if (!ids.length || !box.clientWidth) return;
  ids = ids.filter((id) => spots.has(id));
  if (!ids.length) return;
  const legend = document.getElementById('legend');
  const below = getComputedStyle(legend).position === 'absolute' ? legend.offsetHeight : covered();
  let scale = 1;
  let frame = null;
  for (let turn = 0; turn < 4; turn += 1) {
    frame = frameOf(ids, scale);
    scale = Math.min((box.clientWidth - 48) / (frame.right - frame.left), (box.clientHeight - 60 - below) / (frame.bottom - frame.top), ids.length < 4 ? 1.5 : 1.7);
  }
  const { left, right, top, bottom } = frame;
  const thick = Math.min(1.6, Math.max(1, 0.75 / scale));
  if (Math.abs(thick - thickness) > 0.1) { thickness = thick; edgeSet.update(edgeSet.getIds().map((n) => edgeLook(n))); }
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  network.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 + (below - 24) / 2 / scale }, scale,
    animation: animate && !calm && spots.size < 400 ? { duration: 260, easingFunction: 'easeInOutQuad' } : false,
  });
}

function startCanvas() {
  measure();
  nodeSet = new vis.DataSet();
  edgeSet = new vis.DataSet();
  const options = { ...DATA.network.options, autoResize: true };
  options.nodes = { ...options.nodes, ctxRenderer: renderer };
  network = new vis.Network(box, { nodes: nodeSet, edges: edgeSet }, options);
  network.on('beforeDrawing', chooseNames);
  network.on('afterDrawing', drawMarks);
  network.on('dragEnd', ({ nodes }) => nodes.forEach((id) => { const p = network.getPosition(id); spots.set(id, [p.x, p.y]); homes.set(id, [p.x, p.y]); namedAt = ''; }));
}

// A disputed line carries a mark at its middle: seen without colour and in print.
function drawMarks(ctx) {
  if (edgeSet.length > MANY) return;
  for (const number of marked) {
    const at = middleOf(number);
    const arc = arcs[number];
    if (!at) continue;
    ctx.globalAlpha = focus === null || (focus.has(arc.subject) && focus.has(arc.object)) ? 1 : 0.15;
    ctx.beginPath();
    circle(ctx, at.x, at.y, 8);
    ctx.fillStyle = theme.surface;
    ctx.fill();
    ctx.lineWidth = 2;
    ctx.strokeStyle = theme.alert;
    ctx.stroke();
    ctx.fillStyle = theme.alert;
    ctx.font = '700 11px ' + FACE;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.fillText('≠', at.x, at.y + 0.5);
    ctx.globalAlpha = 1;
  }
}

function middleOf(number) {
  const edge = network.body.edges[number];
  return edge && edge.connected ? edge.edgeType.getPoint(0.5) : null;
}
