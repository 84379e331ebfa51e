// Search, filters, key, zoom: what the hand touches besides the graph.

const byId = (id) => document.getElementById(id);
const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const searchable = actors.map((actor) => [actor.name, ...actor.aliases].map(plain));
const field = byId('search');
const hits = byId('hits');
let active = -1;

// Actors whose name or alias begins with the text, then those that hold it in a later word or anywhere.
function search(text, limit = 9) {
  const sought = plain(text.trim());
  if (!sought) return [];
  const rank = (names) => Math.min(...names.map((name) => (name.startsWith(sought) ? 0 : name.includes(' ' + sought) ? 1 : name.includes(sought) ? 2 : 9)));
  return searchable.map((names, id) => [rank(names), id]).filter(([r]) => r < 9).sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, limit).map(([, id]) => id);
}

function drawHits() {
  const found = search(field.value);
  active = found.length ? 0 : -1;
  hits.replaceChildren(...found.map(hit));
  if (field.value.trim() && !found.length) hits.append(h('li', { class: 'none', role: 'presentation' }, 'No actor of that name'));
  hits.hidden = !hits.children.length;
  field.setAttribute('aria-expanded', String(!hits.hidden));
  markHit();
}

function hit(id) {
  const actor = actors[id];
  const sought = plain(field.value.trim());
  const alias = plain(actor.name).includes(sought) ? '' : actor.aliases.find((a) => plain(a).includes(sought)) || '';
  const item = h('li', { role: 'option', id: 'hit-' + id, 'data-id': id }, shapeIcon(actor.kind, 16),
    h('span', { class: 'row-text' }, words(actor.name), alias ? h('span', { class: 'alias' }, ' “', words(alias), '”') : null),
    h('span', { class: 'count' }, kindText(actor.kind) + ' · ' + actorEvents[id].length));
  item.addEventListener('pointerdown', (event) => { event.preventDefault(); chooseHit(id); });
  return item;
}

function markHit() {
  [...hits.children].forEach((item, n) => item.setAttribute('aria-selected', String(n === active)));
  const item = hits.children[active];
  field.setAttribute('aria-activedescendant', item ? item.id : '');
  if (item) item.scrollIntoView({ block: 'nearest' });
}

function chooseHit(id) {
  closeHits();
  field.value = '';
  find(id);
}

function closeHits() {
  hits.hidden = true;
  field.setAttribute('aria-expanded', 'false');
  field.setAttribute('aria-activedescendant', '');
}

// Puts an actor on the canvas, with its neighbours where it would stand alone, and selects it.
function find(id) {
  const needed = [id];
  if (![...near[id]].some((a) => spots.has(a))) needed.push(...[...near[id]].slice(0, 12));
  if (!spots.has(id)) show(needed);
  select({ actor: id });
  if (!state.table) fit([id, ...near[id]].filter((a) => spots.has(a)));
  say(actors[id].name + ' selected, ' + plural(actorEvents[id].length, 'event'), false);
}

function startSearch() {
  field.addEventListener('input', drawHits);
  field.addEventListener('focus', () => field.value && drawHits());
  field.addEventListener('blur', closeHits);
  field.addEventListener('keydown', (event) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move && hits.children.length) {
      event.preventDefault();
      active = (active + move + hits.children.length) % hits.children.length;
      markHit();
    } else if (event.key === 'Enter' && !hits.hidden && hits.children[active] && hits.children[active].dataset.id) {
      event.preventDefault();
      chooseHit(Number(hits.children[active].dataset.id));
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      if (hits.hidden) field.value = '';
      closeHits();
    }
  });
}

// ---- filters

function options(id, pairs) {
  byId(id).append(...pairs.map(([value, text]) => h('option', { value }, text)));
}

