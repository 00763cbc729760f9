-- name: has_schema()$
SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'meta';

-- name: touch(key)!
INSERT INTO touched (key, seq) VALUES (:key, (SELECT COALESCE(MAX(seq), 0) + 1 FROM touched))
ON CONFLICT (key) DO UPDATE SET seq = excluded.seq;

-- name: add_article(agency, feed, key, guid, url, canonical, mode, title, summary, html, text, author, tags, pictures, origin, kind, fields, flags, topics, places, raw, fingerprint, digest, source_date, published, first_seen, decision, reasons)$
INSERT INTO article (agency, feed, key, guid, url, canonical, mode, title, summary, html, text, author, tags, pictures, origin,
  kind, fields, flags, topics, places, raw, fingerprint, digest, source_date, published, first_seen, decision, reasons)
VALUES (:agency, :feed, :key, :guid, :url, :canonical, :mode, :title, :summary, :html, :text, :author, :tags, :pictures, :origin,
  :kind, :fields, :flags, :topics, :places, :raw, :fingerprint, :digest, :source_date, :published, :first_seen, :decision, :reasons)
RETURNING id;
