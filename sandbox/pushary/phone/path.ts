export const phonePath = '/sandbox/phone';
