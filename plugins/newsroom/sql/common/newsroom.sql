-- name: get_meta(key)$
SELECT value FROM meta WHERE key = :key;
-- name: set_meta(key, value)!
INSERT INTO meta (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value;

-- name: agencies()
SELECT slug, config, profile, closed FROM agency ORDER BY slug;
-- name: save_agency(slug, config, profile)!
INSERT INTO agency (slug, config, profile, closed) VALUES (:slug, :config, :profile, 0)
ON CONFLICT (slug) DO UPDATE SET config = excluded.config, profile = excluded.profile, closed = 0;
-- name: close_agency(slug)!
UPDATE agency SET closed = 1 WHERE slug = :slug;

-- name: page(slug)^
SELECT slug, title, summary, menu, position, html FROM page WHERE slug = :slug;
-- name: pages()
SELECT slug, title, summary, menu, position, html FROM page ORDER BY position, slug;
-- name: save_page(slug, title, summary, menu, position, html)!
INSERT INTO page (slug, title, summary, menu, position, html) VALUES (:slug, :title, :summary, :menu, :position, :html)
ON CONFLICT (slug) DO UPDATE SET title = excluded.title, summary = excluded.summary, menu = excluded.menu, position = excluded.position, html = excluded.html;
-- name: drop_page(slug)!
DELETE FROM page WHERE slug = :slug;

-- name: feed_state(agency, url)^
SELECT * FROM feed WHERE agency = :agency AND url = :url;
-- name: feed_states()
SELECT * FROM feed;
-- name: save_feed(agency, url, etag, last_modified, body_hash, asked_at, read_at, full_at, resume_at, failures, outcome, error, ttl, moved_to, moved_at, adopted, clock_local, clock_utc, pages, settings)!
INSERT INTO feed (agency, url, etag, last_modified, body_hash, asked_at, read_at, full_at, resume_at, failures, outcome, error, ttl, moved_to, moved_at, adopted, clock_local, clock_utc, pages, settings)
VALUES (:agency, :url, :etag, :last_modified, :body_hash, :asked_at, :read_at, :full_at, :resume_at, :failures, :outcome, :error, :ttl, :moved_to, :moved_at, :adopted, :clock_local, :clock_utc, :pages, :settings)
ON CONFLICT (agency, url) DO UPDATE SET etag = excluded.etag, last_modified = excluded.last_modified, body_hash = excluded.body_hash, asked_at = excluded.asked_at, read_at = excluded.read_at, full_at = excluded.full_at, resume_at = excluded.resume_at, failures = excluded.failures, outcome = excluded.outcome, error = excluded.error, ttl = excluded.ttl, moved_to = excluded.moved_to, moved_at = excluded.moved_at, adopted = excluded.adopted, clock_local = excluded.clock_local, clock_utc = excluded.clock_utc, pages = excluded.pages, settings = excluded.settings;

-- name: pages_rest(agency, url)$
SELECT pages_rest FROM feed WHERE agency = :agency AND url = :url;
-- name: rest_pages(agency, url, until)!
INSERT INTO feed (agency, url, pages_rest) VALUES (:agency, :url, :until)
ON CONFLICT (agency, url) DO UPDATE SET pages_rest = excluded.pages_rest; -- in its first pull it stands nowhere yet

-- name: say(agency, feed, key, article, canonical, title, source_date, raw, fingerprint, opening)!
INSERT INTO said (agency, feed, key, article, canonical, title, source_date, raw, fingerprint, opening)
VALUES (:agency, :feed, :key, :article, :canonical, :title, :source_date, :raw, :fingerprint, :opening)
ON CONFLICT (agency, feed, key) DO UPDATE SET article = excluded.article, canonical = excluded.canonical, title = excluded.title,
  source_date = excluded.source_date, raw = excluded.raw, fingerprint = excluded.fingerprint, opening = excluded.opening;
-- name: say_again(feed, key, article)!
INSERT INTO said (agency, feed, key, article, canonical, title, source_date, raw, fingerprint, opening)
SELECT agency, :feed, :key, id, canonical, title, source_date, raw, fingerprint, '' FROM article WHERE id = :article
ON CONFLICT (agency, feed, key) DO NOTHING;
-- name: listing_feeds(agency, article)
SELECT feed FROM said WHERE agency = :agency AND article = :article;
-- name: listed_by(agency, feed, article)$
SELECT read_at FROM feed JOIN said ON said.agency = feed.agency AND said.feed = url WHERE feed.agency = :agency AND url = :feed AND article = :article LIMIT 1;
-- name: key_holder(agency, key)^
SELECT id, guid, feed FROM article WHERE agency = :agency AND key = :key;
-- name: article(id)^
SELECT * FROM whole_article WHERE id = :id;
-- name: feed_articles(agency, feed)
SELECT id, key, published, missing, gone_at FROM article WHERE agency = :agency AND feed = :feed;
-- name: change_article(feed, key, guid, url, canonical, mode, title, summary, author, tags, pictures, origin, kind, fields, flags, topics, places, raw, fingerprint, digest, dateline, labels, source_date, published, changed_at, decision, reasons, id)!
UPDATE article SET feed = :feed, key = :key, guid = :guid, url = :url, canonical = :canonical, mode = :mode, title = :title, summary = :summary,
  author = :author, tags = :tags, pictures = :pictures, origin = :origin, kind = :kind, fields = :fields,
  flags = :flags, topics = :topics, places = :places, raw = :raw, fingerprint = :fingerprint, digest = :digest, dateline = :dateline, labels = :labels, source_date = :source_date,
  published = :published, changed_at = :changed_at, decision = :decision, reasons = :reasons, missing = 0, gone_at = NULL, again_at = NULL WHERE id = :id;
-- name: write_words(article, html, text, removed)!
INSERT INTO words (article, html, text, removed) VALUES (:article, :html, :text, :removed)
ON CONFLICT (article) DO UPDATE SET html = excluded.html, text = excluded.text, removed = excluded.removed;
-- name: removed(article)$
SELECT removed FROM words WHERE article = :article;
-- name: rekey_article(key, guid, feed, id)!
UPDATE article SET key = :key, guid = :guid, feed = :feed WHERE id = :id;
-- name: seen_again(feed, key, guid, raw, source_date, id)!
UPDATE article SET missing = 0, gone_at = NULL, again_at = NULL, feed = :feed, key = :key, guid = :guid, raw = :raw, source_date = :source_date WHERE id = :id;
-- name: set_missing(missing, id)!
UPDATE article SET missing = :missing WHERE id = :id;
-- name: still_missing(agency, feed)!
UPDATE article SET missing = missing + 1 WHERE agency = :agency AND feed = :feed AND missing > 0 AND gone_at IS NULL;
-- name: long_missing(agency, feed)
SELECT id, url, published FROM article WHERE agency = :agency AND feed = :feed AND missing >= 2 AND gone_at IS NULL AND url <> '';
-- name: set_gone(at, id)!
UPDATE article SET gone_at = :at WHERE id = :id;
-- name: ask_again(at, id)!
UPDATE article SET again_at = :at WHERE id = :id;
-- name: to_ask_again(agency, feed, now, most)
SELECT id, url, title, text, gone_at FROM whole_article WHERE agency = :agency AND feed = :feed AND again_at <= :now ORDER BY again_at LIMIT :most;
-- name: set_decision(decision, reasons, id)!
UPDATE article SET decision = :decision, reasons = :reasons WHERE id = :id;
-- name: contributed_articles(agency)
SELECT id, key, feed FROM article WHERE agency = :agency AND key >= 'file:' AND key < 'file;' AND gone_at IS NULL;
-- name: write_sketch(article, day, sketch)!
INSERT INTO sketch (article, day, sketch) VALUES (:article, :day, :sketch)
ON CONFLICT (article) DO UPDATE SET day = excluded.day, sketch = excluded.sketch;
-- name: unpost(hash, day, article)!
DELETE FROM posting WHERE hash = :hash AND day = :day AND article = :article;
-- name: add_kin(low, high, answer, share, because, at)!
INSERT INTO kin (low, high, answer, share, because, at) VALUES (:low, :high, :answer, :share, :because, :at)
ON CONFLICT (low, high) DO UPDATE SET at = CASE WHEN answer = excluded.answer THEN at ELSE excluded.at END,
  answer = excluded.answer, share = excluded.share, because = excluded.because;
-- name: has_articles(agency)$
SELECT EXISTS (SELECT 1 FROM article WHERE agency = :agency);
-- name: doubts(at, most)
SELECT one.title AS title, one.agency AS agency, mine.path AS path, two.title AS other_title, two.agency AS other_agency, theirs.path AS other_path,
  because, kin.at FROM kin JOIN article AS one ON one.id = low JOIN article AS two ON two.id = high
JOIN story AS mine ON mine.id = one.story JOIN story AS theirs ON theirs.id = two.story
WHERE answer = 'doubtful' AND kin.at >= :at AND mine.id <> theirs.id AND mine.status <> 'withdrawn' AND theirs.status <> 'withdrawn'
AND NOT EXISTS (SELECT 1 FROM article AS a JOIN kin AS k ON k.low = a.id JOIN article AS b ON b.id = k.high
  WHERE a.story IN (mine.id, theirs.id) AND b.story IN (mine.id, theirs.id) AND a.story <> b.story AND k.answer = 'doubtful' AND k.at < :at)
GROUP BY MIN(mine.id, theirs.id), MAX(mine.id, theirs.id) ORDER BY kin.at DESC, mine.path LIMIT :most;
-- name: drop_kin(low, high)!
DELETE FROM kin WHERE low = :low AND high = :high;
-- name: kin_of(id)
SELECT high AS other, answer, share, because FROM kin WHERE low = :id UNION ALL SELECT low, answer, share, because FROM kin WHERE high = :id;
-- name: learn(word)!
INSERT INTO vocabulary (word, articles) VALUES (:word, 1) ON CONFLICT (word) DO UPDATE SET articles = articles + 1;
-- name: unmatch(article)!
INSERT INTO unmatched (article) VALUES (:article) ON CONFLICT DO NOTHING;
-- name: match_again()
SELECT u.article AS id FROM unmatched u CROSS JOIN article a ON a.id = u.article WHERE a.decision = 'publish';
-- name: all_matched()!
DELETE FROM unmatched;
-- name: story_of(article)$
SELECT story FROM article WHERE id = :article;
-- name: story_members(story)
SELECT id FROM article WHERE story = :story AND decision = 'publish';
-- name: pending_articles()
SELECT id FROM article WHERE story IS NULL AND decision = 'publish' AND gone_at IS NULL ORDER BY published, agency, key;
-- name: pending_articles_exist()$
SELECT EXISTS (SELECT 1 FROM article WHERE story IS NULL AND decision = 'publish' AND gone_at IS NULL) OR EXISTS (SELECT 1 FROM unmatched);
-- name: join_story(story, id)!
UPDATE article SET story = :story WHERE id = :id;
-- name: add_revision(article, at, what, title, html, published, decision, reasons)!
INSERT INTO revision (article, at, what, title, html, published, decision, reasons)
VALUES (:article, :at, :what, :title, :html, :published, :decision, :reasons);

-- name: public_changes(article, since)
SELECT at FROM revision WHERE article = :article AND at >= :since AND what NOT IN ('', 'refused');

-- name: story_articles(story)
SELECT id, agency, guid, url, canonical, title, summary, pictures, origin, kind, fields, topics, places, published, first_seen, gone_at
FROM article WHERE story = :story AND decision = 'publish' ORDER BY published, agency, key;
-- name: story_texts(story)
SELECT article, text FROM article JOIN words ON words.article = article.id WHERE story = :story AND decision = 'publish';
-- name: story(id)^
SELECT * FROM story WHERE id = :id;
-- name: story_id_at(path)$
SELECT id FROM story WHERE path = :path;
-- name: save_story(id, path, month, lead, agency, kind, status, title, summary, published, updated, first_seen, data, founder)!
INSERT INTO story (id, path, month, lead, agency, kind, status, title, summary, published, updated, first_seen, data, founder)
VALUES (:id, :path, :month, :lead, :agency, :kind, :status, :title, :summary, :published, :updated, :first_seen, :data, :founder)
ON CONFLICT (id) DO UPDATE SET merged = '', lead = excluded.lead, agency = excluded.agency, kind = excluded.kind, status = excluded.status,
  title = excluded.title, summary = excluded.summary, published = excluded.published, updated = excluded.updated, data = excluded.data;
-- name: stories_of_agency(slug)
SELECT id FROM story WHERE agency = :slug UNION SELECT story FROM listing WHERE list = 'agency:' || :slug;
-- name: stories_in(list)
SELECT story FROM listing WHERE list = :list;
-- name: merge_story(id, into_, data, updated)!
UPDATE story SET merged = :into_, status = 'withdrawn', data = :data, updated = :updated WHERE id = :id;
-- name: merged_into(story)
SELECT id FROM story WHERE merged = :story AND merged <> '';
-- name: story_founded_by(article)$
SELECT id FROM story WHERE founder = :article AND merged <> '';
-- name: known_at(canonical, url)
SELECT id FROM article WHERE (canonical = :canonical AND canonical <> '') OR url = :url;
-- name: articles_at(canonical)
SELECT id FROM article WHERE canonical = :canonical AND canonical <> '' AND decision = 'publish';
-- name: kin_stories(story)
SELECT other.story AS id FROM article AS own JOIN kin ON low = own.id JOIN article AS other ON other.id = high WHERE own.story = :story AND answer <> 'same' AND other.story <> :story
UNION SELECT other.story FROM article AS own JOIN kin ON high = own.id JOIN article AS other ON other.id = low WHERE own.story = :story AND answer <> 'same' AND other.story <> :story;
-- name: related_stories(story)
SELECT id FROM (
  SELECT other.story AS id, answer, share, other.published FROM article AS own JOIN kin ON low = own.id JOIN article AS other ON other.id = high
  WHERE own.story = :story AND answer IN ('related', 'doubtful') AND other.story <> :story AND other.decision = 'publish'
  UNION ALL
  SELECT other.story, answer, share, other.published FROM article AS own JOIN kin ON high = own.id JOIN article AS other ON other.id = low
  WHERE own.story = :story AND answer IN ('related', 'doubtful') AND other.story <> :story AND other.decision = 'publish')
GROUP BY id ORDER BY MAX(answer = 'doubtful') DESC, MAX(share) DESC, MAX(published) DESC, id LIMIT 4;
-- name: add_history(story, at, what, note)!
INSERT INTO history (story, at, what, note) VALUES (:story, :at, :what, :note);
-- name: story_history(story)
SELECT at, what, note FROM history WHERE story = :story ORDER BY at, what;

-- name: lists_of(story)
SELECT list, published FROM listing WHERE story = :story;
-- name: enlist(list, published, story)!
INSERT INTO listing (list, published, story) VALUES (:list, :published, :story) ON CONFLICT DO NOTHING;
-- name: delist(list, published, story)!
DELETE FROM listing WHERE list = :list AND published = :published AND story = :story;
-- name: add_shelf(list)!
INSERT INTO shelf (list) VALUES (:list) ON CONFLICT DO NOTHING;
-- name: sheet_of(list, published, story)$
SELECT number FROM sheet WHERE list = :list AND (published, story) <= (:published, :story) ORDER BY number DESC LIMIT 1;
-- name: last_sheet(list)^
SELECT number, published, story FROM sheet WHERE list = :list ORDER BY number DESC LIMIT 1;
-- name: open_rows(list, published, story, most)
SELECT published, story FROM listing WHERE list = :list AND (published, story) >= (:published, :story) ORDER BY published, story LIMIT :most;
-- name: add_sheet(list, number, published, story)!
INSERT INTO sheet (list, number, published, story) VALUES (:list, :number, :published, :story);

-- name: picture(url)^
SELECT * FROM picture WHERE url = :url;
-- name: save_picture(url, name, width, height, widths, tried_at)!
INSERT INTO picture (url, name, width, height, widths, tries, tried_at) VALUES (:url, :name, :width, :height, :widths, 1, :tried_at)
ON CONFLICT (url) DO UPDATE SET name = excluded.name, width = excluded.width, height = excluded.height, widths = excluded.widths,
  tries = picture.tries + 1, tried_at = excluded.tried_at;

-- name: add_run(started, finished, report)!
INSERT INTO run (started, finished, report) VALUES (:started, :finished, :report);
-- name: last_finish()$
SELECT finished FROM run ORDER BY id DESC LIMIT 1;
-- name: forget_old_runs()!
DELETE FROM run WHERE id <= (SELECT MAX(id) FROM run) - 500;

-- name: wanting_pictures()
SELECT s.id, a.pictures FROM picture_wanting w JOIN story s ON s.id = w.story JOIN article a ON a.id = s.lead
WHERE s.status <> 'withdrawn' ORDER BY s.published DESC;
-- name: want_pictures(story)!
INSERT INTO picture_wanting (story) VALUES (:story) ON CONFLICT DO NOTHING;
-- name: want_no_pictures(story)!
DELETE FROM picture_wanting WHERE story = :story;
-- name: want_recent_pictures(since)!
INSERT INTO picture_wanting (story) SELECT s.id FROM story s JOIN article a ON a.id = s.lead
WHERE s.first_seen >= :since AND a.pictures <> '[]' ON CONFLICT DO NOTHING;
-- name: stories_of_article_address(canonical)
SELECT DISTINCT story FROM article WHERE canonical = :canonical AND canonical <> '' AND story IS NOT NULL;
-- name: held_in(at, most)
SELECT agency, decision, title, url, reasons FROM article WHERE decision IN ('hold', 'quarantine') AND story IS NULL
  AND (first_seen = :at OR changed_at = :at) ORDER BY agency, published DESC LIMIT :most;
-- name: held_at(canonical)
SELECT id, decision FROM article WHERE canonical = :canonical AND canonical <> '' AND decision <> 'publish';
-- name: last_refused(article)^
SELECT title, html FROM revision WHERE article = :article AND what = 'refused' ORDER BY at DESC LIMIT 1;

-- name: next_shelf(list, stop)$
SELECT list FROM shelf WHERE list > :list AND list < :stop ORDER BY list LIMIT 1;

-- name: pictures_used(story)
SELECT name FROM picture_use WHERE story = :story;
-- name: use_picture(name, story)!
INSERT INTO picture_use (name, story) VALUES (:name, :story) ON CONFLICT DO NOTHING;
-- name: unuse_picture(name, story)!
DELETE FROM picture_use WHERE name = :name AND story = :story;

-- name: story_is_known(story)$
SELECT EXISTS (SELECT 1 FROM story WHERE id = :story) OR EXISTS (SELECT 1 FROM article WHERE story = :story);
