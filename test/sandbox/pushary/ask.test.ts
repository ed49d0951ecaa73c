// A question and its life (docs/services/pushary.md#waiting, #ask, #ask_user to #cancel_question).
import { describe, expect, test } from 'vitest';
import { answerOnPhone, startSite } from './support.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('asking', () => {
  test('without waiting gives the id at once', async () => {
    const site = await startSite();
    const { status, body } = await site.call('POST', '/ask', { question: 'Deploy?', wait: false });
    expect(status).toBe(200);
    expect(body).toEqual({ correlationId: expect.stringMatching(uuid), status: 'pending', expiresInSeconds: 600 });
  });

  test('waits by itself, and answers as soon as the person does', async () => {
    const site = await startSite({ onQuestion: ({ id }) => setTimeout(() => site.answer(id, 'no'), 50) });
    const { body } = await site.call('POST', '/ask', { question: 'Deploy?' });
    expect(body).toEqual({ answered: true, value: 'no', correlationId: expect.stringMatching(uuid) });
  });

  test('in vain leaves the question pending', async () => {
    const site = await startSite();
    const { body } = await site.call('POST', '/ask', { question: 'Deploy?', timeoutSeconds: 1 });
    expect(body).toEqual({
      answered: false,
      timedOut: true,
      correlationId: expect.stringMatching(uuid),
      status: 'pending',
      nextAction: 'wait_for_answer',
    });
    expect(site.answer(body.correlationId, 'yes')).toBe(true);
  });

  test('blocks as long as the site says where the call does not', async () => {
    const site = await startSite({ site: { waitSeconds: 1 } });
    expect((await site.call('POST', '/ask', { question: 'Deploy?' })).body.timedOut).toBe(true);
  });

  test('tells when the question was withdrawn meanwhile', async () => {
    const site = await startSite({ onQuestion: ({ id }) => setTimeout(() => site.end(id, 'cancelled'), 50) });
    const { body } = await site.call('POST', '/ask', { question: 'Deploy?' });
    expect(body).toMatchObject({ answered: false, status: 'cancelled', handoffAction: 'stop' });
  });

  test('keeps what was asked', async () => {
    const site = await startSite();
    const about = {
      question: 'Which?',
      type: 'select',
      options: ['a', 'b'],
      context: 'Because',
      agentName: 'Codex - api',
      sessionId: 's',
      machineId: 'e6ad3b2d',
      toolName: 'Bash',
      toolTarget: 'git push',
    };
    await site.ask(about);
    expect(site.questions()).toMatchObject([{ ...about, status: 'pending', value: null }]);
  });

  test.each([
    ['no question', { question: undefined }],
    ['an empty question', { question: ' ' }],
    ['a question of 501 characters', { question: 'q'.repeat(501) }],
    ['an unknown type', { type: 'yes_no' }],
    ['a choice without options', { type: 'select' }],
    ['a choice of one', { type: 'select', options: ['a'] }],
    ['a choice of seven', { type: 'select', options: [...'abcdefg'] }],
    ['options of a confirmation', { options: ['a', 'b'] }],
    ['milliseconds', { timeoutSeconds: 5000 }],
    ['more than 55 seconds', { timeoutSeconds: 56 }],
    ['no time', { timeoutSeconds: 0 }],
    ['half a second', { timeoutSeconds: 1.5 }],
    ['a callback in the clear', { callbackUrl: 'http://example.org/hook' }],
    ['a long target', { toolTarget: 't'.repeat(81) }],
    ['a long session', { sessionId: 's'.repeat(129) }],
    ['wait as text', { wait: 'false' }],
  ])('is refused with 400 for %s', async (_, about) => {
    const site = await startSite();
    const { status } = await site.call('POST', '/ask', { question: 'Deploy?', wait: false, ...about });
    expect(status).toBe(400);
    expect(site.questions()).toEqual([]);
  });

  test('twice opens two questions: there is no idempotency key', async () => {
    const site = await startSite();
    expect(await site.ask({ idempotencyKey: 'k' })).not.toBe(await site.ask({ idempotencyKey: 'k' }));
  });
});

