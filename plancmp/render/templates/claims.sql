CREATE TABLE outlets ( -- whoever published, and documents in print
  id TEXT PRIMARY KEY, -- its id
  name TEXT NOT NULL, -- its name
  short TEXT NOT NULL, -- what it is called in a sentence
  kind TEXT NOT NULL, -- what it is: an agency, a newspaper, a document, a person
  unidentified INTEGER NOT NULL, -- 1 where it stands for publishers that nobody names
  compared INTEGER NOT NULL, -- 1 where it is compared on any plan here unless others are asked for
  note TEXT -- what else is to be known of it
);

CREATE TABLE plans ( -- proposed agreements
  id TEXT PRIMARY KEY, -- its id
  place INTEGER NOT NULL UNIQUE, -- where it stands by its day, from 1
  title TEXT NOT NULL, -- its title
  date TEXT, -- its day
  points INTEGER, -- how many numbered points it has
  note TEXT -- what else is to be known of it
);

CREATE TABLE drafts ( -- the drafts of a plan
  plan TEXT NOT NULL REFERENCES plans (id), -- the plan
  draft TEXT NOT NULL, -- the draft's name
  place INTEGER NOT NULL, -- from 1, the oldest, to the last
  PRIMARY KEY (plan, draft)
);

CREATE TABLE articles ( -- published items that were read
  id TEXT PRIMARY KEY, -- its id
  outlet TEXT NOT NULL REFERENCES outlets (id), -- who published it
  title TEXT NOT NULL, -- its headline
  date TEXT, -- its day
  date_known TEXT, -- how the day is known
  address TEXT, -- where it is on the web
  archived TEXT, -- where a copy is kept
  accessed TEXT, -- the day it was read
  language TEXT, -- the language of the text that was read
  read TEXT NOT NULL, -- how much was at hand: whole or part
  note TEXT -- what else is to be known of it
);

CREATE TABLE relays ( -- the outlets that an article relays as a whole
  article TEXT NOT NULL REFERENCES articles (id), -- the article
  place INTEGER NOT NULL, -- from 1, in the order of the data
  outlet TEXT NOT NULL REFERENCES outlets (id), -- the outlet that it relays
  PRIMARY KEY (article, place)
);

CREATE TABLE covers ( -- the plans that an article is about
  article TEXT NOT NULL REFERENCES articles (id), -- the article
  plan TEXT NOT NULL REFERENCES plans (id), -- the plan
  PRIMARY KEY (article, plan)
);

CREATE TABLE topics ( -- questions that every plan can be asked
  id TEXT PRIMARY KEY, -- its id
  title TEXT NOT NULL, -- its title
  "group" TEXT NOT NULL, -- what it belongs to
  apart INTEGER NOT NULL -- 1 where it tells a plan's story and is not counted
);

CREATE TABLE terms ( -- the questions of a topic that have a comparable answer
  topic TEXT NOT NULL REFERENCES topics (id), -- the topic
  term TEXT NOT NULL, -- the term's id
  place INTEGER NOT NULL, -- from 1, the main question
  asks TEXT NOT NULL, -- the question
  kind TEXT NOT NULL, -- the kind of its values
  evolving INTEGER NOT NULL, -- 1 where the answer moves with time
  coding TEXT, -- what counts as which value
  PRIMARY KEY (topic, term)
);

CREATE TABLE provisions ( -- what one plan says on one topic
  id TEXT PRIMARY KEY, -- plan/topic
  plan TEXT NOT NULL REFERENCES plans (id), -- the plan
  topic TEXT NOT NULL REFERENCES topics (id), -- the topic
  title TEXT, -- its title, if it has one of its own
  verdict TEXT NOT NULL, -- what it adds up to over all outlets
  verdict_compared TEXT NOT NULL, -- the same over the outlets compared on the plan
  UNIQUE (plan, topic)
);

CREATE TABLE points ( -- the plan's own numbers for a provision
  provision TEXT NOT NULL REFERENCES provisions (id), -- the provision
  point INTEGER NOT NULL, -- the number
  PRIMARY KEY (provision, point)
);

