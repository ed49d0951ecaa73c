// Sentences that more than one place answers.
export const signInFirst = 'You need to sign in or sign up before continuing.';
export const notYours = "That push doesn't belong to you.";
export const notDeletable = 'That push is not deletable by viewers.';
export const tooManyPassphrases = 'Too many passphrase attempts. Please try again in a minute.';
export const wrongPassphrase = 'That passphrase is incorrect.';
