// The lines of the acceptance checklist (docs/services/pushary.md#acceptance-checklist) that touch the twenty tools,
// each as a test of its name: what the vendor tests beside the REST client.
import { expect } from 'vitest';
import { least, section, start, startAnswering } from './checklist.ts';

const confirm = async (value: string) => (await (await startAnswering(value)).ask()).approved;

section('Webhook', 4, () => {});

section('Helpers and gates', 9, (line) => {
  line(
    'approval check: only affirmative confirm; case and surrounding space ignored; null and undefined false',
    async () => {
      for (const value of ['yes', ' YES\n', 'Approve', 'ok', 'TRUE'])
        expect([value, await confirm(value)]).toEqual([value, true]);
      for (const value of ['no', 'yes, but later', 'yess', 'null', ''])
        expect([value, await confirm(value)]).toEqual([value, false]);
      const { ask, sandbox } = await start();
      for (const value of [null, undefined]) {
        const body = JSON.stringify({ correlationId: crypto.randomUUID(), answered: true, status: 'answered', value });
        sandbox.disturb({ method: 'POST', outcome: { status: 200, body } });
        expect(await ask({ question: `${value}?` })).toMatchObject({ approved: false });
      }
    },
  );

  line(
    'adapter instruction text: approved → may proceed; declined or unanswered → explicitly not approved, do not proceed',
    async () => {
      const yes = await (await startAnswering('yes')).ask();
      expect([yes.approved, yes.next]).toEqual([true, undefined]);
      const no = await (await startAnswering('no')).ask();
      expect(no).toMatchObject({ approved: false, next: 'That is no clear yes: do not go on with it.' });
      const late = await (await startAnswering(null)).ask();
      expect(late).toMatchObject({ approved: false, next: expect.stringContaining('Take it for no') });
      const open = await (await start()).ask({ wait: false });
      expect(open).toMatchObject({ approved: false, next: expect.stringMatching(/^Not answered yet\./) });
    },
  );
});

section('Adapters', 5, (line) => {
  line(
    'a declined confirm tells the model not to proceed; an expired one reads as not approved; select and input return the value',
    async () => {
      const no = await (await startAnswering('no')).ask();
      expect(no.next).toContain('do not go on');
      expect(await (await startAnswering(null)).ask()).toMatchObject({ approved: false });
      const options = ['eu', 'us'];
      expect(await (await startAnswering('us')).ask({ type: 'select', options })).toMatchObject({ value: 'us' });
      expect(await (await startAnswering('v1.2')).ask({ type: 'input' })).toMatchObject({ value: 'v1.2' });
    },
  );
});