CREATE TABLE reports ( -- what one passage of one article says of one provision
  id INTEGER PRIMARY KEY, -- from 1, in the order of the data
  provision TEXT NOT NULL REFERENCES provisions (id), -- the provision
  number INTEGER NOT NULL, -- from 1 in the provision
  known_as TEXT NOT NULL, -- by which import knows it again: the id of export in CSV
  article TEXT NOT NULL REFERENCES articles (id), -- the article
  speaker TEXT, -- who says it; null where it is the article's own voice
  plan TEXT NOT NULL REFERENCES plans (id), -- the provision's plan
  draft TEXT, -- the draft it speaks of; null where the plan has none
  as_of TEXT, -- the day an evolving answer held; null where it is the article's day
  paragraph INTEGER, -- where the passage stands, from 1
  quote TEXT, -- a key phrase of the passage
  hedge TEXT, -- the passage's own reservation
  inferred INTEGER NOT NULL, -- 1 where the passage does not say so in so many words
  condition TEXT, -- the case that the values are for
  absent INTEGER NOT NULL, -- 1 where it says that the plan has no such provision
  note TEXT, -- what else is to be known of it
  file TEXT NOT NULL, -- the file of the data that has it
  line INTEGER NOT NULL, -- the line of that file
  UNIQUE (provision, number),
  FOREIGN KEY (plan, draft) REFERENCES drafts (plan, draft)
);

CREATE TABLE credits ( -- on whose word a passage says it
  report INTEGER NOT NULL REFERENCES reports (id), -- the report
  place INTEGER NOT NULL, -- from 1, in the order of the data
  outlet TEXT NOT NULL REFERENCES outlets (id), -- the outlet credited, or relayed by the article
  PRIMARY KEY (report, place)
);

CREATE TABLE claims ( -- one value of one term in one report
  id INTEGER PRIMARY KEY, -- from 1, in the order of the data
  report INTEGER NOT NULL REFERENCES reports (id), -- the report
  topic TEXT NOT NULL REFERENCES topics (id), -- the topic
  term TEXT, -- the term; null where the plan is said to have no such provision
  value TEXT NOT NULL, -- the value as it is printed
  label TEXT NOT NULL, -- the value in words
  means TEXT NOT NULL, -- the value, or the first of its provision that means the same
  UNIQUE (report, term),
  FOREIGN KEY (topic, term) REFERENCES terms (topic, term)
);

CREATE TABLE verdicts ( -- what the claims on a term of a provision add up to
  provision TEXT NOT NULL REFERENCES provisions (id), -- the provision
  topic TEXT NOT NULL, -- the provision's topic
  term TEXT NOT NULL, -- the term
  outlets TEXT NOT NULL CHECK (outlets IN ('compared', 'all')), -- over which: all, or those compared on the plan
  verdict TEXT NOT NULL, -- the verdict
  severity INTEGER NOT NULL, -- from 1, the weightiest
  finding TEXT NOT NULL, -- its number, whoever is compared
  origins INTEGER NOT NULL, -- on how many independent origins it rests
  reason TEXT, -- why, in words; null where nobody speaks
  PRIMARY KEY (provision, term, outlets),
  FOREIGN KEY (topic, term) REFERENCES terms (topic, term)
);

CREATE TABLE steps ( -- each plan and the next by day, as their last drafts
  before TEXT NOT NULL REFERENCES plans (id), -- the plan before
  after TEXT NOT NULL REFERENCES plans (id), -- the plan after
  PRIMARY KEY (before, after)
);

CREATE TABLE topic_changes ( -- what changed on a topic from one plan to the next
  before TEXT NOT NULL, -- the plan before
  after TEXT NOT NULL, -- the plan after
  topic TEXT NOT NULL REFERENCES topics (id), -- the topic
  change TEXT NOT NULL, -- the weightiest of its terms
  PRIMARY KEY (before, after, topic),
  FOREIGN KEY (before, after) REFERENCES steps (before, after)
);

CREATE TABLE term_changes ( -- what changed on a term from one plan to the next
  before TEXT NOT NULL, -- the plan before
  after TEXT NOT NULL, -- the plan after
  topic TEXT NOT NULL, -- the topic
  term TEXT NOT NULL, -- the term
  change TEXT NOT NULL, -- the change
  before_sources INTEGER NOT NULL, -- independent origins of what is said of the plan before
  after_sources INTEGER NOT NULL, -- the same of the plan after
  PRIMARY KEY (before, after, topic, term),
  FOREIGN KEY (before, after, topic) REFERENCES topic_changes (before, after, topic),
  FOREIGN KEY (topic, term) REFERENCES terms (topic, term)
);