describe('reading', () => {
  test('without waiting tells that it is pending', async () => {
    const site = await startSite();
    const id = await site.ask();
    const { body } = await site.call('GET', `/ask/${id}`);
    expect(body).toEqual({ answered: false, status: 'pending', correlationId: id, nextAction: 'wait_for_answer' });
  });

  test('waits for the answer', async () => {
    const site = await startSite();
    const id = await site.ask();
    setTimeout(() => site.answer(id, 'yes'), 50);
    const { body } = await site.call('GET', `/ask/${id}?wait=30`);
    expect(body).toEqual({ answered: true, value: 'yes', status: 'answered', correlationId: id });
  });

  test('lets all who wait know', async () => {
    const site = await startSite();
    const id = await site.ask();
    const readers = [1, 2, 3].map(() => site.call('GET', `/ask/${id}?wait=30`));
    setTimeout(() => site.answer(id, 'yes'), 50);
    expect((await Promise.all(readers)).map(({ body }) => body.value)).toEqual(['yes', 'yes', 'yes']);
  });

  test('in vain says to withdraw the question before asking elsewhere', async () => {
    const site = await startSite();
    const id = await site.ask();
    expect((await site.call('GET', `/ask/${id}?wait=1`)).body).toMatchObject({
      answered: false,
      status: 'pending',
      nextAction: 'ask_in_current_client',
      handoffAction: 'cancel_then_ask_in_current_client',
    });
  });

  test('takes more than the cap as the cap, and nothing but whole seconds', async () => {
    const site = await startSite({ limits: { longestWaitSeconds: 1 } });
    const id = await site.ask();
    expect((await site.call('GET', `/ask/${id}?wait=3600`)).body.status).toBe('pending');
    const statuses = ['-1', '1.5', 'x', ''].map(
      async (wait) => (await site.call('GET', `/ask/${id}?wait=${wait}`)).status,
    );
    expect(await Promise.all(statuses)).toEqual([400, 400, 400, 400]);
  });

  test.each(['00000000-0000-4000-8000-000000000000', 'x', 'a%2Fb%3Fc', '%'])(
    'an unknown id is missing, and no error: %s',
    async (id) => {
      const site = await startSite();
      const { status, body } = await site.call('GET', `/ask/${id}?wait=30`);
      expect(status).toBe(200);
      const correlationId = id === '%' ? '' : decodeURIComponent(id);
      expect(body).toEqual({ answered: false, status: 'missing', correlationId, handoffAction: 'stop' });
    },
  );

  test('an unknown id is a 404 where that guess is made', async () => {
    const site = await startSite({ inferred: { unknownQuestion: 'not-found' } });
    expect((await site.call('GET', '/ask/x')).status).toBe(404);
  });

  test('creates nothing and may be repeated', async () => {
    const site = await startSite();
    const id = await site.ask();
    site.answer(id, 'yes');
    const [first, second] = [await site.call('GET', `/ask/${id}`), await site.call('GET', `/ask/${id}`)];
    expect(first.body).toEqual(second.body);
    expect(site.questions()).toHaveLength(1);
  });

  test('a caller who hangs up leaves nothing behind and loses no answer', async () => {
    const site = await startSite();
    const id = await site.ask();
    const gone = new AbortController();
    const reading = fetch(`${site.origin}/api/v1/server/ask/${id}?wait=30`, {
      headers: { Authorization: `Bearer ${site.apiKey}` },
      signal: gone.signal,
    });
    setTimeout(() => gone.abort(), 50);
    await expect(reading).rejects.toThrow();
    expect(site.answer(id, 'yes')).toBe(true);
    expect((await site.call('GET', `/ask/${id}?wait=30`)).body.value).toBe('yes');
  });

  test('gives the answer as it is, however unusual', async () => {
    const site = await startSite();
    const id = await site.ask();
    const answer = ' YES\u202e\u0000 <b> ';
    site.answer(id, answer);
    expect((await site.call('GET', `/ask/${id}`)).body.value).toBe(answer);
  });
});

