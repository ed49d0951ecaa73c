// The lines of the acceptance checklist (docs/services/pushary.md#acceptance-checklist) that are no test of the vendor,
// each as a test of its name.
import { expect } from 'vitest';
import { operations } from '../../generated/operations.ts';
import { tools } from '../../generated/tools.ts';
import { describeAgent } from '../../src/calls/agent.ts';
import { content, least, section, start } from './checklist.ts';
import { type Args, sixteen } from './samples.ts';

const x = (length: number) => 'x'.repeat(length);

section('Our own additions', 6, (line) => {
  line('exactly 20 tools, in six categories, and none of those that newer servers have', async () => {
    const { connection, call } = await start({ env: { PUSH_MCP_TOOLSETS: 'pushary' } });
    const names = (await connection.client.listTools()).tools.map(({ name }) => name);
    const categories = {
      Notifications: ['send_notification'],
      'Human-in-the-Loop': ['ask_user', 'wait_for_answer', 'cancel_question', 'list_sessions'],
      Subscribers: ['list_subscribers', 'get_subscriber', 'count_subscribers'],
      Campaigns: [
        ...['list_campaigns', 'create_campaign', 'get_campaign', 'send_campaign', 'pause_campaign'],
        'get_campaign_stats',
      ],
      Templates: ['list_templates', 'create_template'],
      Flows: ['list_flows', 'create_flow', 'activate_flow', 'pause_flow'],
    };
    expect(names.toSorted()).toEqual(Object.values(categories).flat().toSorted());
    for (const name of ['propose_scope', 'schedule_reminder'])
      await expect(call(name, {})).rejects.toThrow('There is no such tool.');
  });

  line(
    'each tool issues exactly one REST call of the endpoints, except `ask_user` (POST with `wait: false`, then GETs, so that the id is never lost) and `cancel_question` (DELETE, at most one GET)',
    async () => {
      const { call, result, requests, arrivals, ask } = await start();
      for (const name of [...Object.keys(sixteen), 'send_notification']) {
        arrivals.length = 0;
        await call(name, least(name));
        const [operation = ''] = tools[name as keyof typeof tools].operations;
        const { method, path } = operations[operation as keyof typeof operations];
        const id = String(least(name).id);
        expect(arrivals.map((arrival) => [arrival.method, arrival.path.split('?')[0]])).toEqual([
          [method, path.replace('/api/v1/server', '').replace('{id}', id)],
        ]);
      }
      arrivals.length = 0;
      const { correlationId } = await ask({ timeoutMs: 1000 });
      const [asked, ...read] = requests();
      expect(asked).toBe('POST /ask');
      expect(read.filter((request) => !request.startsWith(`GET /ask/${correlationId}?wait=`))).toEqual([]);
      arrivals.length = 0;
      await result('cancel_question', { correlationId });
      await result('cancel_question', { correlationId });
      expect(requests()).toEqual([
        ...[`DELETE /ask/${correlationId}`, `DELETE /ask/${correlationId}`, `GET /ask/${correlationId}?wait=1`],
      ]);
    },
  );

  line(
    'tool limits rejected locally with a clear message: title 101, body 501, question 501, options 1 or 7, limit 0 or 101, timeoutMs 55001, non-UUID correlationId, select without options',
    async () => {
      const { refusal, arrivals } = await start();
      const options = (count: number) => ({ question: 'q', type: 'select', options: Array(count).fill('a') });
      const limits: [string, Args, string][] = [
        ['send_notification', { title: x(101), body: 'b' }, 'title is longer than 100 characters.'],
        ['create_campaign', { ...content, title: x(101) }, 'title is longer than 100 characters.'],
        ['send_notification', { title: 't', body: x(501) }, 'body is longer than 500 characters.'],
        ['ask_user', { question: x(501) }, 'question is longer than 500 characters.'],
        ['ask_user', options(1), 'options holds at least 2 entries.'],
        ['ask_user', options(7), 'options holds at most 6 entries.'],
        ...['list_subscribers', 'list_sessions', 'list_flows'].flatMap((name): [string, Args, string][] => [
          [name, { limit: 0 }, 'limit is at least 1.'],
          [name, { limit: 101 }, 'limit is at most 100.'],
        ]),
        ['ask_user', { question: 'q', timeoutMs: 55_001 }, 'timeoutMs is at most 55000.'],
        ...['wait_for_answer', 'cancel_question'].map((name): [string, Args, string] => [
          ...([name, { correlationId: 'cor_1' }] as const),
          'correlationId is no UUID, such as the ids that come back from this service.',
        ]),
        [
          'ask_user',
          { question: 'q', type: 'select' },
          'options is required where type is select: 2 to 6 texts to choose from.',
        ],
      ];
      for (const [name, args, sentence] of limits) expect(await refusal(name, args)).toBe(sentence);
      expect(arrivals).toEqual([]);
    },
  );

  line('429 surfaces `retryAfter`; 401 text never contains the key', async () => {
    const { refusal, sandbox } = await start();
    sandbox.disturb({
      outcome: { status: 429, body: '{"error":"Too Many Requests","message":"Wait","retryAfter":77}' },
    });
    expect(await refusal('count_subscribers')).toContain('Try again in 77 seconds.');
    const message = `${sandbox.apiKey} is not known`;
    sandbox.disturb({ outcome: { status: 401, body: JSON.stringify({ error: 'Unauthorized', message }) } });
    const refused = await refusal('count_subscribers');
    expect(refused).toContain('refused PUSHARY_API_KEY');
    for (const half of sandbox.apiKey.split('.')) expect(refused).not.toContain(half);
  });

  line('machineId of the published example', async () => {
    expect(describeAgent(undefined, 's', { hostname: 'my-host', folder: '/' }).machineId).toBe('e6ad3b2d');
  });
});
