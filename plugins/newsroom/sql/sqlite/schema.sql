-- name: create_schema()#
-- Moments are RFC 3339 text in UTC, so that they sort as text; lists and small tables are JSON.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- What people wrote, as it was last good.
CREATE TABLE agency (slug TEXT PRIMARY KEY, config TEXT NOT NULL, profile TEXT NOT NULL, closed INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE page (slug TEXT PRIMARY KEY, title TEXT NOT NULL, summary TEXT NOT NULL, menu TEXT NOT NULL, position INTEGER NOT NULL, html TEXT NOT NULL) WITHOUT ROWID;

-- Where a feed stands: what to send it, when and where it may be asked again, what it last said, how its clock goes.
CREATE TABLE feed (
  agency TEXT NOT NULL, url TEXT NOT NULL,
  etag TEXT NOT NULL DEFAULT '', last_modified TEXT NOT NULL DEFAULT '', body_hash TEXT NOT NULL DEFAULT '',
  asked_at TEXT, read_at TEXT, full_at TEXT, resume_at TEXT,
  failures INTEGER NOT NULL DEFAULT 0, outcome TEXT NOT NULL DEFAULT '', error TEXT NOT NULL DEFAULT '',
  ttl INTEGER NOT NULL DEFAULT 0,
  moved_to TEXT NOT NULL DEFAULT '', moved_at TEXT, adopted INTEGER NOT NULL DEFAULT 0,
  clock_local INTEGER NOT NULL DEFAULT 0, clock_utc INTEGER NOT NULL DEFAULT 0,
  pages INTEGER NOT NULL DEFAULT 0, settings TEXT NOT NULL DEFAULT '',
  pages_rest TEXT, -- until when its articles' pages are left alone
  PRIMARY KEY (agency, url)
) WITHOUT ROWID;

-- What each feed's last good reading listed: under which name, and what it said of it.
CREATE TABLE said (
  agency TEXT NOT NULL, feed TEXT NOT NULL, key TEXT NOT NULL, article INTEGER NOT NULL, canonical TEXT NOT NULL, title TEXT NOT NULL,
  source_date TEXT, raw TEXT NOT NULL, fingerprint TEXT NOT NULL, opening TEXT NOT NULL, PRIMARY KEY (agency, feed, key)
) WITHOUT ROWID;
CREATE INDEX said_article ON said (agency, article, feed);

-- One agency's copy of a story. decision: publish, hold, quarantine. gone_at: withdrawn at its source; again_at: when its
-- page is asked whether it is back. What it says at length lies apart: an engine writes a whole row anew for each small
-- thing that changes in it.
CREATE TABLE article (
  id INTEGER PRIMARY KEY,
  agency TEXT NOT NULL, feed TEXT NOT NULL, key TEXT NOT NULL,
  guid TEXT NOT NULL, url TEXT NOT NULL, canonical TEXT NOT NULL, mode TEXT NOT NULL,
  title TEXT NOT NULL, summary TEXT NOT NULL,
  author TEXT NOT NULL, tags TEXT NOT NULL, pictures TEXT NOT NULL, origin TEXT NOT NULL,
  kind TEXT NOT NULL, fields TEXT NOT NULL, flags TEXT NOT NULL, topics TEXT NOT NULL, places TEXT NOT NULL,
  raw TEXT NOT NULL, fingerprint TEXT NOT NULL, digest TEXT NOT NULL, dateline TEXT NOT NULL DEFAULT '', labels TEXT NOT NULL DEFAULT '[]',
  source_date TEXT, published TEXT NOT NULL, first_seen TEXT NOT NULL, changed_at TEXT,
  decision TEXT NOT NULL, reasons TEXT NOT NULL,
  missing INTEGER NOT NULL DEFAULT 0, gone_at TEXT, again_at TEXT, story TEXT,
  UNIQUE (agency, key)
);
-- removed: what the rules took out of it, see `clean_rules`.
CREATE TABLE words (article INTEGER PRIMARY KEY, html TEXT NOT NULL, text TEXT NOT NULL, removed TEXT NOT NULL DEFAULT '[]');
CREATE VIEW whole_article AS SELECT article.*, html, text FROM article JOIN words ON words.article = article.id;
CREATE INDEX article_feed ON article (agency, feed, published);
CREATE INDEX article_canonical ON article (canonical) WHERE canonical <> '';
CREATE INDEX article_fingerprint ON article (fingerprint) WHERE fingerprint <> '';
CREATE INDEX article_story ON article (story) WHERE story IS NOT NULL;
CREATE INDEX article_pending ON article (decision) WHERE story IS NULL;
CREATE INDEX article_again ON article (agency, feed, again_at) WHERE again_at IS NOT NULL;

-- By what the kin of an article are found. A posting is one mark or term of one article, by the day of its publication;
-- day: days since the year 1. kin: which two articles are one story (same), which tell of
-- one event (related), of which nobody is sure (doubtful), since when; share: of the longer one's words. unmatched: whose words changed since its kin were looked for.
-- vocabulary: in how many articles, of those that were learned from, each word stands.
CREATE TABLE sketch (article INTEGER PRIMARY KEY, day INTEGER NOT NULL, sketch BLOB NOT NULL);
CREATE TABLE posting (hash INTEGER NOT NULL, day INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (hash, day, article)) WITHOUT ROWID;
CREATE TABLE kin (low INTEGER NOT NULL, high INTEGER NOT NULL, answer TEXT NOT NULL, share REAL NOT NULL, because TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (low, high)) WITHOUT ROWID;
CREATE INDEX kin_high ON kin (high);
CREATE INDEX kin_doubtful ON kin (at) WHERE answer = 'doubtful';
CREATE TABLE unmatched (article INTEGER PRIMARY KEY);
CREATE TABLE vocabulary (word INTEGER PRIMARY KEY, articles INTEGER NOT NULL);

-- What an article said before, and what it tried to say and was not allowed to: for editors, never printed.
CREATE TABLE revision (
  article INTEGER NOT NULL, at TEXT NOT NULL, what TEXT NOT NULL,
  title TEXT NOT NULL, html TEXT NOT NULL, published TEXT NOT NULL, decision TEXT NOT NULL, reasons TEXT NOT NULL
);
CREATE INDEX revision_article ON revision (article, at);

-- What is printed. The words are the leading article's; `data` holds also, sources, topics, places, pictures.
CREATE TABLE story (
  id TEXT PRIMARY KEY, path TEXT NOT NULL UNIQUE, month TEXT NOT NULL, lead INTEGER NOT NULL,
  agency TEXT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL,
  title TEXT NOT NULL, summary TEXT NOT NULL,
  published TEXT NOT NULL, updated TEXT NOT NULL, first_seen TEXT NOT NULL, data TEXT NOT NULL,
  founder INTEGER NOT NULL DEFAULT 0, -- the article that it was made of
  merged TEXT NOT NULL DEFAULT '' -- the story that it became a part of
) WITHOUT ROWID;
CREATE INDEX story_month ON story (month, published, id);
CREATE INDEX story_founder ON story (founder);
-- How many stories each month has, counted as they come, so that nobody needs to look at all of them.
CREATE TABLE month (
  month TEXT PRIMARY KEY, stories INTEGER NOT NULL DEFAULT 0, corrected INTEGER NOT NULL DEFAULT 0, withdrawn INTEGER NOT NULL DEFAULT 0,
  updated TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE TRIGGER story_comes AFTER INSERT ON story BEGIN
  INSERT INTO month (month) VALUES (new.month) ON CONFLICT DO NOTHING;
  UPDATE month SET stories = stories + 1, corrected = corrected + (new.status = 'corrected'),
    withdrawn = withdrawn + (new.status = 'withdrawn'), updated = MAX(updated, new.updated) WHERE month = new.month;
END;
CREATE TRIGGER story_changes AFTER UPDATE OF status, updated ON story BEGIN
  UPDATE month SET corrected = corrected - (old.status = 'corrected') + (new.status = 'corrected'),
    withdrawn = withdrawn - (old.status = 'withdrawn') + (new.status = 'withdrawn'), updated = MAX(updated, new.updated) WHERE month = new.month;
END;
CREATE TABLE history (story TEXT NOT NULL, at TEXT NOT NULL, what TEXT NOT NULL, note TEXT NOT NULL);
CREATE INDEX history_story ON history (story, at);

-- Which lists a story stands in. Lists: site, agency:<slug>, agency-month:<slug>/<yyyy-mm>, month:<yyyy-mm>,
-- topic:<slug>, place:<slug>, kind:<kind>. `shelf` remembers every list that ever had a story.
CREATE TABLE listing (list TEXT NOT NULL, published TEXT NOT NULL, story TEXT NOT NULL, PRIMARY KEY (list, published, story)) WITHOUT ROWID;
CREATE INDEX listing_story ON listing (story);
CREATE TABLE shelf (list TEXT PRIMARY KEY) WITHOUT ROWID;
-- Closed pages of the long lists, numbered from the oldest; page n begins at (published, story).
CREATE TABLE sheet (list TEXT NOT NULL, number INTEGER NOT NULL, published TEXT NOT NULL, story TEXT NOT NULL, PRIMARY KEY (list, number)) WITHOUT ROWID;

-- Pictures by where their source keeps them. name is NULL where they could not be had.
CREATE TABLE picture (
  url TEXT PRIMARY KEY, name TEXT, width INTEGER NOT NULL DEFAULT 0, height INTEGER NOT NULL DEFAULT 0, widths TEXT NOT NULL DEFAULT '[]',
  tries INTEGER NOT NULL DEFAULT 0, tried_at TEXT NOT NULL
) WITHOUT ROWID;

-- Stories whose leading copy names pictures that are not had yet, and not given up.
CREATE TABLE picture_wanting (story TEXT PRIMARY KEY) WITHOUT ROWID;

-- Which printed stories show which picture: a picture that nobody shows any more leaves the site.
CREATE TABLE picture_use (name TEXT NOT NULL, story TEXT NOT NULL, PRIMARY KEY (name, story)) WITHOUT ROWID;
CREATE INDEX picture_use_story ON picture_use (story);

-- The dirty queue: when each thing was last touched. An edition prints what was touched since its own number.
CREATE TABLE touched (key TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX touched_seq ON touched (seq);

-- What stands in each output folder: up to which touch it was printed, what each template was then, when the clock alone
-- makes something of it stale, how many pages of stories there are, what the portal itself was,
-- and by which release it became so.
CREATE TABLE edition (folder TEXT PRIMARY KEY, seq INTEGER NOT NULL, looks TEXT NOT NULL, due TEXT NOT NULL, stories INTEGER NOT NULL, mark TEXT NOT NULL, release TEXT NOT NULL, finished TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE output (folder TEXT NOT NULL, path TEXT NOT NULL, digest TEXT NOT NULL, inputs TEXT NOT NULL, PRIMARY KEY (folder, path)) WITHOUT ROWID;
-- What the printing that goes on made so far. fate: new, changed, same, kept, gone.
CREATE TABLE printed (folder TEXT NOT NULL, path TEXT NOT NULL, fate TEXT NOT NULL, digest TEXT NOT NULL, inputs TEXT NOT NULL, PRIMARY KEY (folder, path)) WITHOUT ROWID;
-- Pieces of pages, by the look that they were made with: cards in lists, items of feeds. They are long, and lie in the
-- order in which they were made; the index is short.
CREATE TABLE fragment (folder TEXT NOT NULL, kind TEXT NOT NULL, story TEXT NOT NULL, look TEXT NOT NULL, body BLOB NOT NULL);
CREATE UNIQUE INDEX fragment_story ON fragment (folder, kind, story);
CREATE TABLE run (id INTEGER PRIMARY KEY, started TEXT NOT NULL, finished TEXT NOT NULL, report TEXT NOT NULL);
