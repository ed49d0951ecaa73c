import { describe, expect, test } from 'vitest';
import { openRecording } from '../replay.ts';

describe.each(['1.50.0', '1.54.0', '1.60.0'] as const)('%s', (release) => {
  const { replay } = openRecording(release);

  test('active: asks for a token before anything is sent', async () => {
    expect(await replay({ probes: [], call: ['list_active_pushes'] })).toMatchInlineSnapshot(
      `refused: "This needs an API token. Make one at http://127.0.0.1:5100/users/token and set it as PWPUSH_API_TOKEN; it does not belong into the conversation."`,
    );
  });

  test('expired: asks for a token before anything is sent', async () => {
    expect(await replay({ probes: [], call: ['list_expired_pushes'] })).toMatchInlineSnapshot(
      `refused: "This needs an API token. Make one at http://127.0.0.1:5100/users/token and set it as PWPUSH_API_TOKEN; it does not belong into the conversation."`,
    );
  });

  test('active: says when a throttled list may be tried again [throttled-v1-active]', async () => {
    const outcome = await replay({ as: 'owner', serve: ['throttled-v1-active'], call: ['list_active_pushes'] });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 allows no more requests just now. Try again in <retry-after> seconds."`,
    );
  });
});

describe.each(['1.50.0', '1.54.0'] as const)('%s', (release) => {
  const { replay } = openRecording(release);

  test('active: gives a full page of 25 and the number of the next [v1-active-other]', async () => {
    const outcome = await replay({
      as: 'bulk',
      serve: [
        'v1-active-bulk-page-1',
        { id: 'v1-active-other', path: '/f/active.json', despite: ['credentials'] },
        { id: 'v1-active-other', path: '/r/active.json', despite: ['credentials'] },
      ],
      call: ['list_active_pushes'],
    });
    expect(outcome).toMatchInlineSnapshot(`
      pushes: [
        0-24: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5,"kind":"text"}
      ],
      page: 1, next_page: 2
    `);
  });

  test('active: leaves out tables that the instance has switched off [unrouted-v1-index]', async () => {
    const outcome = await replay({
      as: 'bulk',
      serve: [
        'v1-active-bulk-page-2',
        { id: 'unrouted-v1-index', path: '/f/active.json?page=2', despite: ['credentials'] },
        { id: 'unrouted-v1-index', path: '/r/active.json?page=2', despite: ['credentials'] },
      ],
      call: ['list_active_pushes', { page: 2 }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      pushes: [
        0-24: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5,"kind":"text"}
      ],
      page: 2, next_page: 3
    `);
  });

  test('active: gives the rest on the third page [v1-active-other]', async () => {
    const outcome = await replay({
      as: 'bulk',
      serve: [
        'v1-active-bulk-page-3',
        { id: 'v1-active-other', path: '/f/active.json?page=3', despite: ['credentials'] },
        { id: 'v1-active-other', path: '/r/active.json?page=3', despite: ['credentials'] },
      ],
      call: ['list_active_pushes', { page: 3 }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      pushes: [
        0-1: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5,"kind":"text"}
      ],
      page: 3
    `);
  });

  test('active: gives nothing past the end [v1-active-other]', async () => {
    const outcome = await replay({
      as: 'bulk',
      serve: [
        'v1-active-page-past-end',
        { id: 'v1-active-other', path: '/f/active.json?page=9', despite: ['credentials'] },
        { id: 'v1-active-other', path: '/r/active.json?page=9', despite: ['credentials'] },
      ],
      call: ['list_active_pushes', { page: 9 }],
    });
    expect(outcome).toMatchInlineSnapshot(`pushes: [], page: 9`);
  });

  test('expired: gives a full page of 25 and the number of the next [v1-expired-other]', async () => {
    const outcome = await replay({
      as: 'bulk',
      serve: [
        'v1-expired-bulk-page-1',
        { id: 'v1-expired-other', path: '/f/expired.json', despite: ['credentials'] },
        { id: 'v1-expired-other', path: '/r/expired.json', despite: ['credentials'] },
      ],
      call: ['list_expired_pushes'],
    });
    expect(outcome).toMatchInlineSnapshot(`
      pushes: [
        0-24: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"<[i].expired_on>","retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5,"kind":"text"}
      ],
      page: 1, next_page: 2
    `);
  });

  test('expired: leaves out tables that the instance has switched off [unrouted-v1-index]', async () => {
    const outcome = await replay({
      as: 'bulk',
      serve: [
        'v1-expired-bulk-page-2',
        { id: 'unrouted-v1-index', path: '/f/expired.json?page=2', despite: ['credentials'] },
        { id: 'unrouted-v1-index', path: '/r/expired.json?page=2', despite: ['credentials'] },
      ],
      call: ['list_expired_pushes', { page: 2 }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      pushes: [
        0-24: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"<[i].expired_on>","retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5,"kind":"text"}
      ],
      page: 2, next_page: 3
    `);
  });

  test('expired: gives the rest on the third page [v1-expired-other]', async () => {
    const outcome = await replay({
      as: 'bulk',
      serve: [
        'v1-expired-bulk-page-3',
        { id: 'v1-expired-other', path: '/f/expired.json?page=3', despite: ['credentials'] },
        { id: 'v1-expired-other', path: '/r/expired.json?page=3', despite: ['credentials'] },
      ],
      call: ['list_expired_pushes', { page: 3 }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      pushes: [
        0-1: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"<[i].expired_on>","retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5,"kind":"text"}
      ],
      page: 3
    `);
  });

  test('expired: gives nothing past the end [v1-expired-other]', async () => {
    const outcome = await replay({
      as: 'bulk',
      serve: [
        'v1-expired-page-past-end',
        { id: 'v1-expired-other', path: '/f/expired.json?page=9', despite: ['credentials'] },
        { id: 'v1-expired-other', path: '/r/expired.json?page=9', despite: ['credentials'] },
      ],
      call: ['list_expired_pushes', { page: 9 }],
    });
    expect(outcome).toMatchInlineSnapshot(`pushes: [], page: 9`);
  });
});

describe.each(['1.54.0', '1.60.0'] as const)('%s', (release) => {
  const { replay } = openRecording(release);

  test('active: says that the token was refused [v1-active-bad-token]', async () => {
    const outcome = await replay({ as: 'bad', serve: ['v1-active-bad-token'], call: ['list_active_pushes'] });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token; releases before 1.51 want PWPUSH_API_EMAIL too."`,
    );
  });

  test('expired: says that the token was refused [v1-expired-bad-token]', async () => {
    const outcome = await replay({ as: 'bad', serve: ['v1-expired-bad-token'], call: ['list_expired_pushes'] });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token; releases before 1.51 want PWPUSH_API_EMAIL too."`,
    );
  });
});

describe.each(['1.50.0'] as const)('%s', (release) => {
  const { replay } = openRecording(release);

  test('active: joins the three tables, newest first, and tells the kinds and which no longer open [v1-r-active]', async () => {
    const outcome = await replay({
      as: 'other',
      serve: ['v1-active-kinds', 'v1-f-active', 'v1-r-active'],
      call: ['list_active_pushes'],
    });
    expect(outcome).toMatchInlineSnapshot(`
      pushes: [
        {"created_at":"<[0].created_at of answer 2>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"<[0].url_token of answer 2>","views_remaining":0,"kind":"file"},
        {"created_at":"<[0].created_at of answer 3>","days_remaining":7,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"<[0].url_token of answer 3>","views_remaining":5,"kind":"url"},
        {"created_at":"<[1].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"<[1].url_token>","views_remaining":5,"kind":"file"},
        {"created_at":"<[0].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"<[0].url_token>","views_remaining":5,"kind":"text"}
      ],
      page: 1,
      note: "Pushes with no days or no views left no longer open, though the service still lists them as active."
    `);
  });

  test('active: says that the token was refused [v1-active-bad-x-user]', async () => {
    const outcome = await replay({ as: 'bad', serve: ['v1-active-bad-x-user'], call: ['list_active_pushes'] });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN with PWPUSH_API_EMAIL (or its account is not confirmed, locked, or logins are off). Look it up or make a new one at http://127.0.0.1:5100/users/token."`,
    );
  });

  test('active: says that this release wants the e-mail beside the token [v1-active-bearer]', async () => {
    const outcome = await replay({
      as: 'bulk',
      email: false,
      serve: ['v1-active-bearer'],
      call: ['list_active_pushes', { page: 9 }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN (or its account is not confirmed, locked, or logins are off). Look it up or make a new one at http://127.0.0.1:5100/users/token; releases before 1.51 want PWPUSH_API_EMAIL too."`,
    );
  });

  test('expired: joins the three tables, newest first, and tells the kinds [v1-r-expired]', async () => {
    const outcome = await replay({
      as: 'other',
      serve: ['v1-expired-kinds', 'v1-f-expired', 'v1-r-expired'],
      call: ['list_expired_pushes'],
    });
    expect(outcome).toMatchInlineSnapshot(`
      pushes: [
        {"created_at":"<[0].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":true,"expired_on":"<[0].expired_on>","retrieval_step":false,"url_token":"<[0].url_token>","views_remaining":0,"kind":"text"},
        {"created_at":"<[1].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":true,"expired_on":"<[1].expired_on>","retrieval_step":false,"url_token":"<[1].url_token>","views_remaining":0,"kind":"text"},
        {"created_at":"<[0].created_at of answer 3>","days_remaining":7,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"<[0].expired_on of answer 3>","retrieval_step":false,"url_token":"<[0].url_token of answer 3>","views_remaining":5,"kind":"url"},
        {"created_at":"<[0].created_at of answer 2>","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"<[0].expired_on of answer 2>","retrieval_step":false,"url_token":"<[0].url_token of answer 2>","views_remaining":5,"kind":"file"},
        {"created_at":"<[2].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"<[2].expired_on>","retrieval_step":false,"url_token":"<[2].url_token>","views_remaining":5,"kind":"text"}
      ],
      page: 1
    `);
  });

  test('expired: says that the token was refused [v1-expired-bad-x-user]', async () => {
    const outcome = await replay({ as: 'bad', serve: ['v1-expired-bad-x-user'], call: ['list_expired_pushes'] });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN with PWPUSH_API_EMAIL (or its account is not confirmed, locked, or logins are off). Look it up or make a new one at http://127.0.0.1:5100/users/token."`,
    );
  });

  test('expired: says that this release wants the e-mail beside the token [v1-expired-bearer]', async () => {
    const outcome = await replay({
      as: 'bulk',
      email: false,
      serve: ['v1-expired-bearer'],
      call: ['list_expired_pushes', { page: 9 }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN (or its account is not confirmed, locked, or logins are off). Look it up or make a new one at http://127.0.0.1:5100/users/token; releases before 1.51 want PWPUSH_API_EMAIL too."`,
    );
  });
});

describe.each(['1.54.0'] as const)('%s', (release) => {
  const { replay } = openRecording(release);

  test('active: joins the three tables, newest first, and tells the kinds and which no longer open [v1-r-active]', async () => {
    const outcome = await replay({
      as: 'other',
      serve: ['v1-active-kinds', 'v1-f-active', 'v1-r-active'],
      call: ['list_active_pushes'],
    });
    expect(outcome).toMatchInlineSnapshot(`
      pushes: [
        {"created_at":"<[0].created_at of answer 2>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":false,"expired_on":null,"name":"name-canary-list-last-view","retrieval_step":false,"url_token":"<[0].url_token of answer 2>","views_remaining":0,"kind":"file"},
        {"created_at":"<[0].created_at of answer 3>","days_remaining":7,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"name":"name-canary-list-url","retrieval_step":false,"url_token":"<[0].url_token of answer 3>","views_remaining":5,"kind":"url"},
        {"created_at":"<[1].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"name":"name-canary-list-file","retrieval_step":false,"url_token":"<[1].url_token>","views_remaining":5,"kind":"file"},
        {"created_at":"<[0].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"name":"name-canary-list","retrieval_step":false,"url_token":"<[0].url_token>","views_remaining":5,"kind":"text"}
      ],
      page: 1,
      note: "Pushes with no days or no views left no longer open, though the service still lists them as active."
    `);
  });

  test('expired: joins the three tables, newest first, and tells the kinds [v1-r-expired]', async () => {
    const outcome = await replay({
      as: 'other',
      serve: ['v1-expired-kinds', 'v1-f-expired', 'v1-r-expired'],
      call: ['list_expired_pushes'],
    });
    expect(outcome).toMatchInlineSnapshot(`
      pushes: [
        {"created_at":"<[0].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":true,"expired_on":"<[0].expired_on>","retrieval_step":false,"url_token":"<[0].url_token>","views_remaining":0,"kind":"text"},
        {"created_at":"<[1].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":true,"expired_on":"<[1].expired_on>","retrieval_step":false,"url_token":"<[1].url_token>","views_remaining":0,"kind":"text"},
        {"created_at":"<[0].created_at of answer 3>","days_remaining":7,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"<[0].expired_on of answer 3>","name":"name-canary-list-url","retrieval_step":false,"url_token":"<[0].url_token of answer 3>","views_remaining":5,"kind":"url"},
        {"created_at":"<[0].created_at of answer 2>","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"<[0].expired_on of answer 2>","name":"name-canary-list-file","retrieval_step":false,"url_token":"<[0].url_token of answer 2>","views_remaining":5,"kind":"file"},
        {"created_at":"<[2].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"<[2].expired_on>","name":"name-canary-list","retrieval_step":false,"url_token":"<[2].url_token>","views_remaining":5,"kind":"text"}
      ],
      page: 1
    `);
  });
});

describe.each(['1.60.0'] as const)('%s', (release) => {
  const { replay } = openRecording(release);

  test('active: lists the pushes of the account, newest first, without passphrases and notes [v1-active-owner]', async () => {
    const outcome = await replay({ as: 'owner', serve: ['v1-active-owner'], call: ['list_active_pushes'] });
    expect(outcome).toMatchInlineSnapshot(`
      pushes: [
        0-2 4 9: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5},
        3: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":null,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5},
        5-6: {"created_at":"<[i].created_at>","days_remaining":3,"deletable_by_viewer":false,"deleted":false,"expire_after_days":3,"expire_after_views":10,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>/r","name":"name-canary-v1-form","passphrase_set":true,"retrieval_step":true,"url_token":"<[i].url_token>","views_remaining":10},
        7: {"created_at":"<[i].created_at>","days_remaining":3,"deletable_by_viewer":false,"deleted":false,"expire_after_days":3,"expire_after_views":10,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>/r","name":"name-canary-v1-x-user","passphrase_set":true,"retrieval_step":true,"url_token":"<[i].url_token>","views_remaining":10},
        8: {"created_at":"<[i].created_at>","days_remaining":3,"deletable_by_viewer":false,"deleted":false,"expire_after_days":3,"expire_after_views":10,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>/r","name":"name-canary-v1-bearer","passphrase_set":true,"retrieval_step":true,"url_token":"<[i].url_token>","views_remaining":10}
      ],
      page: 1
    `);
  });

  test('active: gives a full page of 25 and the number of the next [v1-active-bulk-page-1]', async () => {
    const outcome = await replay({ as: 'bulk', serve: ['v1-active-bulk-page-1'], call: ['list_active_pushes'] });
    expect(outcome).toMatchInlineSnapshot(`
      pushes: [
        0 2 4 6 8 10 12 14 16 18 20 22 24: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5},
        1 3 5 7 9 11 13 15 17 19 21 23: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5}
      ],
      page: 1, next_page: 2
    `);
  });

  test('active: gives the second page [v1-active-bulk-page-2]', async () => {
    const outcome = await replay({
      as: 'bulk',
      serve: ['v1-active-bulk-page-2'],
      call: ['list_active_pushes', { page: 2 }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      pushes: [
        0 2 4 6 8 10 12 14 16 18 20 22 24: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5},
        1 3 5 7 9 11 13 15 17 19 21 23: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5}
      ],
      page: 2, next_page: 3
    `);
  });

  test('active: gives the rest on the third page [v1-active-bulk-page-3]', async () => {
    const outcome = await replay({
      as: 'bulk',
      serve: ['v1-active-bulk-page-3'],
      call: ['list_active_pushes', { page: 3 }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      pushes: [
        0: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5},
        1: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5}
      ],
      page: 3
    `);
  });

  test('active: gives nothing past the end [v1-active-page-past-end]', async () => {
    const outcome = await replay({
      as: 'bulk',
      serve: ['v1-active-page-past-end'],
      call: ['list_active_pushes', { page: 9 }],
    });
    expect(outcome).toMatchInlineSnapshot(`pushes: [], page: 9`);
  });

  test('active: lists pushes of every kind through one path, and says which no longer open [v1-active-kinds]', async () => {
    const outcome = await replay({ as: 'other', serve: ['v1-active-kinds'], call: ['list_active_pushes'] });
    expect(outcome).toMatchInlineSnapshot(`
      pushes: [
        0: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"name-canary-list-last-view","passphrase_set":false,"retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":0},
        1: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5},
        2: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":null,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"name-canary-list-url","passphrase_set":false,"retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5},
        3: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"name-canary-list-file","passphrase_set":false,"retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5},
        4: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"name-canary-list","passphrase_set":true,"retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5}
      ],
      page: 1,
      note: "Pushes with no days or no views left no longer open, though the service still lists them as active."
    `);
  });

  test('expired: is empty where nothing has expired [v1-expired-other]', async () => {
    const outcome = await replay({ as: 'other', serve: ['v1-expired-other'], call: ['list_expired_pushes'] });
    expect(outcome).toMatchInlineSnapshot(`pushes: [], page: 1`);
  });

  test('expired: gives a full page of 25 and the number of the next [v1-expired-bulk-page-1]', async () => {
    const outcome = await replay({ as: 'bulk', serve: ['v1-expired-bulk-page-1'], call: ['list_expired_pushes'] });
    expect(outcome).toMatchInlineSnapshot(`
      pushes: [
        0-24: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"<[i].expired_on>","html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"","retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5}
      ],
      page: 1, next_page: 2
    `);
  });

  test('expired: gives the second page [v1-expired-bulk-page-2]', async () => {
    const outcome = await replay({
      as: 'bulk',
      serve: ['v1-expired-bulk-page-2'],
      call: ['list_expired_pushes', { page: 2 }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      pushes: [
        0-24: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"<[i].expired_on>","html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"","retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5}
      ],
      page: 2, next_page: 3
    `);
  });

  test('expired: gives the rest on the third page [v1-expired-bulk-page-3]', async () => {
    const outcome = await replay({
      as: 'bulk',
      serve: ['v1-expired-bulk-page-3'],
      call: ['list_expired_pushes', { page: 3 }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      pushes: [
        0-1: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"<[i].expired_on>","html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"","retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5}
      ],
      page: 3
    `);
  });

  test('expired: gives nothing past the end [v1-expired-page-past-end]', async () => {
    const outcome = await replay({
      as: 'bulk',
      serve: ['v1-expired-page-past-end'],
      call: ['list_expired_pushes', { page: 9 }],
    });
    expect(outcome).toMatchInlineSnapshot(`pushes: [], page: 9`);
  });

  test('expired: lists pushes of every kind through one path [v1-expired-kinds]', async () => {
    const outcome = await replay({ as: 'other', serve: ['v1-expired-kinds'], call: ['list_expired_pushes'] });
    expect(outcome).toMatchInlineSnapshot(`
      pushes: [
        0-1: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":true,"expired_on":"<[i].expired_on>","html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"","retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":0},
        2: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"<[i].expired_on>","html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"","retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5},
        3: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":null,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"<[i].expired_on>","html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"name-canary-list-url","retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5},
        4: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"<[i].expired_on>","html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"name-canary-list-file","retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5},
        5: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"<[i].expired_on>","html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"name-canary-list","retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5}
      ],
      page: 1
    `);
  });
});
