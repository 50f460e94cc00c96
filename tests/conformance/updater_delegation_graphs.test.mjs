// SPDX-License-Identifier: Apache-2.0
// The cases of the suite's test_updater_delegation_graphs.py, in our own words.
import assert from 'node:assert/strict';

import { withClient } from './support/case.mjs';

/** Delegations as [from, to, options of Repository.delegate]; the roles that are asked, in this order. */
const GRAPHS = {
  'basic-delegation': { edges: [['targets', 'A']], visited: ['A'] },
  'single-level-delegations': { edges: [['targets', 'A'], ['targets', 'B']], visited: ['A', 'B'] },
  'two-level-delegations': { edges: [['targets', 'A'], ['targets', 'B'], ['B', 'C']], visited: ['A', 'B', 'C'] },
  'two-level-test-DFS-order-of-traversal': {
    edges: [['targets', 'A'], ['targets', 'B'], ['A', 'C'], ['A', 'D']],
    visited: ['A', 'C', 'D', 'B'],
  },
  'three-level-delegation-test-DFS-order-of-traversal': {
    edges: [['targets', 'A'], ['targets', 'B'], ['A', 'C'], ['C', 'D']],
    visited: ['A', 'C', 'D', 'B'],
  },
  'two-level-terminating-ignores-all-but-roles-descendants': {
    edges: [['targets', 'A'], ['targets', 'B'], ['A', 'C', { terminating: true }], ['A', 'D']],
    visited: ['A', 'C'],
  },
  'three-level-terminating-ignores-all-but-roles-descendants': {
    edges: [['targets', 'A'], ['targets', 'B'], ['A', 'C', { terminating: true }], ['C', 'D']],
    visited: ['A', 'C', 'D'],
  },
  'two-level-ignores-all-branches-not-matching-paths': {
    edges: [['targets', 'A', { paths: ['*.py'] }], ['targets', 'B'], ['A', 'C']],
    visited: ['B'],
  },
  'three-level-ignores-all-branches-not-matching-paths': {
    edges: [['targets', 'A'], ['targets', 'B'], ['A', 'C', { paths: ['*.py'] }], ['C', 'D']],
    visited: ['A', 'B'],
  },
  'cyclic-graph': {
    edges: [['targets', 'A'], ['targets', 'B'], ['B', 'C'], ['C', 'D'], ['D', 'B']],
    visited: ['A', 'B', 'C', 'D'],
  },
  'two-roles-delegating-to-a-third': {
    edges: [['targets', 'A'], ['targets', 'B'], ['B', 'C'], ['A', 'C']],
    visited: ['A', 'C', 'B'],
  },
  'two-roles-delegating-to-a-third-different-paths': {
    edges: [['targets', 'A'], ['targets', 'B'], ['B', 'C'], ['A', 'C', { paths: ['*.py'] }]],
    visited: ['A', 'B', 'C'],
  },
};

/** Files as [who vouches, path]; each contains its path. */
function build(repository, edges, files = []) {
  for (const [from, to, options] of edges) repository.delegate(from, to, options);
  for (const [role, path] of files) repository.addArtifact(role, path, path);
  repository.publish(...new Set(edges.flatMap(([from, to]) => [from, to])), 'snapshot', 'timestamp');
}

/** Which roles below the top level were asked for; each has version 1. */
function visited(repository) {
  const requests = repository.asked.metadata.slice(4);
  assert.ok(requests.every(([, version]) => version === 1));
  return requests.map(([role]) => role);
}

for (const [id, graph] of Object.entries(GRAPHS)) {
  withClient(`test_graph_traversal[${id}]`, async ({ repository, client }) => {
    build(repository, graph.edges);
    assert.equal(await client.download('missingpath'), 1);
    assert.deepEqual(visited(repository), graph.visited);
  });
}