function startFilters() {
  const count = (pick) => { const out = new Map(); events.forEach((e) => pick(e).forEach((key) => out.set(key, (out.get(key) || 0) + 1))); return out; };
  const labels = new Map(events.map((e) => [e.relation, e.label]));
  const sorted = (map, text) => [...map.entries()].map(([key, n]) => [key, text(key) + ' (' + n + ')']).sort((a, b) => a[1].localeCompare(b[1], 'en'));
  options('relation', sorted(count((e) => [e.relation]), (key) => labels.get(key)));
  options('source', sorted(count((e) => e.sources), (key) => key));
  [2, 1, 3, 4, 0].forEach((quad) => {
    const check = h('input', { type: 'checkbox', 'data-quad': quad });
    check.addEventListener('change', () => change({ quads: [...document.querySelectorAll('[data-quad]')].filter((c) => c.checked).map((c) => Number(c.dataset.quad)).sort() }));
    byId('quads').append(h('label', { title: WORDS.quadHints[quad] }, check, lineIcon(quad), WORDS.quads[quad]));
  });
  for (const key of ['relation', 'source', 'from', 'to']) byId(key).addEventListener('change', (event) => change({ [key]: event.target.value }));
  for (const key of ['disputed', 'unreal']) byId(key).addEventListener('change', (event) => change({ [key]: event.target.checked }));
  byId('filters').addEventListener('submit', (event) => event.preventDefault());
  byId('reset').addEventListener('click', () => { const { relation, source, from, to, disputed, unreal, quads } = fresh(); change({ relation, source, from, to, disputed, unreal, quads }); });
  byId('more-filters').addEventListener('click', (event) => {
    const open = document.body.classList.toggle('filtering');
    event.currentTarget.setAttribute('aria-expanded', String(open));
  });
}

function drawFilters() {
  for (const key of ['relation', 'source', 'from', 'to']) byId(key).value = state[key];
  for (const key of ['disputed', 'unreal']) byId(key).checked = state[key];
  document.querySelectorAll('[data-quad]').forEach((c) => { c.checked = state.quads.includes(Number(c.dataset.quad)); });
  byId('reset').disabled = !filtered();
}

// ---- what is shown, and the key

function drawShowing() {
  const visible = spots.size;
  const drawn = arcs.reduce((sum, arc) => sum + (arcVisible(arc) ? liveOf(arc.events).length : 0), 0);
  const parts = [h('span', {}, plural(visible, 'actor') + (visible < actors.length ? ' of ' + actors.length.toLocaleString('en') : '') + ', ' + plural(drawn, 'event') + (drawn < live.size ? ' of ' + live.size.toLocaleString('en') : ''))];
  const button = (text, act) => parts.push(h('button', { type: 'button', class: 'quiet small', onclick: act }, text));
  const away = missing();
  if (filtered() && away.length) button('Show ' + plural(Math.min(away.length, 120), 'more actor') + ' that match', () => { show(away.slice(0, 120)); fit(); });
  else if (shown.size < actors.length) button('Show all', () => { show(actors.map((_, a) => a)); fit(undefined, false); });
  if (shown.size > openingSet.size || hidden.size) button('Back to the opening', () => { readShown('', ''); spots.clear(); homes.clear(); change({}, 'show'); fit(); });
  if (edgeSet.length >= MOST) parts.push(h('span', {}, 'the ' + plural(MOST, 'busiest line', 'busiest lines') + ' drawn'));
  byId('showing').replaceChildren(...parts);
}

function missing() {
  const out = new Set();
  for (const arc of arcs) if (arc.events.some((e) => live.has(e))) [arc.subject, arc.object].forEach((a) => spots.has(a) || hidden.has(a) || out.add(a));
  return [...out].sort((a, b) => a - b);
}

function drawKey() {
  const kinds = [...new Set(actors.map((a) => a.kind))];
  const order = Object.keys(WORDS.kinds);
  kinds.sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const line = (icon, text) => h('li', {}, icon, h('span', {}, text));
  byId('dots').replaceChildren(lineIcon(0, false, true));
  byId('key').replaceChildren(
    ...kinds.map((kind) => line(shapeIcon(kind, 15), kindText(kind))),
    line(h('span', { class: 'mark-icon', 'aria-hidden': 'true' }, '≠'), 'Sources disagree'),
    h('li', { class: 'hint' }, 'Arrow: who to whom; none: mutual. Thicker: more events.'));
}
