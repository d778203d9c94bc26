// Keeps the work modes open without a connection. What the API says is never kept.
const PAGES = 'stockroom-pages-1'
const FILES = 'stockroom-files-1'
const MOST_FILES = 300
const OFFLINE_PAGE = '/offline.html'
const workModes = ['/till', '/receive']

addEventListener('install', (event) => {
  event.waitUntil(caches.open(PAGES).then((cache) => cache.add(OFFLINE_PAGE)))
})

addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys()
      const old = names.filter(
        (name) => name.startsWith('stockroom-') && ![PAGES, FILES].includes(name),
      )
      await Promise.all(old.map((name) => caches.delete(name)))
      await clients.claim()
    })(),
  )
})

addEventListener('message', (event) => {
  if (event.data === 'takeOver') void skipWaiting()
  else if (Array.isArray(event.data?.keep)) event.waitUntil(keep(event.data.keep))
})

addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (url.pathname.startsWith('/api/')) return
  if (request.mode === 'navigate') event.respondWith(page(request, url))
  else if (isFile(url)) event.respondWith(file(request))
})

/** What never changes under its name. */
function isFile({ pathname }) {
  return ['/_next/static/', '/wasm/', '/icons/'].some((folder) => pathname.startsWith(folder))
}

function isWorkMode({ pathname }) {
  return workModes.some((mode) => pathname === mode || pathname.startsWith(`${mode}/`))
}

async function page(request, url) {
  try {
    const response = await fetch(request)
    if (isWorkMode(url)) await keepPage(url, response)
    return response
  } catch {
    const cache = await caches.open(PAGES)
    const kept =
      (isWorkMode(url) && (await cache.match(url.pathname))) || (await cache.match(OFFLINE_PAGE))
    return kept ?? Response.error()
  }
}

async function file(request) {
  const cache = await caches.open(FILES)
  const kept = await cache.match(request)
  if (kept) return kept
  const response = await fetch(request)
  if (response.ok) await keepFile(cache, request, response)
  return response
}

async function keepPage(url, response) {
  if (!response.ok || response.redirected) return
  const cache = await caches.open(PAGES)
  await cache.put(url.pathname, response.clone())
}

async function keepFile(cache, request, response) {
  await cache.put(request, response.clone())
  const [oldest, ...others] = await cache.keys()
  if (others.length >= MOST_FILES) await cache.delete(oldest)
}

/** Keeps what a page was made of before this worker stood between it and the network. */
async function keep(addresses) {
  const pages = await caches.open(PAGES)
  if (!(await pages.match(OFFLINE_PAGE))) await pages.add(OFFLINE_PAGE)
  const files = await caches.open(FILES)
  for (const url of addresses.map((address) => new URL(address))) {
    if (url.origin !== location.origin) continue
    if (isWorkMode(url) && !url.searchParams.has('_rsc'))
      await keepPage(url, await fetch(url.pathname))
    else if (isFile(url) && !(await files.match(url))) await files.add(url)
  }
}