const TREE = [
  ['targets', 'A', { paths: ['*.doc', '*.md', 'foo-?.tgz'] }],
  ['targets', 'B', { paths: ['releases/*/*'] }],
  ['B', 'C', { paths: ['releases/x/*'] }],
  ['B', 'D', { paths: ['releases/y/*.zip'] }],
];

const FILES = [
  ['targets', 'targetfile'],
  ['A', 'README.md'], ['A', 'releases/README.md'], ['A', 'foo-1.tgz'], ['A', 'foo-alpha.tgz'],
  ['C', 'releases/x/x_v1'],
  ['D', 'releases/y/y_v1.zip'], ['D', 'releases/z/z_v1.zip'],
];

/** What is looked for, whether it is found, which roles are asked. */
const SEARCHES = {
  'no delegations': ['targetfile', true, []],
  'targetpath matches wildcard': ['README.md', true, ['A']],
  'targetpath with separators x': ['releases/x/x_v1', true, ['B', 'C']],
  'targetpath with separators y': ['releases/y/y_v1.zip', true, ['B', 'D']],
  'targetpath is not delegated by all roles in the chain': ['releases/z/z_v1.zip', false, ['B']],
  'wildcard does not match path separator': ['releases/README.md', false, []],
  'targetpath matches question mark wildcard': ['foo-1.tgz', true, ['A']],
  'targetpath does not match question mark wildcard': ['foo-alpha.tgz', false, []],
  'targetpath matching is case sensitive': ['README.MD', false, []],
};

for (const [id, [path, found, roles]] of Object.entries(SEARCHES)) {
  withClient(`test_targetfile_search[${id}]`, async ({ repository, client }) => {
    build(repository, TREE, FILES);
    assert.equal(await client.download(path), found ? 0 : 1);
    assert.deepEqual(client.downloaded(), found ? [path] : []);
    assert.deepEqual(visited(repository), roles);
  });
}

// Two roles delegate to one that only the first one's key signed. That it was read on behalf of the first does
// not make it good for the second, in the same run.
withClient('test_cached_role_is_verified_against_current_delegator', async ({ repository, client }) => {
  for (const team of ['a', 'b']) repository.delegate('targets', `parent-${team}`, { paths: [`team-${team}/*`] });
  for (const team of ['a', 'b']) repository.delegate(`parent-${team}`, 'release', { paths: [`team-${team}/*`] });
  repository.signers.release.pop();
  repository.addArtifact('release', 'team-a/file', 'trusted');
  repository.addArtifact('release', 'team-b/file', 'not trusted');
  repository.publish('release', 'parent-a', 'parent-b', 'targets', 'snapshot', 'timestamp');
  assert.equal(await client.download(['team-a/file', 'team-b/file']), 1);
  assert.deepEqual(client.downloaded(), ['trusted']);
});

withClient('test_delegation_not_in_snapshot', async ({ repository, client }) => {
  repository.delegate('targets', 'delegated', { paths: ['delegatedpath/*'] });
  repository.publish('delegated', 'targets');
  delete repository.signed.snapshot.meta['delegated.json'];
  repository.publish('snapshot', 'timestamp');
  assert.equal(await client.refresh(), 0);
  repository.asked.metadata.length = 0;
  assert.equal(await client.download('delegatedpath/foo'), 1);
  assert.equal(client.version('delegated'), undefined);
  assert.deepEqual(repository.asked.metadata, [['root', 2], ['timestamp', null]]);
});

withClient('ours: several targets in one run, in this order, until one fails', async ({ repository, client }) => {
  for (const name of ['first', 'second', 'third']) repository.addArtifact('targets', name, name);
  repository.publish('targets', 'snapshot', 'timestamp');
  assert.equal(await client.download(['third', 'first', 'nobody', 'second']), 1);
  assert.deepEqual(client.downloaded(), ['third', 'first']);
  assert.equal(await client.download(['second', 'first']), 0);
  assert.deepEqual(repository.asked.artifacts.map(([path]) => path), ['third', 'first', 'second']);
});
