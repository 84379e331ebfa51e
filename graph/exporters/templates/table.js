// The same events as a table, sortable, and as CSV: for keyboards, screen readers, and reading.

const tableView = document.getElementById('table-view');
const COLUMNS = [
  ['Date', (e) => e.sort, (e) => eventDate(e)],
  ['Who', (e) => (e.subject >= 0 ? actors[e.subject].name : ''), (e) => (e.subject >= 0 ? actorButton(e.subject) : '')],
  ['Relation', (e) => e.label, null],
  ['Whom', (e) => (e.object >= 0 ? actors[e.object].name : ''), (e) => (e.object >= 0 ? actorButton(e.object) : '')],
  ['Kind', (e) => e.quad + typeText(e), (e) => [lineIcon(e.quad, e.happened, e.mutual), ' ', typeText(e)]],
  ['Standing', (e) => e.status.join() + (e.disputes.length ? 'a' : ''), (e) => badges(e, true)],
  ['Sources', (e) => String(1000 + e.sources.length), (e) => e.sources.join(', ')],
];
const TIES = [
  ['Who', (t) => actors[t.subject].name, (t) => actorButton(t.subject)],
  ['Relation', (t) => t.label, (t) => t.label],
  ['Whom', (t) => actors[t.object].name, (t) => actorButton(t.object)],
  ['Events', (t) => String(100000 + t.events.length), null],
  ['Latest', (t) => t.latest, (t) => (t.latest < '9999' ? dateText(t.latest) : 'undated')],
];
const sorting = { kind: 'events', column: 0, down: true };

function ties() {
  const found = new Map();
  for (const number of live) {
    const event = events[number];
    if (event.subject < 0 || event.object < 0) continue;
    const key = event.subject + ' ' + event.relation + ' ' + event.object;
    if (!found.has(key)) found.set(key, { subject: event.subject, object: event.object, label: event.label, events: [], latest: '' });
    const tie = found.get(key);
    tie.events.push(number);
    if (event.sort < '9999' && event.sort > tie.latest) tie.latest = event.sort;
  }
  return [...found.values()].map((t) => ({ ...t, latest: t.latest || '9999' }));
}

function drawTable() {
  tableView.hidden = !state.table;
  document.body.classList.toggle('tabled', state.table);
  document.getElementById('graph-view').hidden = state.table;
  document.getElementById('as-graph').setAttribute('aria-pressed', String(!state.table));
  document.getElementById('as-table').setAttribute('aria-pressed', String(state.table));
  if (!state.table) return;
  const columns = sorting.kind === 'events' ? COLUMNS : TIES;
  const rows = sorting.kind === 'events' ? [...live].map((n) => events[n]) : ties();
  const value = columns[sorting.column][1];
  const order = new Intl.Collator('en');
  rows.sort((a, b) => order.compare(value(a), value(b)) * (sorting.down ? -1 : 1));
  const body = h('tbody');
  const table = h('table', { class: 'list' }, h('caption', {}, plural(rows.length, sorting.kind === 'events' ? 'event' : 'tie') + (filtered() ? ' that pass the filters' : '')), h('thead', {}, h('tr', {}, columns.map((c, n) => headCell(c[0], n)))), body);
  const more = h('button', { type: 'button', class: 'quiet wide' }, 'Show more rows');
  let at = 0;
  const next = () => {
    rows.slice(at, at + 300).forEach((row) => body.append(h('tr', {}, columns.map((c) => h('td', { 'data-name': c[0] }, cellOf(c, row))))));
    at += 300;
    more.hidden = at >= rows.length;
  };
  more.addEventListener('click', next);
  next();
  tableView.replaceChildren(kindSwitch(), h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Rows of the table' }, table, more));
}

function cellOf(column, row) {
  if (column[2]) return column[2](row);
  const go = row.label && column[0] === 'Relation' ? { event: events.indexOf(row) } : { pair: [row.subject, row.object] };
  return h('button', { type: 'button', class: 'link', onclick: () => select(go) }, column[0] === 'Relation' ? row.label : String(row.events.length));
}

function headCell(text, number) {
  const current = sorting.column === number;
  const turn = () => {
    sorting.down = current ? !sorting.down : number === 0;
    sorting.column = number;
    drawTable();
    tableView.querySelectorAll('th button')[number].focus();
  };
  return h('th', { scope: 'col', 'aria-sort': current ? (sorting.down ? 'descending' : 'ascending') : 'none' },
    h('button', { type: 'button', onclick: turn }, text, h('span', { class: 'arrow', 'aria-hidden': 'true' }, current ? (sorting.down ? ' ▼' : ' ▲') : '')));
}

function kindSwitch() {
  const turn = (kind) => () => { Object.assign(sorting, { kind, column: kind === 'ties' ? 3 : 0, down: true }); drawTable(); };
  const button = (kind, text) => h('button', { type: 'button', 'aria-pressed': String(sorting.kind === kind), onclick: turn(kind) }, text);
  return h('div', { class: 'pair', role: 'group', 'aria-label': 'Rows' }, button('events', 'Events'), button('ties', 'Ties'));
}

// ---- ways out

function csvText() {
  const head = ['date', 'precision', 'basis', 'subject', 'subject_id', 'relation', 'object', 'object_id', 'type', 'mode', 'class', 'standing', 'disputed', 'sources', 'origins', 'sentence', 'event'];
  const rows = [...live].sort(byDate).reverse().map((number) => {
    const e = events[number];
    const name = (id, key) => (id >= 0 ? actors[id][key] : '');
    return [
      e.date, e.precision, e.basis, name(e.subject, 'name'), name(e.subject, 'id'), e.label, name(e.object, 'name'), name(e.object, 'id'), e.type, e.mode, WORDS.quads[e.quad],
      e.happened ? 'happened' : e.status.join(' '), e.disputes.map((d) => d.attribute).join(' '), e.sources.join('; '), e.origins,
      e.reports.length ? reports[e.reports[0]].pieces.map((p) => p[0]).join('') : '', e.id,
    ];
  });
  return '\ufeff' + [head, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n') + '\r\n';
}

// A leading =, +, -, @ would be a formula to a spreadsheet.
function csvCell(value) {
  const text = String(value);
  return '"' + (/^[=+\-@\t\r]/.test(text) ? "'" + text : text).replaceAll('"', '""') + '"';
}

function save(blob, name) {
  const link = h('a', { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function savePicture() {
  const from = box.querySelector('canvas');
  const ratio = from.width / box.clientWidth;
  const to = document.createElement('canvas');
  to.width = from.width;
  to.height = from.height + 34 * ratio;
  const ctx = to.getContext('2d');
  ctx.fillStyle = theme.stage;
  ctx.fillRect(0, 0, to.width, to.height);
  ctx.drawImage(from, 0, 0);
  ctx.fillStyle = theme.muted;
  ctx.font = 12 * ratio + 'px ' + FACE;
  ctx.fillText(DATA.title + ' · ' + plural(live.size, 'event') + ', ' + plural(articles.length, 'article'), 14 * ratio, to.height - 14 * ratio);
  to.toBlob((blob) => save(blob, 'geopolgraph.png'), 'image/png');
}
