// Whether Tidemark keeps up for long: a moderate rate, each request with its own key, one in ten sent twice. At the end
// the journal must run empty, and no dead letter may have come.
//
//   k6 run load-tests/soak.js
//   k6 run -e MINUTES=240 -e RATE=20 -e FEEDS=500 load-tests/soak.js

import http from 'k6/http';
import exec from 'k6/execution';
import { check, sleep } from 'k6';
import { baseUrl, body, headers, whole } from './target.js';

const BASE = baseUrl(__ENV);
const FEEDS = whole(__ENV, 'FEEDS', 200, 50000);
const MINUTES = whole(__ENV, 'MINUTES', 60, 1440);
const DRAIN_SECONDS = 60;

export const options = {
  // A redirect could lead to another machine.
  maxRedirects: 0,
  scenarios: {
    soak: {
      executor: 'constant-arrival-rate',
      rate: whole(__ENV, 'RATE', 10, 1000),
      timeUnit: '1s',
      duration: `${MINUTES}m`,
      preAllocatedVUs: 10,
      maxVUs: 100,
      gracefulStop: '30s',
    },
  },
  setupTimeout: '30s',
  teardownTimeout: `${DRAIN_SECONDS + 30}s`,
  thresholds: {
    checks: ['rate==1'],
    http_req_failed: ['rate==0'],
    http_req_duration: ['p(95)<100', 'p(99)<500'],
    dropped_iterations: ['count<10'],
  },
};

function status() {
  const answer = http.get(`${BASE}/status`, { headers: headers(__ENV), timeout: '10s' });
  if (answer.status !== 200) {
    throw new Error(`Expected 200 of /status, was ${answer.status}`);
  }
  return answer.json();
}

export function setup() {
  return { run: Date.now(), deadLetters: status().dead_letters || 0 };
}

export default function (began) {
  const number = exec.scenario.iterationInTest;
  const text = body(FEEDS, number);
  const keyed = Object.assign({ 'Idempotency-Key': `soak-${began.run}-${number}` }, headers(__ENV));
  const send = () => http.post(`${BASE}/internal/ingest`, text, { headers: keyed, timeout: '30s' });
  check(send(), { 'is 202': (r) => r.status === 202 });
  if (number % 10 === 0) {
    check(send(), {
      'a repeat is known': (r) => r.status === 202 && r.headers['Idempotent-Replayed'] === 'true',
    });
  }
}

export function teardown(began) {
  let now = status();
  for (let waited = 0; now.journal.depth > 0 && waited < DRAIN_SECONDS; waited++) {
    sleep(1);
    now = status();
  }
  check(now, {
    'all is stored': (s) => s.journal.depth === 0,
    'no dead letter has come': (s) => s.dead_letters !== null && s.dead_letters <= began.deadLetters,
    'is not down': (s) => s.status !== 'down',
  });
}
