// The data, what is selected and filtered, and the address of both. Only `change` alters the state.

const DATA = JSON.parse(document.getElementById('data').textContent);
const rows = (table) => table.rows.map((row) => Object.fromEntries(table.keys.map((key, n) => [key, row[n]])));
const [actors, arcs, events, reports, articles] = ['actors', 'arcs', 'events', 'reports', 'articles'].map((name) => rows(DATA.picture[name]));
const DAY = 86400000;
const dayNumber = (iso) => Math.round(Date.parse(iso + 'T00:00:00Z') / DAY);
const isoDay = (number) => new Date(number * DAY).toISOString().slice(0, 10);

const fresh = () => ({
  actor: -1, arc: -1, pair: null, event: -1, table: false,
  relation: '', source: '', from: '', to: '', disputed: false, unreal: false, quads: [0, 1, 2, 3, 4],
});
const state = fresh();
const shown = new Set(); // actors on the canvas
const hidden = new Set(); // actors put away by hand
const live = new Set(); // events that pass the filters
const listeners = [];

const actorEvents = actors.map(() => []);
events.forEach((event, number) => {
  event.days = event.first ? [dayNumber(event.first), dayNumber(event.last)] : null;
  event.sort = event.first || '9999';
  for (const actor of new Set([event.subject, event.object, ...event.actors])) {
    if (actor >= 0) actorEvents[actor].push(number);
  }
});
const pairKey = (a, b) => (a < b ? a + '~' + b : b + '~' + a);
const pairArcs = new Map();
const near = actors.map(() => new Set());
arcs.forEach((arc, number) => {
  const key = pairKey(arc.subject, arc.object);
  if (!pairArcs.has(key)) pairArcs.set(key, []);
  pairArcs.get(key).push(number);
  near[arc.subject].add(arc.object);
  near[arc.object].add(arc.subject);
});

function passes(event, ignoreDates = false) {
  if (!event.happened && !state.unreal) return false;
  if (!state.quads.includes(event.quad)) return false;
  if (state.relation && event.relation !== state.relation) return false;
  if (state.source && !event.sources.includes(state.source)) return false;
  if (state.disputed && !event.disputes.length) return false;
  if (ignoreDates || (!state.from && !state.to)) return true;
  if (!event.days) return false;
  return (!state.from || event.days[1] >= dayNumber(state.from)) && (!state.to || event.days[0] <= dayNumber(state.to));
}

const filtered = () => Boolean(state.relation || state.source || state.from || state.to || state.disputed || state.unreal || state.quads.length < 5);
const liveOf = (numbers) => numbers.filter((n) => live.has(n));
const byDate = (a, b) => (events[a].sort < events[b].sort ? 1 : events[a].sort > events[b].sort ? -1 : a - b);

function refilter() {
  live.clear();
  events.forEach((event, number) => passes(event) && live.add(number));
}

// what: 'select' goes into the history of the browser, 'filter' and 'show' replace the address
function change(update, what = 'filter') {
  Object.assign(state, update);
  refilter();
  if (what !== 'restore') writeAddress(what === 'select');
  for (const listener of listeners) listener(what);
}

const select = (part) => change({ actor: -1, arc: -1, pair: null, event: -1, ...part }, 'select');

// ---- the address

const arcName = (arc) => [actors[arc.subject].id, actors[arc.object].id, arc.quad, arc.mutual ? 'm' : '', arc.happened ? '' : 'n'].join('~');

function address() {
  const out = new URLSearchParams();
  if (state.actor >= 0) out.set('actor', actors[state.actor].id);
  if (state.arc >= 0) out.set('arc', arcName(arcs[state.arc]));
  if (state.pair) out.set('pair', state.pair.map((a) => actors[a].id).join('~'));
  if (state.event >= 0) out.set('event', events[state.event].id);
  for (const key of ['relation', 'source', 'from', 'to']) if (state[key]) out.set(key, state[key]);
  for (const key of ['disputed', 'unreal', 'table']) if (state[key]) out.set(key, '1');
  if (state.quads.length < 5) out.set('quads', state.quads.join(''));
  const extra = [...shown].filter((a) => !openingSet.has(a));
  if (actors.length > openingSet.size && shown.size === actors.length) out.set('show', 'all');
  else if (extra.length && extra.length <= 80) out.set('show', extra.map((a) => actors[a].id).join('~'));
  if (hidden.size) out.set('hide', [...hidden].map((a) => actors[a].id).join('~'));
  return out.toString();
}

let lastAddress = '';

function writeAddress(push) {
  const next = address();
  if (next === lastAddress) return;
  lastAddress = next;
  try {
    history[push ? 'pushState' : 'replaceState'](null, '', '#' + next);
  } catch (error) {
    // a sandboxed frame has no address of its own; the page works without
  }
}

const indexOf = (list, id) => list.findIndex((item) => item.id === id);
const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

function readAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  const next = fresh();
  const text = (key) => given.get(key) || '';
  next.actor = text('actor') ? indexOf(actors, text('actor')) : -1;
  next.event = text('event') ? indexOf(events, text('event')) : -1;
  next.arc = text('arc') ? arcs.findIndex((arc) => arcName(arc) === text('arc')) : -1;
  const pair = text('pair').split('~').map((id) => indexOf(actors, id));
  next.pair = pair.length === 2 && pair.every((a) => a >= 0) ? pair : null;
  next.relation = events.some((e) => e.relation === text('relation')) ? text('relation') : '';
  next.source = events.some((e) => e.sources.includes(text('source'))) ? text('source') : '';
  for (const key of ['from', 'to']) next[key] = isDay(text(key)) ? text(key) : '';
  for (const key of ['disputed', 'unreal', 'table']) next[key] = text(key) === '1';
  if (/^[0-4]+$/.test(text('quads'))) next.quads = [...new Set(text('quads'))].map(Number);
  readShown(text('show'), text('hide'));
  lastAddress = location.hash.slice(1);
  return next;
}

function readShown(show, hide) {
  shown.clear();
  hidden.clear();
  openingSet.forEach((a) => shown.add(a));
  if (show === 'all') actors.forEach((_, a) => shown.add(a));
  else for (const id of show.split('~')) if (indexOf(actors, id) >= 0) shown.add(indexOf(actors, id));
  for (const id of hide.split('~')) if (indexOf(actors, id) >= 0) hidden.add(indexOf(actors, id));
}
