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
