// Every word that the page shows, and how it writes dates. A translation replaces this part.

const WORDS = {
  quads: ['Other', 'Verbal cooperation', 'Material cooperation', 'Verbal conflict', 'Material conflict'],
  quadHints: [
    'Relations without an event type',
    'Talks, visits, agreements, praise, concessions',
    'Aid, trade, joint work, withdrawals, releases',
    'Demands, accusations, refusals, threats',
    'Sanctions, coercion, protest, mobilisation, violence',
  ],
  kinds: {
    country: 'Country', person: 'Person', office: 'Office', agency: 'State body', organisation: 'Organisation',
    group: 'Armed group', company: 'Company', medium: 'News medium', people: 'People', place: 'Place',
    good: 'Good', topic: 'Topic',
  },
  status: {
    negated: 'Did not happen', denied: 'Denied', planned: 'Planned', requested: 'Requested',
    threatened: 'Threatened', possible: 'Possible', conditional: 'Conditional', alleged: 'Alleged',
    told: 'Told by others',
  },
  basis: { inferred: 'date inferred from context', reported: 'reported on or before' },
  attributes: { initiator: 'Who initiated', happened: 'Whether it happened', place: 'Where', number: 'How many', count: 'How many', day: 'On which day' },
};

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const SEASONS = ['spring', 'summer', 'autumn', 'winter'];

const plural = (n, one, many = one + 's') => n.toLocaleString('en') + ' ' + (n === 1 ? one : many);

function dateText(value) {
  if (!value) return 'undated';
  if (value.includes('/')) {
    const [a, b] = value.split('/');
    return !a ? 'until ' + dateText(b) : !b ? 'since ' + dateText(a) : dateText(a) + ' – ' + dateText(b);
  }
  let m = /^(\d{4})-(\d\d)-(\d\d)/.exec(value);
  if (m) return Number(m[3]) + ' ' + MONTHS[m[2] - 1] + ' ' + m[1];
  m = /^(\d{4})-W(\d\d)$/.exec(value);
  if (m) return 'week ' + Number(m[2]) + ' of ' + m[1];
  m = /^(\d{4})-(?:Q|3(?=[3-6]))([1-6])$/.exec(value);
  if (m) return 'quarter ' + (value.includes('Q') ? m[2] : m[2] - 2) + ' of ' + m[1];
  m = /^(\d{4})-(\d\d)$/.exec(value);
  if (m && Number(m[2]) >= 21 && Number(m[2]) <= 24) return SEASONS[m[2] - 21] + ' ' + m[1];
  if (m && MONTHS[m[2] - 1]) return MONTHS[m[2] - 1] + ' ' + m[1];
  m = /^(\d{3})[Xx]?$/.exec(value);
  return m ? m[1] + '0s' : value;
}

function eventDate(event) {
  const text = dateText(event.date);
  if (!event.date) return text;
  if (event.basis === 'reported') return WORDS.basis.reported + ' ' + text;
  return event.basis === 'inferred' ? text + ' (' + WORDS.basis.inferred + ')' : text;
}

const typeText = (event) => (event.type ? event.type.toLowerCase() + (event.mode ? ' · ' + event.mode : '') : 'no event type');
const kindText = (kind) => WORDS.kinds[kind] || (kind ? kind[0].toUpperCase() + kind.slice(1) : 'Actor');
const speakers = (names) => names.join(', citing ');
const disputeText = (name) => WORDS.attributes[name] || name[0].toUpperCase() + name.slice(1);

function arcTitle(arc) {
  const mark = arc.mutual ? ' ↔ ' : ' → ';
  return actors[arc.subject].name + mark + actors[arc.object].name;
}

function sentenceOf(event) {
  const name = (n) => (n >= 0 ? actors[n].name : '');
  return [name(event.subject), event.label, name(event.object)].filter(Boolean).join(' ');
}
