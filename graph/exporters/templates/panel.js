// The panel: what the graph holds, the profile of an actor, the events of a line, a pair, or one event.

const panel = document.getElementById('panel');
const PAGE = 25;

function drawPanel() {
  const parts = state.event >= 0 ? eventParts(state.event)
    : state.arc >= 0 ? arcParts(state.arc)
      : state.pair ? pairParts(...state.pair)
        : state.actor >= 0 ? actorParts(state.actor) : overviewParts();
  const chosen = state.event >= 0 || state.arc >= 0 || state.pair || state.actor >= 0;
  document.body.classList.toggle('chosen', Boolean(chosen));
  const close = h('button', { type: 'button', class: 'close', 'aria-label': 'Close the details', onclick: () => select({}) }, '×');
  const [title, ...rest] = parts.filter(Boolean);
  panel.replaceChildren(chosen ? h('div', { class: 'panel-head' }, title, close) : title, ...rest);
  panel.scrollTop = 0;
}

const heading = (text, note) => h('h3', {}, text, note ? h('span', { class: 'count' }, note) : null);
const actorButton = (id) => h('button', { type: 'button', class: 'actor', onclick: () => select({ actor: id }) }, shapeIcon(actors[id].kind, 15), words(actors[id].name));

// A list that shows its first part and the rest when asked.
function longList(items, make, tag = 'ul', size = PAGE) {
  const list = h(tag, { class: 'plain' });
  const more = h('button', { type: 'button', class: 'quiet wide' });
  let at = 0;
  const next = () => {
    items.slice(at, at + size).forEach((item) => list.append(make(item)));
    at = Math.min(items.length, at + size);
    const rest = items.length - at;
    more.textContent = rest <= size ? 'Show the other ' + rest : 'Show ' + size + ' more of ' + rest.toLocaleString('en');
    more.hidden = at >= items.length;
  };
  more.addEventListener('click', next);
  next();
  return h('div', {}, list, more);
}

// ---- overview

function overviewParts() {
  const days = [...live].map((n) => events[n].days).filter(Boolean);
  const low = days.length ? isoDay(days.reduce((m, d) => Math.min(m, d[0]), Infinity)) : '';
  const high = days.length ? isoDay(days.reduce((m, d) => Math.max(m, d[1]), -Infinity)) : '';
  const disputed = [...live].filter((e) => events[e].disputes.length).sort(byDate);
  const pairs = [...pairArcs.entries()].map(([key, numbers]) => [key, liveOf(numbers.flatMap((n) => arcs[n].events))]).filter(([, list]) => list.length);
  pairs.sort((a, b) => b[1].length - a[1].length);
  return [
    h('h2', {}, 'What these articles tell'),
    h('p', { class: 'lead' }, plural(live.size, 'event') + ' between ' + plural(actors.length, 'actor') + ', read from ' + plural(articles.length, 'article') + (low ? ', ' + dateText(low) + ' to ' + dateText(high) : '') + '.'),
    h('p', { class: 'hint' }, 'Choose an actor for its profile, or a line for the sentences behind it.'),
    DATA.picture.note ? h('p', { class: 'note' }, DATA.picture.note) : null,
    heading('Busiest pairs'),
    h('ul', { class: 'plain' }, pairs.slice(0, 7).map(([key, list]) => h('li', {}, pairButton(key, list)))),
    disputed.length ? heading('Where sources disagree', disputed.length) : null,
    disputed.length ? longList(disputed, (e) => h('li', {}, eventButton(e)), 'ul', 6) : null,
    heading('Latest events'),
    longList([...live].filter((e) => events[e].days).sort(byDate), (e) => h('li', {}, eventButton(e)), 'ul', 6),
  ];
}

function pairButton(key, list) {
  const [a, b] = key.split('~').map(Number);
  return h('button', { type: 'button', class: 'row', onclick: () => select({ pair: [a, b] }) },
    h('span', { class: 'row-text' }, words(actors[a].name), h('span', { class: 'with' }, ' – '), words(actors[b].name)), quadBar(list), h('span', { class: 'count' }, String(list.length)));
}

// Shares of the five classes in a list of events, as one small bar.
function quadBar(list) {
  const counts = [0, 0, 0, 0, 0];
  list.forEach((e) => { counts[events[e].quad] += 1; });
  const text = counts.map((n, q) => (n ? WORDS.quads[q] + ' ' + n : '')).filter(Boolean).join(', ');
  const art = svg('svg', { viewBox: '0 0 60 6', width: 60, height: 6, class: 'share', role: 'img', 'aria-label': text, preserveAspectRatio: 'none' }, svg('title', {}, text));
  let x = 0;
  [2, 1, 0, 3, 4].forEach((quad) => {
    const width = (60 * counts[quad]) / Math.max(1, list.length);
    if (width) art.append(svg('rect', { x, y: 0, width, height: 6, class: 'fill' + quad }));
    x += width;
  });
  return art;
}

