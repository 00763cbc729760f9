/* The search of /cari/. Reads /pagefind/ (shards.json and the shards it names) with Pagefind's WebAssembly, the newest
   shard first; older ones are opened when asked. What comes from stories is only ever set as text. */
const root = new URL("../", import.meta.url);
const index = new URL("pagefind/", root);
const PAGE = 6; // results that are shown at a time; with fewer an older shard is opened unasked,
const WHOLE = 1000, DEAR = 1e5; // unless so many stories were asked, or it would cost more bytes than that altogether
const AT_ONCE = 10; // shards that are opened at a time, when asked
const WORDS = 32; // of an excerpt
const $ = (name) => document.getElementById(name);
const form = $("cari"), field = form.elements.q, said = $("kabar"), list = $("hasil"), more = $("lebih"), before = $("lama"), ways = $("jalan");
const number = new Intl.NumberFormat("id");

/* Asking and opening. A file is packed in gzip, unless a server has unpacked it already. */
async function get(path, cache = "default") {
  const answer = await fetch(new URL(path, index), { cache });
  if (!answer.ok) throw new Error(path);
  return answer;
}
let spent = 0; // bytes
async function unpack(path) {
  const body = new Uint8Array(await (await get(path)).arrayBuffer());
  spent += body.length;
  if (body[0] !== 31 || body[1] !== 139) return body;
  return new Uint8Array(await new Response(new Blob([body]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}
const MARK = 12; // bytes that stand before what Pagefind packs

/* Pagefind's WebAssembly: bytes and text are handed over in memory of its own, text comes back as place and length. */
class Engine {
  async open(path) {
    const table = { __wbindgen_init_externref_table: () => {
      const values = this.wasm.__wbindgen_externrefs, at = values.grow(4);
      [undefined, undefined, null, true, false].forEach((value, n) => values.set(n && at + n - 1, value));
    } };
    const { instance } = await WebAssembly.instantiate((await unpack(path)).slice(MARK), { "./pagefind_web_bg.js": table });
    this.wasm = instance.exports;
    this.wasm.__wbindgen_start();
    return this;
  }
  give(bytes) {
    const at = this.wasm.__wbindgen_malloc(bytes.length, 1) >>> 0;
    new Uint8Array(this.wasm.memory.buffer).set(bytes, at);
    return [at, bytes.length];
  }
  texts(...texts) { return texts.flatMap((text) => this.give(new TextEncoder().encode(text))); }
  take([at, length]) {
    const text = new TextDecoder().decode(new Uint8Array(this.wasm.memory.buffer, at >>> 0, length));
    this.wasm.__wbindgen_free(at, length, 1);
    return JSON.parse(text);
  }
}

class Shard {
  constructor(engine, [name, stories, first, last]) { Object.assign(this, { engine, name, stories, first, last, chunks: {} }); }
  open() { return this.opening ??= this.#open(); }
  async #open() {
    const meta = await unpack(`${this.name}/meta.pf_meta`);
    this.at = this.engine.wasm.init_pagefind(...this.engine.give(meta.slice(MARK))) >>> 0;
  }
  async load(name) {
    const chunk = await unpack(`${this.name}/index/${name}.pf_index`);
    this.at = this.engine.wasm.load_index_chunk(this.at, ...this.engine.give(chunk.slice(MARK))) >>> 0;
  }
  async search(words, typed, exact) {
    const { engine, engine: { wasm } } = this;
    await this.open();
    const chunks = engine.take(wasm.request_indexes(this.at, ...engine.texts(words))).filter(Boolean);
    await Promise.all(chunks.map((name) => this.chunks[name] ??= this.load(name)));
    const found = engine.take(wasm.search(this.at, ...engine.texts(words, typed, "{}", ""), exact, 0));
    return found.results.map((each) => ({ shard: this, page: each.p, places: each.l.map((place) => place.l) }));
  }
  async story(name) {
    return JSON.parse(new TextDecoder().decode(await unpack(`${this.name}/fragment/${name}.pf_fragment`)));
  }
}

/* The words as they are kept: small, without accents and signs. */
const small = (text) => text.toLowerCase().replace(/[\p{Pd}\p{Pe}\p{Pf}\p{Pi}\p{Po}\p{Ps}]/gu, "").replace(/\s+/g, " ").trim();
const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "");

const exact = (text) => /^\s*".+"\s*$/.test(text) ? 1 : 0;

let portal = null; // what there is to search in, as it is being asked for
let turn = 0; // of the searches; whoever is not at the last one says nothing any more
let asked = "", results = [], shown = 0;

async function enter() {
  const told = await (await get("shards.json", "no-cache")).json();
  const engine = told.engine && await new Engine().open(told.engine); // none where there is no story yet
  return { engine, zone: told.zone, older: told.older, opened: [], waiting: told.shards.map((row) => new Shard(engine, row)) };
}
async function waiting(there) {
  if (!there.waiting.length && there.older) {
    const { shards } = await (await get(there.older)).json();
    if (there.older) there.waiting = shards.map((row) => new Shard(there.engine, row));
    there.older = "";
  }
  return there.waiting;
}
async function next(there) {
  const shard = (await waiting(there)).shift();
  if (shard) there.opened.push(shard);
  return shard;
}

/* One search: through all that is open, and on until there is enough, as long as it is cheap. */
async function search(there, text) {
  const typed = small(text), found = [];
  for (let at = 0, stories = 0, cost = 0; ; at++) {
    const further = found.length < PAGE && stories < WHOLE && (!at || spent + cost < DEAR);
    const shard = there.opened[at] ?? (further ? await next(there) : null), before = spent;
    if (!shard) return found;
    found.push(...await shard.search(bare(typed), typed, exact(text)));
    stories += shard.stories;
    cost = spent - before;
  }
}

async function ask(text) {
  const mine = ++turn;
  asked = text;
  say("Mencari …", true);
  list.replaceChildren();
  more.hidden = before.hidden = true;
  if (!small(text)) return say(text.trim() ? "Tulis sedikitnya satu kata atau angka." : "");
  for (const again of [true, false]) {
    try {
      const found = await search(await (portal ??= enter()), text);
      if (mine !== turn) return;
      results = found;
      shown = 0;
      return await show();
    } catch (fault) {
      if (mine !== turn) return;
      portal = null; // a shard may have been replaced since this page was opened
      if (!again) missing();
    }
  }
}

async function show(focus = false) {
  const mine = turn, there = await portal, part = results.slice(shown, shown + PAGE);
  const stories = await Promise.all(part.map((each) => each.shard.story(each.page)));
  if (mine !== turn) return;
  const items = stories.map((story, n) => item(story, part[n].places, there.zone));
  list.append(...items);
  shown += part.length;
  tell(there);
  if (focus) items[0]?.querySelector("a").focus();
}

function tell(there) {
  more.hidden = shown >= results.length;
  before.hidden = !there.waiting.length && !there.older;
  const searched = there.opened.reduce((sum, shard) => sum + shard.stories, 0);
  const count = results.length ? `${number.format(results.length)} berita ditemukan` : "Tidak ada berita yang ditemukan";
  say(before.hidden ? `${count}.` : `${count} di antara ${number.format(searched)} berita terbaru.`);
}

/* The next older year, at most ten shards of it. What is shown already stays where it is. */
async function further() {
  const mine = ++turn;
  before.disabled = true;
  say("Mencari …", true);
  try {
    const there = await portal, [first] = await waiting(there), year = first.last.slice(0, 4);
    const fresh = [];
    while (fresh.length < AT_ONCE && there.waiting[0]?.last.slice(0, 4) === year) fresh.push(await next(there));
    const typed = small(asked), whole = shown >= results.length;
    const found = await Promise.all(fresh.map((shard) => shard.search(bare(typed), typed, exact(asked))));
    if (mine !== turn) return;
    results = [...results, ...found.flat()];
    if (whole) await show(true); else tell(there);
  } catch (fault) {
    portal = null;
    if (mine === turn) ask(asked);
  } finally {
    before.disabled = false;
  }
}

/* What is told of a story: title, who, when, and words around those that were looked for. */
function element(name, kind, ...inside) {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  made.append(...inside);
  return made;
}
function item(story, places, timeZone) {
  const link = element("a", "", story.title);
  link.href = new URL(story.url.slice(1), root).pathname;
  const date = element("time", "", new Intl.DateTimeFormat("id", { dateStyle: "medium", timeZone }).format(new Date(story.date)));
  date.dateTime = story.date;
  return element("li", "", element("article", "card line", element("div", "words",
    element("h2", "", link), element("p", "summary", ...excerpt(story, places)),
    element("p", "meta", element("span", "agency", story.agency), date))));
}
function excerpt(story, places) {
  const words = story.text.split(/\s+/), from = story.title.split(/\s+/).length;
  const marked = new Set(places.filter((at) => at >= from && at < words.length));
  const spots = [...marked].sort((a, b) => a - b);
  const around = (at) => spots.filter((each) => each >= at && each < at + WORDS).length;
  const best = spots.reduce((good, at) => around(at) > around(good) ? at : good, spots[0] ?? from);
  const start = Math.max(from, Math.min(best - 6, words.length - WORDS)), end = Math.min(words.length, start + WORDS);
  const parts = [start > from ? "… " : ""];
  for (let at = start; at < end; at++) {
    parts.push(marked.has(at) ? element("mark", "", words[at]) : words[at], at + 1 < end ? " " : end < words.length ? " …" : "");
  }
  return parts;
}

function say(text, busy = false) {
  said.textContent = text;
  ways.className = busy ? "ways busy" : "ways ready";
}
function missing() {
  say("Pencarian belum dapat dipakai saat ini. Berita dapat ditelusuri lewat bagian, topik, dan arsip di bawah.");
  list.replaceChildren();
  more.hidden = before.hidden = true;
}
function start() {
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  ask(field.value);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const address = new URL(form.action);
  if (field.value.trim()) address.searchParams.set("q", field.value);
  history.pushState(null, "", address);
  start();
});
addEventListener("popstate", start);
more.addEventListener("click", () => { say("Memuat …", true); show(true).catch(missing); });
before.addEventListener("click", further);
start();
