// Serves a folder as the usual hosts of static pages do: compressed, kept for ten minutes, with an
// ETag; and counts what goes over the wire. Not here: the browser (page.mjs).

import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

const KEPT_FOR = "max-age=600";

/** A file as it is sent; null if there is none. */
function content(folder, path) {
  const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
  if (!file.startsWith(normalize(folder)) || !existsSync(file) || !statSync(file).isFile()) return null;
  const plain = readFileSync(file);
  return {
    body: gzipSync(plain, { level: 9 }),
    headers: {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "content-encoding": "gzip",
      "cache-control": KEPT_FOR,
      etag: `"${createHash("sha256").update(plain).digest("hex")}"`,
    },
  };
}

/**
 * Serves `folder` under `below`, a path that begins and ends with a slash. `requests` has what was
 * asked for, as `{ path, status, bytes }`. A `port` of 0 is any that is free.
 */
export async function host(folder, { below = "/", port = 0 } = {}) {
  const requests = [];
  const kept = new Map();
  const find = (path) => {
    if (!path.startsWith(below)) return null;
    const there = kept.get(path) ?? content(folder, `/${path.slice(below.length)}`);
    kept.set(path, there);
    return there;
  };
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    const found = find(path);
    const told = (status, headers, body = "") => {
      requests.push({ path, status, bytes: body.length });
      response.writeHead(status, headers).end(body);
    };
    if (!found) told(404, { "content-type": "text/plain" }, "not found");
    else if (request.headers["if-none-match"] === found.headers.etag) told(304, found.headers);
    else told(200, found.headers, found.body);
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}${below}`,
    port: server.address().port,
    requests,
    /** Reads the files anew, as after a deployment. */
    changed: () => kept.clear(),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
