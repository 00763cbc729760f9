-- name: edition(folder)^
SELECT seq, looks, due, stories, mark, release, finished FROM edition WHERE folder = :folder;
-- name: last_releases()
SELECT release FROM edition;
-- name: save_edition(folder, seq, looks, due, stories, mark, release, finished)!
INSERT INTO edition (folder, seq, looks, due, stories, mark, release, finished) VALUES (:folder, :seq, :looks, :due, :stories, :mark, :release, :finished)
ON CONFLICT (folder) DO UPDATE SET seq = excluded.seq, looks = excluded.looks, due = excluded.due, stories = excluded.stories, mark = excluded.mark,
  release = excluded.release, finished = excluded.finished;
-- name: profile_of(slug)$
SELECT profile FROM agency WHERE slug = :slug;
-- name: save_mark(folder, mark)!
UPDATE edition SET mark = :mark WHERE folder = :folder;
-- name: touched_since(seq)
SELECT key FROM touched WHERE seq > :seq ORDER BY key;
-- name: latest_touch()$
SELECT COALESCE(MAX(seq), 0) FROM touched;
-- name: outputs(folder)
SELECT path, digest, inputs FROM output WHERE folder = :folder ORDER BY path;
-- name: output(folder, path)^
SELECT digest, inputs FROM output WHERE folder = :folder AND path = :path;
-- name: write_print(folder, path, fate, digest, inputs)!
INSERT INTO printed (folder, path, fate, digest, inputs) VALUES (:folder, :path, :fate, :digest, :inputs)
ON CONFLICT (folder, path) DO UPDATE SET fate = excluded.fate, digest = excluded.digest, inputs = excluded.inputs
WHERE printed.fate IN ('kept', 'gone') OR printed.digest = excluded.digest;
-- name: write_unprinted(folder, path, fate)!
INSERT INTO printed (folder, path, fate, digest, inputs) VALUES (:folder, :path, :fate, '', '') ON CONFLICT DO NOTHING;
-- name: drop_prints(folder)!
DELETE FROM printed WHERE folder = :folder;
-- name: prints_as(folder, fate)
SELECT path, digest FROM printed WHERE folder = :folder AND fate = :fate ORDER BY path;
-- name: replaced(folder)
SELECT fate, path, COALESCE(output.digest, '') AS digest, COALESCE(output.inputs, '') AS inputs FROM printed LEFT JOIN output USING (folder, path)
WHERE folder = :folder AND fate IN ('new', 'changed', 'gone') ORDER BY path;
-- name: strangers(folder)
SELECT path FROM printed LEFT JOIN output USING (folder, path) WHERE folder = :folder AND fate = 'changed' AND output.path IS NULL ORDER BY path;
-- name: taken_since(seq)
SELECT path FROM touched JOIN story ON key = 'story:' || id WHERE seq > :seq AND status <> 'published';
-- name: staged_prints(folder)
SELECT path FROM printed WHERE folder = :folder AND fate IN ('new', 'changed') ORDER BY path;
-- name: gone_prints(folder)
SELECT path FROM printed WHERE folder = :folder AND fate = 'gone' ORDER BY path;
-- name: print_of(folder, path)$
SELECT fate FROM printed WHERE folder = :folder AND path = :path;
-- name: digest_of(folder, path)$
SELECT digest FROM printed WHERE folder = :folder AND path = :path;
-- name: print_counts(folder)
SELECT fate, COUNT(*) AS files FROM printed WHERE folder = :folder GROUP BY fate;
-- name: mark_orphans(folder)!
INSERT INTO printed (folder, path, fate, digest, inputs) SELECT folder, path, 'gone', '', '' FROM output WHERE folder = :folder
ON CONFLICT DO NOTHING;
-- name: story_pages(folder)$
SELECT COUNT(*) FROM printed WHERE folder = :folder AND path >= 'berita/' AND path < 'berita0' AND fate <> 'gone';
-- name: story_pages_new(folder)$
SELECT COUNT(*) FROM printed WHERE folder = :folder AND path >= 'berita/' AND path < 'berita0' AND fate <> 'gone'
AND NOT EXISTS (SELECT 1 FROM output WHERE output.folder = printed.folder AND output.path = printed.path);
-- name: story_pages_gone(folder)$
SELECT COUNT(*) FROM printed JOIN output USING (folder, path) WHERE folder = :folder AND path >= 'berita/' AND path < 'berita0' AND fate = 'gone';
-- name: adopt_prints(folder)!
INSERT INTO output (folder, path, digest, inputs) SELECT folder, path, digest, inputs FROM printed
WHERE folder = :folder AND fate IN ('new', 'changed', 'same')
ON CONFLICT (folder, path) DO UPDATE SET digest = excluded.digest, inputs = excluded.inputs;
-- name: drop_gone(folder)!
DELETE FROM output WHERE folder = :folder AND path IN (SELECT path FROM printed WHERE folder = :folder AND fate = 'gone');
-- name: story_ids()
SELECT id FROM story ORDER BY published, id;
-- name: printed_story(id)^
SELECT s.*, w.html, w.text, a.author, a.mode FROM story s JOIN article a ON a.id = s.lead JOIN words w ON w.article = a.id WHERE s.id = :id;
-- name: printed_stories(ids)
SELECT s.*, w.html, w.text, a.author, a.mode FROM json_each(:ids) AS wanted JOIN story s ON s.id = wanted.value
JOIN article a ON a.id = s.lead JOIN words w ON w.article = a.id;
-- name: histories(ids)
SELECT h.* FROM json_each(:ids) AS wanted JOIN history h ON h.story = wanted.value ORDER BY h.story, h.at, h.what;
-- name: month_ids(month)
SELECT id FROM story WHERE month = :month ORDER BY published, id;
-- name: month_addresses(month)
SELECT path, updated FROM story WHERE month = :month AND status <> 'withdrawn' ORDER BY published, id;
-- name: newest_fragments(folder, kind, look, list, most)
SELECT l.published, l.story, f.body FROM listing l
LEFT JOIN fragment f ON f.folder = :folder AND f.kind = :kind AND f.story = l.story AND f.look = :look
WHERE l.list = :list ORDER BY l.published DESC, l.story DESC LIMIT :most;
-- name: fragments_between(folder, kind, look, list, published, story, next_published, next_story)
SELECT l.published, l.story, f.body FROM listing l
LEFT JOIN fragment f ON f.folder = :folder AND f.kind = :kind AND f.story = l.story AND f.look = :look
WHERE l.list = :list AND (l.published, l.story) >= (:published, :story) AND (l.published, l.story) < (:next_published, :next_story)
ORDER BY l.published DESC, l.story DESC;
-- name: count_fragments(folder, kind)$
SELECT COUNT(*) FROM fragment WHERE folder = :folder AND kind = :kind;
-- name: fed_no_more(folder, kind, newest)
SELECT story FROM fragment f WHERE folder = :folder AND kind = :kind AND NOT EXISTS (
  SELECT 1 FROM listing mine WHERE mine.story = f.story AND (list = 'site' OR list LIKE 'agency:%' OR list LIKE 'topic:%' OR list LIKE 'place:%')
  AND NOT EXISTS (SELECT 1 FROM listing newer WHERE newer.list = mine.list AND (newer.published, newer.story) > (mine.published, mine.story)
    LIMIT 1 OFFSET :newest - 1));
