-- name: edition(folder)^
SELECT seq, fingerprint, finished FROM edition WHERE folder = :folder;
-- name: save_edition(folder, seq, fingerprint, finished)!
INSERT INTO edition (folder, seq, fingerprint, finished) VALUES (:folder, :seq, :fingerprint, :finished)
ON CONFLICT (folder) DO UPDATE SET seq = excluded.seq, fingerprint = excluded.fingerprint, finished = excluded.finished;
-- name: touched_since(seq)
SELECT key FROM touched WHERE seq > :seq ORDER BY key;
-- name: latest_touch()$
SELECT COALESCE(MAX(seq), 0) FROM touched;
-- name: outputs(folder)
SELECT path, digest, inputs FROM output WHERE folder = :folder ORDER BY path;
-- name: output(folder, path)^
SELECT digest, inputs FROM output WHERE folder = :folder AND path = :path;
-- name: save_output(folder, path, digest, inputs)!
INSERT INTO output (folder, path, digest, inputs) VALUES (:folder, :path, :digest, :inputs)
ON CONFLICT (folder, path) DO UPDATE SET digest = excluded.digest, inputs = excluded.inputs;
-- name: drop_output(folder, path)!
DELETE FROM output WHERE folder = :folder AND path = :path;
-- name: drop_outputs(folder)!
DELETE FROM output WHERE folder = :folder;

-- name: story_ids()
SELECT id FROM story ORDER BY published, id;
-- name: printed_story(id)^
SELECT s.*, w.html, w.text, a.author, a.mode FROM story s JOIN article a ON a.id = s.lead JOIN words w ON w.article = a.id WHERE s.id = :id;
-- name: month_stories(month)
SELECT s.*, w.html, w.text, a.author, a.mode FROM story s JOIN article a ON a.id = s.lead JOIN words w ON w.article = a.id WHERE s.month = :month ORDER BY s.published, s.id;
-- name: newest_stories(list, most)
SELECT s.*, w.html, w.text, a.author, a.mode FROM listing l JOIN story s ON s.id = l.story JOIN article a ON a.id = s.lead JOIN words w ON w.article = a.id
WHERE l.list = :list ORDER BY l.published DESC, l.story DESC LIMIT :most;
-- name: newest_cards(list, most)
SELECT s.* FROM listing l JOIN story s ON s.id = l.story WHERE l.list = :list ORDER BY l.published DESC, l.story DESC LIMIT :most;
-- name: cards_between(list, published, story, next_published, next_story)
SELECT s.* FROM listing l JOIN story s ON s.id = l.story WHERE l.list = :list
  AND (l.published, l.story) >= (:published, :story) AND (l.published, l.story) < (:next_published, :next_story)
ORDER BY l.published DESC, l.story DESC;
-- name: sheets(list)
SELECT number, published, story FROM sheet WHERE list = :list ORDER BY number;
-- name: lists_from(start, stop)
SELECT list FROM shelf WHERE list >= :start AND list < :stop ORDER BY list;
-- name: months()
SELECT DISTINCT month FROM story ORDER BY month DESC;
-- name: month_counts()
SELECT month, COUNT(*) AS stories, MAX(updated) AS updated FROM story GROUP BY month ORDER BY month;
-- name: status_counts()
SELECT status, COUNT(*) AS stories FROM story GROUP BY status ORDER BY status;
-- name: latest_of_list(list)$
SELECT published FROM listing WHERE list = :list ORDER BY published DESC LIMIT 1;
-- name: stories_since(since)
SELECT s.* FROM listing l JOIN story s ON s.id = l.story WHERE l.list = 'site' AND l.published >= :since ORDER BY l.published DESC, l.story DESC LIMIT 1000;

-- name: count_stories()$
SELECT COUNT(*) FROM story;
-- name: count_outputs(folder, start, stop)$
SELECT COUNT(*) FROM output WHERE folder = :folder AND path >= :start AND path < :stop;

-- name: picture_users(name)$
SELECT COUNT(*) FROM picture_use WHERE name = :name;
-- name: outputs_between(folder, start, stop)
SELECT path FROM output WHERE folder = :folder AND path >= :start AND path < :stop;

-- name: drop_edition(folder)!
DELETE FROM edition WHERE folder = :folder;
