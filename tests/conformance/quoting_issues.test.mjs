// SPDX-License-Identifier: Apache-2.0
// The cases of the suite's test_quoting_issues.py, in our own words.
import assert from 'node:assert/strict';

import { withClient } from './support/case.mjs';

// A role's name is part of an address and of a file's name: neither must lead anywhere else.
for (const [role, quoted] of [['?', '%3F'], ['#', '%23'], ['/delegatedrole', '%2Fdelegatedrole'], ['../delegatedrole', '..%2Fdelegatedrole']]) {
  withClient(`test_unusual_role_name[${role}]`, async ({ repository, client }) => {
    repository.delegate('targets', role);
    repository.addKey(role);
    repository.publish(role, 'targets', 'snapshot', 'timestamp');
    assert.equal(await client.download('nonexistent target'), 1);
    assert.deepEqual(repository.asked.metadata.at(-1), [quoted, 1]);
    assert.equal(Object.keys(client.trusted()).length, 5);
  });
}