describe('the end of a question', () => {
  test('comes by itself after ten minutes', async () => {
    const site = await startSite();
    const id = await site.ask();
    site.pass(599);
    expect((await site.call('GET', `/ask/${id}`)).body.status).toBe('pending');
    site.pass(1);
    const { body } = await site.call('GET', `/ask/${id}`);
    expect(body).toEqual({ answered: false, status: 'expired', correlationId: id, handoffAction: 'stop' });
    expect(site.answer(id, 'yes')).toBe(false);
  });

  test('ends a wait that lasts longer', async () => {
    const site = await startSite({ limits: { questionSeconds: 1 }, now: () => new Date() });
    const { body } = await site.call('POST', '/ask', { question: 'Deploy?', timeoutSeconds: 50 });
    expect(body.answered).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await site.call('GET', `/ask/${body.correlationId}?wait=50`)).body.status).toBe('expired');
  });

  test('is an answer of the site where it has one', async () => {
    const site = await startSite({ site: { defaultAnswer: 'no' } });
    const id = await site.ask();
    site.pass(600);
    expect((await site.call('GET', `/ask/${id}`)).body).toMatchObject({ answered: true, value: 'no' });
    expect(site.questions()).toMatchObject([{ status: 'answered', autoResolved: true }]);
  });

  test('is told for ten minutes, and then the question is missing', async () => {
    const site = await startSite();
    const answered = await site.ask();
    site.answer(answered, 'yes');
    site.pass(599);
    expect((await site.call('GET', `/ask/${answered}`)).body.value).toBe('yes');
    site.pass(1);
    expect((await site.call('GET', `/ask/${answered}`)).body.status).toBe('missing');
    expect(site.questions()).toEqual([]);
  });

  test('may be that it cannot be had any more', async () => {
    const site = await startSite();
    const id = await site.ask();
    setTimeout(() => site.end(id, 'unavailable'), 50);
    expect((await site.call('GET', `/ask/${id}?wait=30`)).body).toMatchObject({
      answered: false,
      status: 'unavailable',
    });
  });
});

describe('cancelling', () => {
  test('withdraws the question', async () => {
    const site = await startSite();
    const id = await site.ask();
    expect((await site.call('DELETE', `/ask/${id}`)).body).toEqual({ cancelled: true, status: 'cancelled' });
    expect((await site.call('GET', `/ask/${id}`)).body).toMatchObject({ answered: false, status: 'cancelled' });
    expect(site.answer(id, 'yes')).toBe(false);
  });

  test('wakes whoever waits', async () => {
    const site = await startSite();
    const id = await site.ask();
    setTimeout(() => site.call('DELETE', `/ask/${id}`), 50);
    expect((await site.call('GET', `/ask/${id}?wait=30`)).body).toMatchObject({
      status: 'cancelled',
      handoffAction: 'stop',
    });
  });

  test('comes too late for an answer, and does not say to stop, so that the answer is read', async () => {
    const site = await startSite();
    const id = await site.ask();
    site.answer(id, 'yes');
    expect((await site.call('DELETE', `/ask/${id}`)).body).toEqual({ cancelled: false, status: 'answered' });
    expect((await site.call('GET', `/ask/${id}?wait=1`)).body).toMatchObject({ answered: true, value: 'yes' });
  });

  test('of what is over or unknown is no error, and says to stop', async () => {
    const site = await startSite();
    const id = await site.ask();
    await site.call('DELETE', `/ask/${id}`);
    const stop = { cancelled: false, handoffAction: 'stop' };
    expect((await site.call('DELETE', `/ask/${id}`)).body).toEqual({ ...stop, status: 'cancelled' });
    expect((await site.call('DELETE', '/ask/x')).body).toEqual({ ...stop, status: 'missing' });
    const expired = await site.ask();
    site.pass(600);
    expect((await site.call('DELETE', `/ask/${expired}`)).body).toEqual({ ...stop, status: 'expired' });
  });

  test('and answering at the same time: exactly one of them counts, and everybody is told the same', async () => {
    const site = await startSite();
    for (let round = 0; round < 30; round += 1) {
      const id = await site.ask();
      const reader = site.call('GET', `/ask/${id}?wait=30`);
      // A form is read more slowly than a request without a body, so the cancel gives it a start of some milliseconds
      const start = new Promise((resolve) => setTimeout(resolve, round % 6));
      const cancel = start.then(async () => (await site.call('DELETE', `/ask/${id}`)).body.cancelled);
      const answers = ['yes', 'no'].map(async (value) => (await answerOnPhone(site, id, value)) === 'answered');
      const counted = await Promise.all([cancel, ...answers]);
      expect(counted.filter(Boolean)).toHaveLength(1);
      expect((await reader).body.status).toBe((await cancel) ? 'cancelled' : 'answered');
    }
  });
});

test('a question is announced before its asker is told, so that a scripted person may be quicker', async () => {
  const site = await startSite({ onQuestion: ({ id }) => void site.answer(id, 'yes') });
  const id = await site.ask();
  expect((await site.call('GET', `/ask/${id}`)).body.value).toBe('yes');
});
