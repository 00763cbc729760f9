-- name: articles_to_settle(ids)
SELECT article.id, published, agency, article.key, title, fingerprint, canonical FROM json_each(:ids) AS wanted JOIN article ON article.id = wanted.value;
-- name: has_schema()$
SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'meta';

-- name: articles_by_keys(agency, keys)
SELECT article.*, html, text FROM json_each(:keys) AS wanted CROSS JOIN article ON article.agency = :agency AND article.key = wanted.value
JOIN words ON words.article = article.id;
-- name: last_listed(agency, feed)
SELECT article.id, article.key, guid, article.url, canonical, title, source_date, fingerprint FROM feed, json_each(feed.listed) AS each JOIN article ON article.id = each.value
WHERE feed.agency = :agency AND feed.url = :feed;
-- name: set_listed(agency, feed, listed)!
UPDATE feed SET listed = :listed WHERE agency = :agency AND url = :feed;
-- name: listed_by(agency, feed, article)$
SELECT read_at FROM feed, json_each(feed.listed) AS each WHERE feed.agency = :agency AND feed.url = :feed AND each.value = :article;
-- name: listed_addresses(agency, feed, published)
SELECT article.url FROM feed, json_each(feed.listed) AS each JOIN article ON article.id = each.value
WHERE feed.agency = :agency AND feed.url = :feed AND article.url <> '' ORDER BY published <= :published DESC, published DESC; -- from that moment back, then what is newer
-- name: articles_by_addresses(agency, addresses)
SELECT MAX(article.id) AS id, article.key, canonical FROM json_each(:addresses) AS wanted
CROSS JOIN article ON canonical = wanted.value AND canonical <> '' AND +agency = :agency GROUP BY canonical; -- by the address: an agency may have thousands

-- name: touch(key)!
INSERT INTO touched (key, seq) VALUES (:key, (SELECT COALESCE(MAX(seq), 0) + 1 FROM touched))
ON CONFLICT (key) DO UPDATE SET seq = excluded.seq;

-- name: add_article(agency, feed, key, guid, url, canonical, mode, title, summary, author, tags, pictures, origin, kind, fields, flags, topics, places, raw, fingerprint, digest, source_date, published, first_seen, decision, reasons)$
INSERT INTO article (agency, feed, key, guid, url, canonical, mode, title, summary, author, tags, pictures, origin,
  kind, fields, flags, topics, places, raw, fingerprint, digest, source_date, published, first_seen, decision, reasons)
VALUES (:agency, :feed, :key, :guid, :url, :canonical, :mode, :title, :summary, :author, :tags, :pictures, :origin,
  :kind, :fields, :flags, :topics, :places, :raw, :fingerprint, :digest, :source_date, :published, :first_seen, :decision, :reasons)
RETURNING id;
