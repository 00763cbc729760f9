-- How an older store becomes one of this version: one script a step, run in one transaction.

-- name: migrate_to_2()#
ALTER TABLE feed ADD COLUMN moved_to TEXT NOT NULL DEFAULT '';
ALTER TABLE feed ADD COLUMN moved_at TEXT;
ALTER TABLE feed ADD COLUMN adopted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN clock_local INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN clock_utc INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN pages INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN settings TEXT NOT NULL DEFAULT '';
ALTER TABLE feed ADD COLUMN pages_rest TEXT;
ALTER TABLE feed ADD COLUMN listed TEXT NOT NULL DEFAULT '[]';
ALTER TABLE article ADD COLUMN again_at TEXT;
CREATE INDEX article_again ON article (agency, feed, again_at) WHERE again_at IS NOT NULL;
CREATE TABLE picture_wanting (story TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO picture_wanting SELECT s.id FROM story s JOIN article a ON a.id = s.lead WHERE a.pictures <> '[]';
CREATE TABLE words (article INTEGER PRIMARY KEY, html TEXT NOT NULL, text TEXT NOT NULL);
INSERT INTO words SELECT id, html, text FROM article;
ALTER TABLE article DROP COLUMN html;
ALTER TABLE article DROP COLUMN text;
CREATE VIEW whole_article AS SELECT article.*, html, text FROM article JOIN words ON words.article = article.id;

-- name: migrate_to_3()#
CREATE TABLE said (
  agency TEXT NOT NULL, feed TEXT NOT NULL, key TEXT NOT NULL, article INTEGER NOT NULL, canonical TEXT NOT NULL, title TEXT NOT NULL,
  source_date TEXT, raw TEXT NOT NULL, fingerprint TEXT NOT NULL, opening TEXT NOT NULL, PRIMARY KEY (agency, feed, key)
) WITHOUT ROWID;
CREATE INDEX said_article ON said (agency, article, feed);
INSERT OR IGNORE INTO said
SELECT feed.agency, feed.url, article.key, article.id, canonical, title, source_date, raw, fingerprint, ''
FROM feed, json_each(feed.listed) AS each JOIN article ON article.id = each.value;
ALTER TABLE feed DROP COLUMN listed;

-- name: migrate_to_4()#
CREATE TABLE sketch (article INTEGER PRIMARY KEY, day INTEGER NOT NULL, sketch BLOB NOT NULL);
CREATE TABLE posting (hash INTEGER NOT NULL, day INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (hash, day, article)) WITHOUT ROWID;
CREATE TABLE kin (low INTEGER NOT NULL, high INTEGER NOT NULL, answer TEXT NOT NULL, share REAL NOT NULL, because TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (low, high)) WITHOUT ROWID;
CREATE INDEX kin_high ON kin (high);
CREATE INDEX kin_doubtful ON kin (at) WHERE answer = 'doubtful';
CREATE TABLE unmatched (article INTEGER PRIMARY KEY);
CREATE TABLE vocabulary (word INTEGER PRIMARY KEY, articles INTEGER NOT NULL);
INSERT INTO unmatched SELECT id FROM article WHERE story IS NOT NULL AND published > datetime((SELECT MAX(published) FROM article), '-31 days');
ALTER TABLE story ADD COLUMN founder INTEGER NOT NULL DEFAULT 0;
ALTER TABLE story ADD COLUMN merged TEXT NOT NULL DEFAULT '';
UPDATE story SET founder = lead;
CREATE INDEX story_founder ON story (founder);
DROP VIEW whole_article;
ALTER TABLE words ADD COLUMN removed TEXT NOT NULL DEFAULT '[]';
ALTER TABLE article ADD COLUMN dateline TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN labels TEXT NOT NULL DEFAULT '[]';
CREATE VIEW whole_article AS SELECT article.*, html, text FROM article JOIN words ON words.article = article.id;

-- name: migrate_to_5()#
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
INSERT INTO month SELECT month, COUNT(*), SUM(status = 'corrected'), SUM(status = 'withdrawn'), MAX(updated) FROM story GROUP BY month;
DROP TABLE edition;
DROP TABLE output;
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
