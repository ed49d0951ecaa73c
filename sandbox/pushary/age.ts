// How long ago something was, in words.

const minutes = 60_000;

export function tellAge(age: number): string {
  const count = (amount: number, unit: string) => `${amount} ${unit}${amount === 1 ? '' : 's'} ago`;
  if (age < minutes) return 'just now';
  if (age < 60 * minutes) return count(Math.floor(age / minutes), 'minute');
  if (age < 24 * 60 * minutes) return count(Math.floor(age / (60 * minutes)), 'hour');
  return count(Math.floor(age / (24 * 60 * minutes)), 'day');
}
