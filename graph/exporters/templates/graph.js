// The start: wires the parts, answers clicks and keys, and offers a small API to scripts and tests.

const tip = byId('tip');

function tipFor({ node, edge }, at) {
  const rows = node !== undefined
    ? [h('b', {}, words(actors[node].name)), h('span', {}, kindText(actors[node].kind) + ' · ' + plural(liveOf(actorEvents[node]).length, 'event'))]
    : arcTip(edge);
  tip.replaceChildren(...rows);
  tip.hidden = false;
  tip.style.left = Math.max(8, Math.min(at.x + 14, box.clientWidth - tip.offsetWidth - 8)) + 'px';
  tip.style.top = Math.max(8, Math.min(at.y + 16, box.clientHeight - tip.offsetHeight - 8)) + 'px';
}

function arcTip(number) {
  const arc = arcs[number];
  const list = liveOf(arc.events);
  const labels = [...new Set(list.map((e) => events[e].label))];
  return [
    h('b', {}, words(arcTitle(arc))),
    h('span', {}, labels.slice(0, 4).join(', ') + (labels.length > 4 ? ' …' : '')),
    h('span', { class: 'count' }, WORDS.quads[arc.quad] + ' · ' + plural(list.length, 'event') + (list.some((e) => events[e].disputes.length) ? ' · disputed' : '')),
  ];
}

function startPointer() {
  const away = () => { tip.hidden = true; box.style.cursor = ''; };
  box.addEventListener('pointerleave', away);
  network.on('click', ({ nodes, edges }) => {
    away();
    if (nodes.length) select({ actor: nodes[0] });
    else if (edges.length) select({ arc: edges[0] });
    else if (state.actor >= 0 || state.arc >= 0 || state.pair || state.event >= 0) select({});
  });
  network.on('doubleClick', ({ nodes }) => nodes.length && expand(nodes[0]));
  const over = (key) => (given) => { box.style.cursor = 'pointer'; tipFor({ [key]: given[key] }, given.pointer ? given.pointer.DOM : { x: 0, y: 0 }); };
  network.on('hoverNode', over('node'));
  network.on('hoverEdge', over('edge'));
  for (const leave of ['blurNode', 'blurEdge', 'dragStart', 'zoom']) network.on(leave, away);
}

function startKeys() {
  box.addEventListener('keydown', (event) => {
    const move = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] }[event.key];
    const scale = network.getScale();
    const { x, y } = network.getViewPosition();
    if (move) network.moveTo({ position: { x: x + move[0] / scale, y: y + move[1] / scale } });
    else if (event.key === '+' || event.key === '=') zoom(1.25);
    else if (event.key === '-') zoom(0.8);
    else if (event.key === '0') fit();
    else return;
    event.preventDefault();
  });
  document.addEventListener('keydown', (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === 'Escape') select({});
    if (event.key === '/' && !typing) { event.preventDefault(); field.focus(); }
  });
}

const zoom = (factor) => network.moveTo({ scale: Math.max(0.03, Math.min(6, network.getScale() * factor)) });

function startButtons() {
  const on = (id, act) => byId(id).addEventListener('click', act);
  on('as-graph', () => change({ table: false }, 'select'));
  on('as-table', () => change({ table: true }, 'select'));
  on('skip', (event) => { event.preventDefault(); change({ table: true }, 'select'); tableView.focus(); });
  on('zoom-in', () => zoom(1.25));
  on('zoom-out', () => zoom(0.8));
  on('zoom-fit', () => fit());
  on('csv', () => save(new Blob([csvText()], { type: 'text/csv' }), 'geopolgraph.csv'));
  on('png', savePicture);
  on('link', () => copy(location.href.split('#')[0] + '#' + address(), 'Address of this view copied'));
}

function drawAll(what) {
  drawFilters();
  drawTable();
  redraw();
  drawShowing();
  drawTimeline();
  drawPanel();
  if (what === 'restore') fit(undefined, false);
}

function retheme() {
  readTheme();
  images.clear();
  drawKey();
  if (network) drawAll('theme');
}

function restore() {
  const next = readAddress();
  spots.clear();
  for (const a of [next.actor, ...(next.pair || []), ...(next.arc >= 0 ? [arcs[next.arc].subject, arcs[next.arc].object] : [])]) if (a >= 0) shown.add(a);
  change(next, 'restore');
}

function start() {
  readTheme();
  openScene();
  axis = makeAxis();
  refilter();
  startCanvas();
  startFilters();
  startSearch();
  startPointer();
  startKeys();
  startButtons();
  drawKey();
  listeners.push(drawAll);
  restore();
  window.addEventListener('popstate', restore);
  window.addEventListener('hashchange', () => location.hash.slice(1) !== lastAddress && restore());
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', retheme);
  window.addEventListener('beforeprint', forPrint);
  window.matchMedia('print').addEventListener('change', (media) => media.matches && forPrint());
  let wide = box.clientWidth;
  new ResizeObserver(() => {
    if (!box.clientWidth || box.clientWidth === wide) return;
    wide = box.clientWidth;
    const before = scene;
    openScene();
    if (scene !== before) { readShown('', ''); spots.clear(); homes.clear(); change({}, 'show'); }
    drawTimeline();
    fit(undefined, false);
  }).observe(box);
}

// Paper gets an image of the graph as it stands: a canvas that is resized for paper would be drawn too late.
function forPrint() {
  if (!state.table && box.clientWidth) byId('print').src = box.querySelector('canvas').toDataURL('image/png');
}

const onScreen = (at) => {
  const point = network.canvasToDOM(at);
  const frame = box.getBoundingClientRect();
  return { x: frame.left + point.x, y: frame.top + point.y };
};

start();

// For scripts and tests. Actors, arcs and events are named by their positions in `data`.
window.geopolgraph = Object.freeze({
  data: { actors, arcs, events, reports, articles },
  state: () => ({ ...state, shown: [...shown], hidden: [...hidden], live: live.size }),
  search, // (text) -> actors
  find, // (actor): as if chosen in the search
  select, // ({actor} | {arc} | {pair: [a, b]} | {event} | {})
  change, // ({relation, source, from, to, disputed, unreal, quads, table}): sets filters
  expand, // (actor): shows its neighbours
  showAll: () => { show(actors.map((_, a) => a)); fit(undefined, false); },
  address,
  visible: () => ({ actors: [...spots.keys()], arcs: edgeSet.getIds() }),
  names: () => [...named],
  // boxes of figures with their names, in pixels of the window
  boxes: () => [...spots.keys()].map((id) => { const b = boxOf(id, undefined, network.getScale(), !named.has(id)); const [p, q] = [onScreen({ x: b.left, y: b.top }), onScreen({ x: b.right, y: b.bottom })]; return { id, left: p.x, top: p.y, right: q.x, bottom: q.y }; }),
  pointOfActor: (id) => onScreen(network.getPosition(id)),
  pointOfArc: (number) => onScreen(middleOf(number)),
  csv: csvText,
  network,
});
document.documentElement.dataset.ready = 'true';
