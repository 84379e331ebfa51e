// Evidence: each event with the sentences that tell of it, who says so, and where they disagree.

function arcParts(number) {
  const arc = arcs[number];
  const list = liveOf(arc.events).sort(byDate);
  const all = liveOf(pairArcs.get(pairKey(arc.subject, arc.object)).flatMap((n) => arcs[n].events));
  return [
    pairTitle(arc.subject, arc.object, arc.mutual ? '↔' : '→'),
    h('p', { class: 'facts line-facts' }, lineIcon(arc.quad, arc.happened, arc.mutual), WORDS.quads[arc.quad], arc.happened ? '' : ' · did not happen, or not yet', ' · ', plural(list.length, 'event')),
    all.length > list.length ? h('p', {}, h('button', { type: 'button', class: 'quiet', onclick: () => select({ pair: [arc.subject, arc.object] }) }, 'All ' + plural(all.length, 'event') + ' between the two')) : null,
    longList(list, (e) => h('li', {}, eventCard(e)), 'ol', 8),
  ];
}

function pairParts(a, b) {
  const list = liveOf((pairArcs.get(pairKey(a, b)) || []).flatMap((n) => arcs[n].events)).sort(byDate);
  return [
    pairTitle(a, b, '–'),
    h('p', { class: 'facts' }, plural(list.length, 'event') + ' between the two, newest first'),
    list.length ? miniTimeline(list) : h('p', { class: 'hint' }, 'None passes the filters.'),
    longList(list, (e) => h('li', {}, eventCard(e)), 'ol', 8),
  ];
}

const pairTitle = (a, b, mark) => h('h2', { class: 'two' }, actorButton(a), h('span', { class: 'mark' }, mark), actorButton(b));

function eventParts(number) {
  const event = events[number];
  const ends = [event.subject, event.object].filter((a) => a >= 0);
  const others = event.actors.filter((a) => !ends.includes(a));
  return [
    ends.length === 2 ? pairTitle(ends[0], ends[1], event.mutual ? '↔' : '→') : h('h2', { class: 'two' }, ends.map(actorButton)),
    others.length ? h('p', { class: 'facts' }, 'Also involved: ', others.map(actorButton)) : null,
    h('ol', { class: 'plain' }, h('li', {}, eventCard(number))),
    ends.length === 2 ? h('p', {}, h('button', { type: 'button', class: 'quiet', onclick: () => select({ pair: ends }) }, 'All events between the two')) : null,
  ];
}

function badges(event, brief = false) {
  const out = [];
  for (const status of event.status) out.push(h('span', { class: 'badge off' }, WORDS.status[status] || status));
  if (event.disputes.length) out.push(h('span', { class: 'badge alert' }, '≠ disputed'));
  if (!brief) {
    out.push(h('span', { class: 'badge quad' + event.quad + '-badge' }, typeText(event)));
    out.push(h('span', { class: 'badge' }, plural(event.sources.length, 'source')));
    if (event.origins && event.origins < event.sources.length) out.push(h('span', { class: 'badge', title: 'Near-verbatim copies count as one origin' }, plural(event.origins, 'origin')));
  }
  return h('span', { class: 'badges' }, out);
}

function eventCard(number) {
  const event = events[number];
  const name = (id) => (id >= 0 ? words(actors[id].name) : null);
  return h('article', { class: 'card' + (event.happened ? '' : ' unreal') },
    h('header', {}, h('time', { datetime: event.first }, eventDate(event)), badges(event)),
    h('h3', {}, name(event.subject), ' ', h('em', {}, event.label), ' ', name(event.object)),
    event.disputes.length ? disputeTable(event) : null,
    event.reports.map((report) => reportPart(report, event)),
    h('footer', {}, joinText(event), h('button', { type: 'button', class: 'quiet small', onclick: () => copy(eventAddress(event), 'Address of this event copied') }, 'Copy address')));
}

function disputeTable(event) {
  const rows = event.disputes.flatMap((dispute) => dispute.values.map((value, n) => h('tr', {},
    n ? null : h('th', { scope: 'rowgroup', rowspan: dispute.values.length }, disputeText(dispute.attribute)),
    h('td', {}, words(dispute.attribute === 'day' ? dateText(value.value) : value.value || 'not said')), h('td', {}, value.sources.flatMap((s, i) => [i ? ', ' : '', words(s)])))));
  return h('table', { class: 'disputes' }, h('caption', {}, 'Sources disagree'), h('tbody', {}, rows));
}

function joinText(event) {
  if (event.reports.length < 2 && !event.note) return h('span');
  const keys = event.joined_by;
  return h('details', {}, h('summary', {}, 'Why one event?'),
    h('p', {}, plural(event.reports.length, 'report') + (keys.length ? ' joined by ' : ' share its key'), keys.flatMap((k, n) => [n ? '; ' : '', h('code', {}, k)])),
    event.note ? h('p', {}, words(event.note)) : null);
}

const MARKS = { s: 'subject', r: 'relation', o: 'object' };

function sentence(report) {
  const role = (roles) => [...roles].map((r) => MARKS[r]).filter(Boolean);
  return h('blockquote', { dir: 'auto' }, report.pieces.map(([text, roles]) => (roles
    ? h('mark', { class: role(roles).join(' '), title: role(roles).join(' and ') }, text) : text)));
}

const safeAddress = (url) => (/^https?:\/\//i.test(url) ? url : '');

function reportPart(number, event) {
  const report = reports[number];
  const article = articles[report.article];
  const url = safeAddress(article.url);
  const notes = [
    report.negated ? 'negated' : '', report.modality !== 'asserted' ? report.modality : '', report.content ? 'told by another' : '',
    report.part === 'title' ? 'headline' : '', report.confidence < 0.5 ? 'low confidence' : '',
  ].filter(Boolean);
  return h('section', { class: 'report' },
    sentence(report),
    h('p', { class: 'source' },
      h('b', {}, words(article.source || 'unknown source')), article.published ? ', ' + dateText(article.published) : '',
      report.said_by.length ? h('span', { class: 'chain' }, ' – according to ', words(speakers(report.said_by))) : null,
      notes.map((note) => h('span', { class: 'badge off' }, note))),
    h('p', { class: 'source ends' },
      url ? h('a', { href: url, rel: 'noopener noreferrer', target: '_blank' }, words(article.title || 'article')) : words(article.title),
      h('button', { type: 'button', class: 'quiet small', onclick: () => copy(citation(report, article, event), 'Citation copied') }, 'Copy citation')));
}

function citation(report, article, event) {
  const parts = [article.source, article.title && '“' + article.title + '”', article.published && dateText(article.published), safeAddress(article.url)];
  const text = '“' + report.pieces.map((p) => p[0]).join('').trim() + '”';
  const chain = report.said_by.length ? ' (according to ' + speakers(report.said_by) + ')' : '';
  return text + chain + ' – ' + parts.filter(Boolean).join(', ') + '. [geopolgraph event ' + event.id + ']';
}

const eventAddress = (event) => location.href.split('#')[0] + '#' + new URLSearchParams({ event: event.id });

function copy(text, done) {
  const fallback = () => {
    const area = h('textarea', { class: 'unseen' });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
    say(done);
  };
  if (!navigator.clipboard) fallback();
  else navigator.clipboard.writeText(text).then(() => say(done), fallback);
}

let saying = 0;

function say(text, visible = true) {
  const said = document.getElementById('said');
  said.textContent = text;
  said.classList.toggle('toast', visible);
  clearTimeout(saying);
  saying = setTimeout(() => said.classList.remove('toast'), 2200);
}
