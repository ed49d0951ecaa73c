// What happens by itself is noticed with the next request, or when a test looks.
import { progressCampaigns } from './campaign.ts';
import type { Service } from './model.ts';
import { sweepQuestions } from './questions.ts';

/** What happened by itself since the last request. */
export function catchUp(service: Service): void {
  sweepQuestions(service);
  progressCampaigns(service);
}
