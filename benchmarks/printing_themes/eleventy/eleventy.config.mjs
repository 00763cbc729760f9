import { readFileSync } from "node:fs";

export default function (config) {
  const read = (name) => JSON.parse(readFileSync(new URL(`./corpus/${name}.json`, import.meta.url)));
  const { site, stories, pages, feeds, shards } = read("all");
  config.addGlobalData("site", site);
  config.addGlobalData("listed", pages);
  config.addGlobalData("feeds", feeds);
  config.addGlobalData("shards", shards);
  config.addFilter("story", (path) => stories[path]);
  config.addFilter("rfc822", (iso) => new Date(iso).toUTCString());
  config.addFilter("line", (path) => {
    const s = stories[path];
    return JSON.stringify({ id: s.id, url: site.url + path, title: s.title, summary: s.summary, html: s.html, text: s.text,
      published: s.iso, updated: s.iso, agency: s.agency, also: [], sources: [{ agency: s.agency, url: s.source, guid: s.guid, published: s.iso }],
      topics: s.topics.map((t) => t.href.split("/")[2]), places: s.places.map((t) => t.href.split("/")[2]), pictures: [], status: "published", history: [] });
  });
  config.addFilter("feedjson", (feed) => JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: feed.title, home_page_url: site.url + feed.path,
    feed_url: site.url + feed.path + "feed.json", language: "id", items: feed.stories.map((path) => { const s = stories[path]; return {
      id: "tag:bakohumas.portal,2026:00.99:/berita/" + s.id, url: site.url + path, title: s.title, summary: s.summary, content_html: s.html,
      date_published: s.iso, date_modified: s.iso, authors: [{ name: s.agency_name }], tags: s.topics.map((t) => t.label), language: "id" }; }) }, null, 1));
  config.addPassthroughCopy({ static: "/" });
  config.setQuietMode(true);
  config.setUseGitIgnore(false);
  return { dir: { input: "content", includes: "../_includes", output: "public" }, htmlTemplateEngine: false, templateFormats: ["html", "njk"] };
}
