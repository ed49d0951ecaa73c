import { describe, expect, test } from 'vitest';
import { openRecording } from '../replay.ts';

describe.each(['2.5.0', '2.7.2', '2.11.4'] as const)('%s', (release) => {
  const { replay } = openRecording(release);

  test('active: lists the pushes of the account, newest first, without passphrases and notes [v2-active-owner]', async () => {
    const outcome = await replay({ as: 'owner', serve: ['v2-active-owner'], call: ['list_active_pushes'] });
    expect(outcome).toMatchInlineSnapshot(`
      pushes: [
        0 2 4: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"<[i].url_token>","views_remaining":5},
        1: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>/r","name":"name-canary-v2-file","passphrase_set":false,"retrieval_step":true,"url_token":"<[i].url_token>","views_remaining":5},
        3: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":null,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>/r","name":"name-canary-v2-url","passphrase_set":false,"retrieval_step":true,"url_token":"<[i].url_token>","views_remaining":5},
        5: {"created_at":"<[i].created_at>","days_remaining":3,"deletable_by_viewer":false,"deleted":false,"expire_after_days":3,"expire_after_views":10,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>/r","name":"name-canary-v2-owner","passphrase_set":true,"retrieval_step":true,"url_token":"<[i].url_token>","views_remaining":10}
      ],
      page: 1
    `);
  });

  test('active: gives a full page and the number of the next [v2-active-bulk-page-1]', async () => {
    const outcome = await replay({ as: 'bulk', serve: ['v2-active-bulk-page-1'], call: ['list_active_pushes'] });
    expect(outcome).toMatchInlineSnapshot(`
      pushes: [
        0 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30 32 34 36 38 40 42 44 46 48: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"<[i].url_token>","views_remaining":5},
        1 3 5 7 9 11 13 15 17 19 21 23 25 27 29 31 33 35 37 39 41 43 45 47 49: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"<[i].url_token>","views_remaining":5}
      ],
      page: 1, next_page: 2
    `);
  });

  test('active: gives the rest on the second page [v2-active-bulk-page-2]', async () => {
    const outcome = await replay({
      as: 'bulk',
      serve: ['v2-active-bulk-page-2'],
      call: ['list_active_pushes', { page: 2 }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      pushes: [
        0: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"<[i].url_token>","views_remaining":5},
        1: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"<[i].url_token>","views_remaining":5}
      ],
      page: 2
    `);
  });

  test('active: gives nothing past the end [v2-active-page-past-end]', async () => {
    const outcome = await replay({
      as: 'bulk',
      serve: ['v2-active-page-past-end'],
      call: ['list_active_pushes', { page: 9 }],
    });
    expect(outcome).toMatchInlineSnapshot(`pushes: [], page: 9`);
  });

  test('active: promises no page after the last that the service gives [v2-active-page-200]', async () => {
    const outcome = await replay({
      as: 'bulk',
      serve: ['v2-active-page-200'],
      call: ['list_active_pushes', { page: 200 }],
    });
    expect(outcome).toMatchInlineSnapshot(`pushes: [], page: 200`);
  });

  test('active: lists pushes of every kind, and says which no longer open [v2-active-kinds]', async () => {
    const outcome = await replay({ as: 'other', serve: ['v2-active-kinds'], call: ['list_active_pushes'] });
    expect(outcome).toMatchInlineSnapshot(`
      pushes: [
        0: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"name-canary-list-last-view","passphrase_set":false,"retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":0},
        1: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"<[i].url_token>","views_remaining":5},
        2: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":null,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>/r","name":"name-canary-list-url","passphrase_set":false,"retrieval_step":true,"url_token":"<[i].url_token>","views_remaining":5},
        3: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>/r","name":"name-canary-list-file","passphrase_set":false,"retrieval_step":true,"url_token":"<[i].url_token>","views_remaining":5},
        4: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"name-canary-list","passphrase_set":true,"retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5}
      ],
      page: 1,
      note: "Pushes with no days or no views left no longer open, though the service still lists them as active."
    `);
  });

  test('active: says that the token was refused [v2-active-bad-token]', async () => {
    const outcome = await replay({ as: 'bad', serve: ['v2-active-bad-token'], call: ['list_active_pushes'] });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token."`,
    );
  });

  test('active: asks for a token before anything is sent', async () => {
    expect(await replay({ probes: [], call: ['list_active_pushes'] })).toMatchInlineSnapshot(
      `refused: "This needs an API token. Make one at http://127.0.0.1:5100/users/token and set it as PWPUSH_API_TOKEN; it does not belong into the conversation."`,
    );
  });

  test('expired: is empty where nothing has expired [v2-expired-owner-none]', async () => {
    const outcome = await replay({ as: 'owner', serve: ['v2-expired-owner-none'], call: ['list_expired_pushes'] });
    expect(outcome).toMatchInlineSnapshot(`pushes: [], page: 1`);
  });

  test('expired: gives a full page and the number of the next [v2-expired-bulk-page-1]', async () => {
    const outcome = await replay({ as: 'bulk', serve: ['v2-expired-bulk-page-1'], call: ['list_expired_pushes'] });
    expect(outcome).toMatchInlineSnapshot(`
      pushes: [
        0-49: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"<[i].expired_on>","html_url":"http://127.0.0.1:5100/p/<[i].url_token>/r","name":"","retrieval_step":true,"url_token":"<[i].url_token>","views_remaining":5}
      ],
      page: 1, next_page: 2
    `);
  });

  test('expired: gives the rest on the second page [v2-expired-bulk-page-2]', async () => {
    const outcome = await replay({
      as: 'bulk',
      serve: ['v2-expired-bulk-page-2'],
      call: ['list_expired_pushes', { page: 2 }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      pushes: [
        0-1: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"<[i].expired_on>","html_url":"http://127.0.0.1:5100/p/<[i].url_token>/r","name":"","retrieval_step":true,"url_token":"<[i].url_token>","views_remaining":5}
      ],
      page: 2
    `);
  });

  test('expired: gives nothing past the end [v2-expired-page-past-end]', async () => {
    const outcome = await replay({
      as: 'bulk',
      serve: ['v2-expired-page-past-end'],
      call: ['list_expired_pushes', { page: 9 }],
    });
    expect(outcome).toMatchInlineSnapshot(`pushes: [], page: 9`);
  });

  test('expired: promises no page after the last that the service gives [v2-expired-page-200]', async () => {
    const outcome = await replay({
      as: 'bulk',
      serve: ['v2-expired-page-200'],
      call: ['list_expired_pushes', { page: 200 }],
    });
    expect(outcome).toMatchInlineSnapshot(`pushes: [], page: 200`);
  });

  test('expired: lists pushes of every kind [v2-expired-kinds]', async () => {
    const outcome = await replay({ as: 'other', serve: ['v2-expired-kinds'], call: ['list_expired_pushes'] });
    expect(outcome).toMatchInlineSnapshot(`
      pushes: [
        0-1: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":true,"expired_on":"<[i].expired_on>","html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"","retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":0},
        2: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"<[i].expired_on>","html_url":"http://127.0.0.1:5100/p/<[i].url_token>/r","name":"","retrieval_step":true,"url_token":"<[i].url_token>","views_remaining":5},
        3: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":null,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"<[i].expired_on>","html_url":"http://127.0.0.1:5100/p/<[i].url_token>/r","name":"name-canary-list-url","retrieval_step":true,"url_token":"<[i].url_token>","views_remaining":5},
        4: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"<[i].expired_on>","html_url":"http://127.0.0.1:5100/p/<[i].url_token>/r","name":"name-canary-list-file","retrieval_step":true,"url_token":"<[i].url_token>","views_remaining":5},
        5: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"<[i].expired_on>","html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"name-canary-list","retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5}
      ],
      page: 1
    `);
  });

  test('expired: says that the token was refused [v2-expired-bad-token]', async () => {
    const outcome = await replay({ as: 'bad', serve: ['v2-expired-bad-token'], call: ['list_expired_pushes'] });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token."`,
    );
  });

  test('expired: asks for a token before anything is sent', async () => {
    expect(await replay({ probes: [], call: ['list_expired_pushes'] })).toMatchInlineSnapshot(
      `refused: "This needs an API token. Make one at http://127.0.0.1:5100/users/token and set it as PWPUSH_API_TOKEN; it does not belong into the conversation."`,
    );
  });

  test('active: says when a throttled list may be tried again [throttled-v2-active]', async () => {
    const outcome = await replay({ as: 'owner', serve: ['throttled-v2-active'], call: ['list_active_pushes'] });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 allows no more requests just now. Try again in <retry-after> seconds."`,
    );
  });
});