function eventButton(number) {
  const event = events[number];
  const label = [
    event.subject >= 0 ? words(actors[event.subject].name) : null, ' ', h('em', {}, event.label), ' ', event.object >= 0 ? words(actors[event.object].name) : null,
  ];
  return h('button', { type: 'button', class: 'row', onclick: () => select({ event: number }) },
    h('span', { class: 'dot fill' + event.quad, 'aria-hidden': 'true' }),
    h('span', { class: 'row-text' }, label, badges(event, true)), h('time', {}, event.date ? dateText(event.date) : '–'));
}

// ---- an actor

function actorParts(id) {
  const actor = actors[id];
  const list = liveOf(actorEvents[id]).sort(byDate);
  const all = actorEvents[id].length;
  const facts = [kindText(actor.kind), actor.country && actor.kind !== 'country' ? actor.country : '', actor.kind === 'country' ? actor.country : ''].filter(Boolean);
  const link = actor.wikidata ? h('a', { href: 'https://www.wikidata.org/wiki/' + actor.wikidata, rel: 'noopener noreferrer', target: '_blank' }, 'Wikidata ' + actor.wikidata) : null;
  const away = [...near[id]].filter((a) => !spots.has(a));
  return [
    h('h2', { class: 'who' }, shapeIcon(actor.kind, 26), words(actor.name, 'span')),
    h('p', { class: 'facts' }, facts.join(' · '), link ? ' · ' : null, link),
    actor.aliases.length ? h('p', { class: 'hint' }, 'Also written: ', actor.aliases.flatMap((a, n) => [n ? ', ' : '', words(a)])) : null,
    h('div', { class: 'acts' },
      away.length ? h('button', { type: 'button', onclick: () => expand(id) }, 'Show ' + plural(away.length, 'more neighbour')) : null,
      spots.has(id) ? h('button', { type: 'button', onclick: () => fit([id, ...near[id]]) }, 'Zoom to it') : h('button', { type: 'button', onclick: () => { show([id]); fit([id, ...near[id]]); } }, 'Put on the graph'),
      h('button', { type: 'button', onclick: () => { hidden.add(id); select({}); } }, 'Hide')),
    list.length ? miniTimeline(list) : null,
    heading('Ties', partners(id).length),
    longList(partners(id), ([other, events_]) => h('li', {}, tieButton(id, other, events_)), 'ul', 8),
    heading('Events', list.length === all ? list.length : list.length + ' of ' + all),
    longList(list, (e) => h('li', {}, eventButton(e))),
  ];
}

function partners(id) {
  const out = [];
  for (const other of near[id]) {
    const list = liveOf(pairArcs.get(pairKey(id, other)).flatMap((n) => arcs[n].events));
    if (list.length) out.push([other, list]);
  }
  return out.sort((a, b) => b[1].length - a[1].length || a[0] - b[0]);
}

const tieButton = (id, other, list) => h('button', { type: 'button', class: 'row', onclick: () => select({ pair: [id, other] }) },
  shapeIcon(actors[other].kind, 15), h('span', { class: 'row-text' }, words(actors[other].name)), quadBar(list), h('span', { class: 'count' }, String(list.length)));

function expand(id) {
  show([...near[id]].slice(0, 80));
  fit([id, ...near[id]]);
}

// A small chart of a list of events over the same span as the timeline.
function miniTimeline(list) {
  if (!axis) return null;
  const { counts } = countBins(list);
  const totals = counts.map((c) => c.reduce((a, b) => a + b, 0));
  const most = Math.max(1, ...totals);
  const art = svg('svg', { viewBox: '0 0 300 34', class: 'mini', preserveAspectRatio: 'none', role: 'img', 'aria-label': plural(list.length, 'event') + ' over time' });
  const wide = 300 / axis.bins.length;
  counts.forEach((bin, n) => {
    let y = 32;
    bin.forEach((count, quad) => {
      const height = (count / most) * 30;
      y -= height;
      if (count) art.append(svg('rect', { x: n * wide + 0.3, y, width: Math.max(1, wide - 0.6), height, class: 'fill' + quad }));
    });
  });
  art.append(svg('line', { x1: 0, x2: 300, y1: 32.5, y2: 32.5, class: 'base' }));
  return h('figure', { class: 'chart' }, art, h('figcaption', {}, h('span', {}, binText(axis.bins[0])), h('span', {}, binText(axis.bins[axis.bins.length - 1]))));
}
