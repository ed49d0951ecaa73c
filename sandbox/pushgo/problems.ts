// The problem object of a failure. Texts in English are the service's own; Chinese ones where they were recorded, else
// that of the category.
import type { Language } from './language.ts';

export interface ProblemFacts {
  /** Technical text, always English. */
  error: string;
  code?: string;
  status: number;
}

type Category =
  | 'validation'
  | 'auth'
  | 'permission'
  | 'not_found'
  | 'conflict'
  | 'feature_disabled'
  | 'too_busy'
  | 'internal';

type Texts = Readonly<Record<Language, string>>;

const categoriesByStatus: Record<number, Category> = {
  400: 'validation',
  401: 'auth',
  403: 'permission',
  404: 'not_found',
  503: 'too_busy',
};

const categoriesByCode: Record<string, Category> = {
  password_mismatch: 'conflict',
  device_key_not_found: 'not_found',
  device_not_found: 'not_found',
  private_channel_disabled: 'feature_disabled',
};

const retryable: ReadonlySet<Category> = new Set(['too_busy', 'internal']);

const titles: Record<Category, Texts> = {
  validation: { en: 'Validation failed', 'zh-CN': '请求参数有误' },
  auth: { en: 'Authentication failed', 'zh-CN': '认证失败' },
  permission: { en: 'Permission denied', 'zh-CN': '没有权限' },
  not_found: { en: 'Resource not found', 'zh-CN': '资源不存在' },
  conflict: { en: 'Request conflicts with current state', 'zh-CN': '请求与当前状态冲突' },
  feature_disabled: { en: 'Feature unavailable', 'zh-CN': '功能不可用' },
  too_busy: { en: 'Service temporarily unavailable', 'zh-CN': '服务暂时不可用' },
  internal: { en: 'Internal server error', 'zh-CN': '服务器内部错误' },
};

const messages: Record<Category, Texts> = {
  validation: {
    en: 'The request is invalid. Please check the input and retry.',
    'zh-CN': '请求参数有误，请检查后重试。',
  },
  auth: { en: 'Authentication failed.', 'zh-CN': '认证失败。' },
  permission: { en: 'Permission denied.', 'zh-CN': '没有权限。' },
  not_found: { en: 'The resource does not exist.', 'zh-CN': '资源不存在。' },
  conflict: { en: 'The request conflicts with the current state.', 'zh-CN': '请求与当前状态冲突。' },
  feature_disabled: { en: 'This feature is unavailable on this gateway.', 'zh-CN': '此网关未启用该功能。' },
  too_busy: { en: 'The service is busy. Please retry later.', 'zh-CN': '服务繁忙，请稍后重试。' },
  internal: {
    en: 'The service is temporarily unavailable. Please retry later.',
    'zh-CN': '服务暂时不可用，请稍后重试。',
  },
};

type OwnTexts = { readonly en: string; readonly 'zh-CN'?: string };

const messagesByCode: Record<string, OwnTexts> = {
  authentication_failed: {
    en: 'Gateway authentication failed. Please verify the server token.',
    'zh-CN': '网关认证失败，请检查服务器令牌。',
  },
  password_mismatch: {
    en: 'The channel password is incorrect. Please verify it and try again.',
    'zh-CN': '频道密码不正确，请检查后重试。',
  },
  channel_not_found: {
    en: 'The channel does not exist or is no longer available. Please refresh and retry.',
    'zh-CN': '频道不存在或已失效，请刷新后重试。',
  },
  device_key_not_found: { en: 'This device registration is no longer valid. Please retry.' },
  channel_id_required: { en: 'The channel ID is required.' },
  password_required: { en: 'The channel password is required.' },
  invalid_channel_name: { en: 'The channel name must not be empty.' },
  invalid_platform: { en: 'The platform field is invalid.' },
  channel_binding_invalid: { en: 'Provide either a channel ID or a channel name, but not both.' },
  channel_subscriber_limit_exceeded: {
    en: 'This channel already has 32 subscribers. Remove an unused subscriber before adding another device.',
  },
  private_channel_disabled: {
    en: 'Private channel is disabled on this gateway. Please use the system push channel.',
  },
  private_channel_runtime_unavailable: {
    en: 'Private channel is temporarily unavailable. Please retry later.',
  },
  route_not_found: { en: 'The requested API route does not exist on this gateway.' },
};

function categoryOf({ code, status }: ProblemFacts): Category {
  const byCode = code === undefined ? undefined : categoriesByCode[code];
  return byCode ?? categoriesByStatus[status] ?? 'internal';
}

export function describeProblem(facts: ProblemFacts, language: Language, requestId?: string): object {
  const { error, code, status } = facts;
  const category = categoryOf(facts);
  const own = code === undefined ? undefined : messagesByCode[code];
  return {
    ...(code === undefined ? {} : { code }),
    category,
    status,
    title: titles[category][language],
    detail: error,
    localized_message: own?.[language] ?? messages[category][language],
    locale: language,
    retryable: retryable.has(category),
    ...(requestId === undefined ? {} : { request_id: requestId }),
  };
}