-- name: save_fragment(folder, kind, story, look, body)!
INSERT INTO fragment (folder, kind, story, look, body) VALUES (:folder, :kind, :story, :look, :body)
ON CONFLICT (folder, kind, story) DO UPDATE SET look = excluded.look, body = excluded.body;
-- name: drop_fragments(folder, story)!
DELETE FROM fragment WHERE folder = :folder AND kind IN ('row', 'line', 'rss.xml', 'atom.xml', 'feed.json') AND story = :story;
-- name: drop_fragment(folder, kind, story)!
DELETE FROM fragment WHERE folder = :folder AND kind = :kind AND story = :story;
-- name: newest_cards(list, most)
SELECT s.* FROM listing l JOIN story s ON s.id = l.story WHERE l.list = :list ORDER BY l.published DESC, l.story DESC LIMIT :most;
-- name: sheets(list)
SELECT number, published, story FROM sheet WHERE list = :list ORDER BY number;
-- name: lists_from(start, stop)
SELECT list FROM shelf WHERE list >= :start AND list < :stop ORDER BY list;
-- name: older_list(start, stop)$
SELECT list FROM shelf WHERE list >= :start AND list < :stop ORDER BY list DESC LIMIT 1;
-- name: older_month(month)$
SELECT month FROM month WHERE stories > 0 AND month < :month ORDER BY month DESC LIMIT 1;
-- name: months()
SELECT month FROM month WHERE stories > 0 ORDER BY month DESC;
-- name: month_counts()
SELECT month, stories, updated FROM month WHERE stories > 0 ORDER BY month;
-- name: status_counts()^
SELECT COALESCE(SUM(stories - corrected - withdrawn), 0) AS published, COALESCE(SUM(corrected), 0) AS corrected, COALESCE(SUM(withdrawn), 0) AS withdrawn FROM month;
-- name: latest_of_list(list)$
SELECT published FROM listing WHERE list = :list ORDER BY published DESC LIMIT 1;
-- name: stories_since(since)
SELECT s.* FROM listing l JOIN story s ON s.id = l.story WHERE l.list = 'site' AND l.published >= :since ORDER BY l.published DESC, l.story DESC LIMIT 1000;

-- name: count_stories()$
SELECT COALESCE(SUM(stories), 0) FROM month;
-- name: picture_users(name)$
SELECT COUNT(*) FROM picture_use WHERE name = :name;
-- name: outputs_between(folder, start, stop)
SELECT path FROM output WHERE folder = :folder AND path >= :start AND path < :stop;

-- name: drop_edition(folder)!
DELETE FROM edition WHERE folder = :folder;
