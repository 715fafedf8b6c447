// How POST /internal/ingest answers at a constant rate of requests.
//
//   k6 run load-tests/ingest.js
//   k6 run -e RATE=50 -e FEEDS=1000 -e SECONDS=60 load-tests/ingest.js
//
// RATE stays below http.requests-per-second (100), or the answers are 429.

import http from 'k6/http';
import exec from 'k6/execution';
import { check } from 'k6';
import { Counter } from 'k6/metrics';
import { baseUrl, body, headers, whole } from './target.js';

const BASE = baseUrl(__ENV);
const FEEDS = whole(__ENV, 'FEEDS', 100, 50000);

const accepted = new Counter('feeds_accepted');

export const options = {
  // A redirect could lead to another machine.
  maxRedirects: 0,
  scenarios: {
    ingest: {
      executor: 'constant-arrival-rate',
      rate: whole(__ENV, 'RATE', 80, 10000),
      timeUnit: '1s',
      duration: `${whole(__ENV, 'SECONDS', 30, 600)}s`,
      preAllocatedVUs: 20,
      maxVUs: 200,
      gracefulStop: '10s',
    },
  },
  thresholds: {
    checks: ['rate==1'],
    http_req_failed: ['rate==0'],
    http_req_duration: ['p(95)<100', 'p(99)<250'],
    dropped_iterations: ['count==0'],
  },
};

export default function () {
  const answer = http.post(`${BASE}/internal/ingest`, body(FEEDS, exec.scenario.iterationInTest), {
    headers: headers(__ENV),
    timeout: '10s',
  });
  const isAccepted = check(answer, {
    'is 202': (r) => r.status === 202,
    'accepts all feeds': (r) => r.status === 202 && r.json('accepted') === FEEDS,
  });
  if (isAccepted) {
    accepted.add(FEEDS);
  }
}
