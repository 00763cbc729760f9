-- name: articles_to_settle(ids)
SELECT article.id, published, agency, article.key, title, fingerprint, canonical, article.kind, fields, story, day, sketch
FROM json_each(:ids) AS wanted JOIN article ON article.id = wanted.value LEFT JOIN sketch ON sketch.article = article.id;
-- name: sharers(hashes, first, last, common)
SELECT value AS hash, CASE WHEN EXISTS (SELECT 1 FROM posting WHERE hash = wanted.value AND day BETWEEN :first AND :last LIMIT 1 OFFSET :common)
  THEN '' ELSE (SELECT COUNT(*) || ' ' || COUNT(DISTINCT day / 7) || ' ' || group_concat(article) FROM posting WHERE hash = wanted.value AND day BETWEEN :first AND :last) END AS who
FROM json_each(:hashes) AS wanted; -- nobody, where it is common
-- name: known_words(words)
SELECT word, articles FROM json_each(:words) AS wanted JOIN vocabulary ON word = wanted.value;
-- name: post(hash, day, article)!
INSERT INTO posting (hash, day, article) VALUES (:hash, :day, :article) ON CONFLICT DO NOTHING;
-- name: sketches_of(ids)
SELECT article, day, sketch FROM json_each(:ids) AS wanted JOIN sketch ON sketch.article = wanted.value;
-- name: unsketched(ids)
SELECT article.id, title, text, published FROM json_each(:ids) AS wanted JOIN article ON article.id = wanted.value
JOIN words ON words.article = article.id WHERE text <> '' AND NOT EXISTS (SELECT 1 FROM sketch WHERE sketch.article = wanted.value);
-- name: twins(ids, days, most)
SELECT article.id,
  (SELECT json_group_array(id) FROM (SELECT twin.id FROM article AS twin WHERE twin.fingerprint = article.fingerprint AND twin.fingerprint <> '' AND twin.id < article.id
    AND twin.decision = 'publish' AND ABS(julianday(twin.published) - julianday(article.published)) <= :days ORDER BY twin.id DESC LIMIT :most)) AS earlier_fingerprint,
  (SELECT json_group_array(id) FROM (SELECT twin.id FROM article AS twin WHERE twin.fingerprint = article.fingerprint AND twin.fingerprint <> '' AND twin.id > article.id
    AND twin.decision = 'publish' AND ABS(julianday(twin.published) - julianday(article.published)) <= :days ORDER BY twin.id LIMIT :most)) AS later_fingerprint,
  (SELECT json_group_array(id) FROM (SELECT twin.id FROM article AS twin WHERE twin.canonical = article.canonical AND twin.canonical <> '' AND twin.id < article.id
    AND twin.decision = 'publish' AND ABS(julianday(twin.published) - julianday(article.published)) <= :days ORDER BY twin.id DESC LIMIT :most)) AS earlier_canonical,
  (SELECT json_group_array(id) FROM (SELECT twin.id FROM article AS twin WHERE twin.canonical = article.canonical AND twin.canonical <> '' AND twin.id > article.id
    AND twin.decision = 'publish' AND ABS(julianday(twin.published) - julianday(article.published)) <= :days ORDER BY twin.id LIMIT :most)) AS later_canonical
FROM json_each(:ids) AS wanted CROSS JOIN article ON article.id = wanted.value WHERE article.fingerprint <> '' OR article.canonical <> '';
-- name: same_kin(ids)
SELECT low AS id, high AS other, share FROM json_each(:ids) AS wanted JOIN kin ON low = wanted.value WHERE answer = 'same'
UNION ALL SELECT high, low, share FROM json_each(:ids) AS wanted JOIN kin ON high = wanted.value WHERE answer = 'same';
-- name: founded(articles, story)
SELECT story.path FROM json_each(:articles) AS wanted JOIN story ON founder = wanted.value WHERE story.id <> :story;
-- name: has_schema()$
SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'meta';

-- name: articles_by_keys(agency, keys)
SELECT article.*, html, text FROM json_each(:keys) AS wanted CROSS JOIN article ON article.agency = :agency AND article.key = wanted.value
JOIN words ON words.article = article.id;
-- name: articles_said(agency, feed, keys)
SELECT article.*, html, text, said.key AS said_key, said.canonical AS said_canonical, said.title AS said_title, said.source_date AS said_date,
  said.raw AS said_raw, said.fingerprint AS said_fingerprint
FROM json_each(:keys) AS wanted CROSS JOIN said ON said.agency = :agency AND said.feed = :feed AND said.key = wanted.value
JOIN article ON article.id = said.article JOIN words ON words.article = article.id;
-- name: last_said(agency, feed)
SELECT article.id, article.feed, said.key, article.url, said.canonical, said.title, said.source_date, said.raw, said.fingerprint, opening
FROM said JOIN article ON article.id = said.article WHERE said.agency = :agency AND said.feed = :feed;
-- name: forget_said(agency, feed, keys)!
DELETE FROM said WHERE agency = :agency AND feed = :feed AND key NOT IN (SELECT value FROM json_each(:keys));
-- name: listed_addresses(agency, feed, published)
SELECT article.url FROM said JOIN article ON article.id = said.article
WHERE said.agency = :agency AND said.feed = :feed AND article.url <> '' ORDER BY published <= :published DESC, published DESC; -- from that moment back, then what is newer
-- name: articles_by_addresses(agency, addresses)
SELECT MAX(article.id) AS id, article.key, canonical FROM json_each(:addresses) AS wanted
CROSS JOIN article ON canonical = wanted.value AND canonical <> '' AND +agency = :agency GROUP BY canonical; -- by the address: an agency may have thousands

-- name: touch(key)!
INSERT INTO touched (key, seq) VALUES (:key, (SELECT COALESCE(MAX(seq), 0) + 1 FROM touched))
ON CONFLICT (key) DO UPDATE SET seq = excluded.seq;

-- name: add_article(agency, feed, key, guid, url, canonical, mode, title, summary, author, tags, pictures, origin, kind, fields, flags, topics, places, raw, fingerprint, digest, dateline, labels, source_date, published, first_seen, decision, reasons)$
INSERT INTO article (agency, feed, key, guid, url, canonical, mode, title, summary, author, tags, pictures, origin,
  kind, fields, flags, topics, places, raw, fingerprint, digest, dateline, labels, source_date, published, first_seen, decision, reasons)
VALUES (:agency, :feed, :key, :guid, :url, :canonical, :mode, :title, :summary, :author, :tags, :pictures, :origin,
  :kind, :fields, :flags, :topics, :places, :raw, :fingerprint, :digest, :dateline, :labels, :source_date, :published, :first_seen, :decision, :reasons)
RETURNING id;