CREATE TABLE changed_values ( -- the values that were held against each other
  before TEXT NOT NULL, -- the plan before
  after TEXT NOT NULL, -- the plan after
  topic TEXT NOT NULL, -- the topic
  term TEXT NOT NULL, -- the term
  side TEXT NOT NULL CHECK (side IN ('before', 'after')), -- of which plan: before or after
  place INTEGER NOT NULL, -- from 1, in the order of the outlets
  value TEXT NOT NULL, -- the value as it is printed
  label TEXT NOT NULL, -- the value in words
  condition TEXT, -- the case that it is for
  origins INTEGER NOT NULL, -- how many independent origins say it
  PRIMARY KEY (before, after, topic, term, side, place),
  FOREIGN KEY (before, after, topic, term) REFERENCES term_changes (before, after, topic, term)
);

CREATE INDEX claims_by_term ON claims (topic, term);
CREATE INDEX reports_by_article ON reports (article);
CREATE INDEX credits_by_outlet ON credits (outlet);

CREATE VIEW claims_flat AS -- every claim with all that its report has, as export has it in CSV
SELECT
  c.id, r.known_as, p.plan, p.topic,
  (SELECT group_concat(point, ', ') FROM (
    SELECT point FROM points WHERE provision = p.id ORDER BY point)) AS point,
  p.title, r.number AS report, r.article, r.speaker,
  (SELECT group_concat(outlet, ', ') FROM (
    SELECT outlet FROM credits WHERE report = r.id ORDER BY place)) AS via,
  r.draft, r.as_of, r.quote, r.paragraph, r.note, r.hedge, r.inferred, r.condition,
  a.outlet, a.date, c.term, c.value, c.means, c.label,
  coalesce(over_all.verdict, p.verdict) AS verdict,
  coalesce(over_compared.verdict, p.verdict_compared) AS verdict_compared,
  t.title AS topic_title, q.asks AS question, a.title AS headline, o.name AS outlet_name,
  a.address
FROM claims c
JOIN reports r ON r.id = c.report
JOIN provisions p ON p.id = r.provision
JOIN articles a ON a.id = r.article
JOIN outlets o ON o.id = a.outlet
JOIN topics t ON t.id = p.topic
LEFT JOIN terms q ON q.topic = c.topic AND q.term = c.term
LEFT JOIN verdicts over_all ON over_all.provision = p.id
  AND over_all.term = c.term AND over_all.outlets = 'all'
LEFT JOIN verdicts over_compared ON over_compared.provision = p.id
  AND over_compared.term = c.term AND over_compared.outlets = 'compared';

CREATE VIEW conflicts AS -- the findings of plancmp conflicts PLAN, plan by plan
SELECT v.finding, v.verdict, v.severity, p.plan, p.topic, v.term, t.title AS topic_title,
  q.asks AS question, v.origins, v.reason
FROM verdicts v
JOIN provisions p ON p.id = v.provision
JOIN topics t ON t.id = p.topic
JOIN terms q ON q.topic = v.topic AND q.term = v.term
WHERE v.outlets = 'compared'
  AND v.verdict IN ('conflict', 'disputed', 'variant', 'updated', 'differs');

CREATE VIEW changes AS -- what plancmp diff says of each plan and the next, a row to a term
SELECT c.before, c.after, c.topic, t.title AS topic_title, w.change AS topic_change, c.term,
  q.asks AS question, c.change,
  (SELECT group_concat(label, '; ') FROM (
    SELECT label FROM changed_values v
    WHERE (v.before, v.after, v.topic, v.term) = (c.before, c.after, c.topic, c.term)
      AND v.side = 'before' ORDER BY place)) AS said_before,
  (SELECT group_concat(label, '; ') FROM (
    SELECT label FROM changed_values v
    WHERE (v.before, v.after, v.topic, v.term) = (c.before, c.after, c.topic, c.term)
      AND v.side = 'after' ORDER BY place)) AS said_after,
  c.before_sources, c.after_sources
FROM term_changes c
JOIN topic_changes w ON (w.before, w.after, w.topic) = (c.before, c.after, c.topic)
JOIN topics t ON t.id = c.topic
JOIN terms q ON q.topic = c.topic AND q.term = c.term;

CREATE VIRTUAL TABLE claims_text USING fts5( -- the words of claims_flat, which has the same id
  question, label, speaker, quote, note, title, topic_title, headline,
  content='claims_flat', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