section('MCP tool use', 14, (line) => {
  line('ask with `wait: false` is forwarded and not polled', async () => {
    const { ask, requests, bodies } = await start();
    await ask({ wait: false });
    expect([requests(), bodies()]).toMatchObject([['POST /ask'], [{ wait: false }]]);
  });

  // Ours polls for as long as the call may last, and says what to do in words of its own (`next`)
  line(
    "blocking ask polls at most once more and returns the server's `nextAction`/`handoffAction` unchanged",
    async () => {
      const { ask, requests } = await start();
      const { correlationId, next } = await ask({ timeoutMs: 1000 });
      expect(requests()).toEqual(['POST /ask', `GET /ask/${correlationId}?wait=1`]);
      expect(next).toMatch(/wait_for_answer with this correlationId/);
    },
  );

  line('`stop` or immediate hand-off results are returned without polling', async () => {
    for (const mode of ['no_devices', 'suppressed', 'notify_only', 'terminal_only'] as const) {
      const { ask, requests } = await start({ sandbox: { site: { mode } } });
      expect(await ask()).toMatchObject({
        answered: false,
        approved: false,
        next: expect.stringContaining('ask here'),
      });
      expect([mode, requests()]).toEqual([mode, ['POST /ask']]);
    }
    const { ask, result, requests, sandbox } = await start();
    const { correlationId } = await ask({ wait: false });
    sandbox.end(String(correlationId), 'cancelled');
    expect(await result('wait_for_answer', { correlationId })).toMatchObject({ status: 'cancelled' });
    expect(requests()).toHaveLength(2);
  });

  line(
    "`timeoutMs` below 1000 is sent as 1000, above 55000 as 55000 (the vendor's clients; our tools refuse above 55000 and wait at most 50 s)",
    async () => {
      const { ask, refusal, arrivals, requests, sandbox } = await start();
      for (const name of ['ask_user', 'wait_for_answer']) {
        expect(await refusal(name, { ...least(name), timeoutMs: 999 })).toBe('timeoutMs is at least 1000.');
        expect(await refusal(name, { ...least(name), timeoutMs: 55_001 })).toBe('timeoutMs is at most 55000.');
      }
      expect(arrivals).toEqual([]);
      setTimeout(() => sandbox.answer(sandbox.questions()[0]?.id ?? '', 'yes'), 300);
      await ask({ timeoutMs: 55_000 });
      expect(requests()[1]).toMatch(/\?wait=20$/);
    },
  );

  // Of this, what is about the tools: nothing waits where nobody can answer, one cancel, and an answer that was faster counts
  line(
    'gate: no device → blocked with a "nobody could be asked" reason and one cancel; `stop` on cancel → no re-poll; answer that wins the cancel race is honoured (one 1000 ms poll)',
    async () => {
      const nobody = await start({ sandbox: { site: { mode: 'no_devices' } } });
      const { correlationId: unseen, ...told } = await nobody.ask();
      expect(told).toMatchObject({ status: 'no_devices', next: expect.stringMatching(/^Nobody is connected/) });
      expect(await nobody.result('cancel_question', { correlationId: unseen })).toMatchObject({ cancelled: true });
      expect(nobody.requests()).toEqual(['POST /ask', `DELETE /ask/${unseen}`]);

      const { ask, result, requests, sandbox } = await start();
      const { correlationId } = await ask({ wait: false });
      sandbox.answer(String(correlationId), 'yes');
      expect(await result('cancel_question', { correlationId })).toMatchObject({
        cancelled: false,
        answered: true,
        value: 'yes',
      });
      expect(requests().slice(1)).toEqual([`DELETE /ask/${correlationId}`, `GET /ask/${correlationId}?wait=1`]);
    },
  );
});

section('n8n', 5, (line) => {
  line('Get Answer is one GET `/ask/<percent-encoded id>` and creates nothing', async () => {
    const { ask, result, requests, sandbox } = await start();
    const { correlationId } = await ask({ wait: false });
    sandbox.answer(String(correlationId), 'yes');
    expect(await result('wait_for_answer', { correlationId })).toMatchObject({ answered: true, value: 'yes' });
    expect(requests().slice(1)).toEqual([`GET /ask/${correlationId}?wait=20`]);
    expect(sandbox.questions()).toHaveLength(1);
  });

  // Beside it go who asks or sends, and the idempotency key
  line(
    'Send posts exactly `{ title, body }` (+`url`) to `/send`; Ask with waiting off posts `{ question, type, wait: false }` to `/ask`',
    async () => {
      const { result, ask, bodies, requests } = await start();
      const identity = { agentName: 'n8n', sessionId: 's', machineId: 'm' };
      const send = { title: 't', body: 'b', url: 'https://example.org' };
      await result('send_notification', { ...send, ...identity });
      await ask({ type: 'confirm', wait: false, ...identity });
      expect(requests()).toEqual(['POST /send', 'POST /ask']);
      expect(bodies()).toEqual([
        { ...send, ...identity, idempotencyKey: expect.any(String) },
        { question: 'Deploy?', type: 'confirm', wait: false, ...identity },
      ]);
    },
  );

  line('API failure becomes an error, never an approval', async () => {
    for (const status of [400, 401, 402, 403, 404, 409, 429, 500, 503]) {
      const { call, sandbox } = await start({ env: { PUSHARY_MAX_RETRIES: '0' } });
      sandbox.disturb({ method: 'POST', outcome: { status, body: '{"error":"yes","answered":true,"value":"yes"}' } });
      const outcome = await call('ask_user', { question: 'Deploy?' });
      expect(outcome).toEqual({ refused: expect.not.stringMatching(/approved/) });
    }
  });

  line('unknown resource or operation sends no request', async () => {
    const { call, arrivals } = await start();
    for (const name of ['get_site', 'delete_campaign', 'resume_campaign', 'answer_question'])
      await expect(call(name, { id: 'x' })).rejects.toThrow('There is no such tool.');
    expect(arrivals).toEqual([]);
  });
});
