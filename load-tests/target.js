// What the k6 scripts have in common: which server is loaded, and what is sent to it.

const LOOPBACK = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/i;
const ADDRESS = /^https?:\/\/(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d{1,5})?\/?$/i;

// Whether an address is of this machine, so that loading it by mistake hurts nobody else.
export function isLoopback(url) {
  const parts = ADDRESS.exec(url);
  return parts !== null && LOOPBACK.test(parts[1]);
}

// BASE_URL without a slash at its end. Throws for another machine unless ALLOW_REMOTE is set.
export function baseUrl(env) {
  const url = env.BASE_URL || 'http://127.0.0.1:8080';
  if (!ADDRESS.test(url)) {
    throw new Error(`Expected BASE_URL as in http://127.0.0.1:8080, was '${url}'`);
  }
  if (!isLoopback(url) && !env.ALLOW_REMOTE) {
    throw new Error(`${url} is another machine. If it is yours to load, set ALLOW_REMOTE=1.`);
  }
  return url.replace(/\/$/, '');
}

// A whole number of the environment within bounds, so that no run is endless.
export function whole(env, name, otherwise, max) {
  const value = env[name] === undefined ? otherwise : Number(env[name]);
  if (!Number.isInteger(value) || value < 1 || value > max) {
    throw new Error(`Expected ${name} from 1 to ${max}, was '${env[name]}'`);
  }
  return value;
}

// KEY is an API key with the scope `ingest` (and `read` for soak.js); none is needed on an open loopback server.
export function headers(env) {
  const all = { 'Content-Type': 'application/json' };
  if (env.KEY) {
    all.Authorization = `Bearer ${env.KEY}`;
  }
  return all;
}

const SYMBOLS = ['BTC/USD', 'ETH/USD', 'XRP/USD', 'ADA/USD', 'SOL/USD'];

// A body of `count` feeds, each with its own price and the time of now.
export function body(count, number) {
  const timestamp = new Date().toISOString();
  const feeds = [];
  for (let i = 0; i < count; i++) {
    feeds.push({
      symbol: SYMBOLS[i % SYMBOLS.length],
      price: 1000 + ((number * count + i) % 1000000) / 100,
      volume: 1234.5678,
      timestamp,
      source: 'load-test',
      worker_id: 'k6',
    });
  }
  return JSON.stringify({ feeds });
}
