// Recorded exchanges with Password Pusher that no test of the tools serves, by reason. test/sandbox replays them to the double.

const OLD = ['1.50.0', '1.54.0'];
const V1 = [...OLD, '1.60.0'];
const V2 = ['2.5.0', '2.7.2', '2.11.4'];
const SETS: Readonly<Record<string, readonly string[]>> = { OLD, V1, V2, ALL: [...V1, ...V2] };

/** The ids after a name with a colon are those of that recording, or of several. */
const LISTED: Readonly<Record<string, string>> = {
  'Answered as another exchange that is replayed, or the tools need not ask.': `
    V1: v1-create-unicode v1-preview-upper-case v1-expire-anonymous-own-deletable v1-audit-admin
      throttled-version-v1
    OLD: v1-f-create-days-too-many v1-r-create-days-too-many v1-expire-unknown v1-expire-unknown-anonymous
      v1-f-expire-through-p v1-f-expire-anonymous v1-f-expire-other v1-r-expire-through-p v1-r-expire-other-refused
      v1-r-expire-owner-twice v1-audit-unknown v1-f-audit-other
    1.50.0: v1-r-preview-anonymous v1-r-expire-anonymous
    1.54.0: v1-active-owner v1-r-create-bad-bearer v1-expire-bad-token v1-audit-bad-token
    1.54.0,1.60.0: v1-audit-bearer v1-active-bearer v1-expired-bearer
    1.60.0: v1-expire-anonymous-deletable-twice v1-expire-url-ownerless v1-active-other
    V2: v2-create-text-owner-minimal v2-create-name-long v2-create-qr-too-long v2-expire-anonymous-deletable-twice
      v2-expire-url-ownerless v2-active-other v2-expired-other
    2.7.2,2.11.4: v2-create-file-anonymous
  `,
  'Answered as another exchange under the same settings, or refused before it is sent.': `
    2.11.4-variants: anonymous-off-version-v1 anonymous-off-v2-create-blank anonymous-off-v2-preview-unknown
      anonymous-off-v2-active anonymous-off-v2-audit mfa-version-v1 mfa-version-v2-owner mfa-version-v2-bad-token
      mfa-v2-preview-anonymous kinds-off-v2-create-url kinds-off-v2-create-qr kinds-off-v2-create-file
      kinds-off-v2-create-file-inferred kinds-off-v2-create-file-text kinds-off-v2-create-file-anonymous
      limits-v2-create-within base-url-version-v1 other-host-v2-preview other-host-v2-preview-forwarded
      force-ssl-version-v1 force-ssl-https-v2-create force-ssl-https-v2-preview allowed-hosts-version-v1
      allowed-hosts-version-v2-address allowed-hosts-v2-create-allowed gateway-v2-create gateway-v2-preview
      first-run-version-v1 first-run-version-v2-token first-run-v2-create-token first-run-v2-preview
      first-run-v2-active first-run-v2-audit first-run-v2-active-token first-run-closed-version-v1
  `,
  'Files and URLs have paths of their own, and there are no QR pushes.': `
    OLD: v1-create-url-kind v1-create-qr-kind v1-create-file-one v1-create-file-two v1-create-url-anonymous
      v1-create-qr-anonymous v1-create-file-anonymous v1-create-file-eleven v1-create-kind-unknown
  `,
  'No tool asks for a path that does not exist.': `
    ALL: unrouted-v2-index unrouted-v2-accounts unrouted-v2-requests unrouted-v2-update unrouted-v1-update
      unrouted-v1-pushes unrouted-v3-version unrouted-accept-any
    1.60.0,V2: unrouted-v1-index
  `,
  'No tool sends e-mail.': `
    ALL: v2-notify-owner
    V2: v2-notify-wrapped v2-notify-empty v2-notify-other v2-notify-anonymous v2-notify-anonymous-push
      v2-notify-unknown v2-notify-bad-token v2-create-notify-owner v2-create-notify-anonymous v1-create-notify
  `,
  'No tool sends e-mail. What an audit tells of it is replayed.': `
    2.11.4-variants: mfa-v2-notify-owner mail-v2-create mail-v2-create-admin mail-v2-create-anonymous
      mail-v2-create-six mail-v2-create-duplicate mail-v2-create-invalid mail-v2-create-locale-unknown
      mail-v2-create-blank mail-v1-create mail-v2-notify mail-v2-audit-straight-after mail-v2-notify-again
      mail-v2-notify-total mail-v2-notify-duplicate mail-v2-notify-trailing-comma mail-v2-notify-sixth
      mail-v2-notify-sixth-fr mail-v2-notify-wrapped mail-v2-notify-form mail-v2-notify-invalid mail-v2-notify-six
      mail-v2-notify-expired mail-v2-notify-other mail-v2-notify-anonymous mail-v2-notify-unknown
      mail-errors-v2-create mail-slow-v2-create notify-off-v2-notify notify-off-v2-create
  `,
  'No tool writes such a request: the arguments are judged first, and headers, form and wrapper are always the same.': `
    ALL: version-v2-suffixless version-v2-accept-any version-v1-suffixless version-v1-accept-any
      v2-create-malformed-json v1-create-text-anonymous-form v1-create-text-owner-bearer-form
      v1-create-text-owner-x-user-form v1-create-file-none v1-create-file-empty-anonymous v1-create-duration-only
      v1-create-days-zero v1-create-days-text v1-create-views-negative v1-create-days-too-many-form
      v1-create-wrapper-missing v1-create-wrapper-missing-form v1-create-wrapper-wrong v1-create-empty-object
      v1-create-payload-missing v1-create-payload-blank-form v1-create-malformed-json
      v1-create-malformed-json-accept-any v1-create-payload-number v1-create-wrapper-text v1-create-bad-bearer-form
      v1-create-suffixless v1-f-create-full v1-f-create-none v1-f-create-wrapper-missing
      v1-f-create-wrapper-missing-form v1-f-create-wrapper-wrong v1-f-create-malformed-json v1-r-create-bearer-form
      v1-r-create-x-user-form v1-r-create-full v1-r-create-wrapper-missing v1-r-create-wrapper-missing-form
      v1-r-create-wrapper-wrong v1-r-create-malformed-json v1-audit-page-200 v1-audit-page-201 v1-audit-page-invalid
      v1-audit-page-zero v1-active-page-200 v1-active-page-201 v1-active-page-invalid v1-active-page-zero
      v1-active-page-negative v1-active-page-fraction v1-active-page-empty v1-active-page-hex v1-active-accept-any
      v1-active-anonymous-accept-any v1-expired-page-200 v1-expired-page-201 v1-expired-page-invalid
      v1-expired-page-zero
    V1: v2-expired-owner-none
    1.54.0,1.60.0,V2: version-v1-not-modified
    V2: version-v2-not-modified v2-create-text-token-scheme v2-create-text-form v2-create-account-id
      v2-create-booleans-null v2-create-booleans-text v2-create-booleans-one v2-create-text-with-file
      v2-create-days-numeric-text v2-create-days-fraction v2-create-payload-number v2-create-payload-object
      v2-create-wrapper-text v2-create-file-json-text v2-create-duration-only v2-create-days-zero
      v2-create-days-text v2-create-views-negative v2-create-file-empty-anonymous v2-create-file-none
      v2-create-file-wrong-part-name v2-create-wrapper-missing v2-create-wrapper-wrong v2-create-empty-object
      v2-create-payload-missing v2-create-malformed-json-accept-any v2-create-kind-unknown-accept-any
      v2-create-payload-blank-accept-any v2-create-no-scheme v2-create-text-plain v2-create-suffixless
      v2-audit-after-suffixless-create v2-audit-page-200 v2-audit-page-201 v2-audit-page-invalid v2-audit-page-zero
      v2-active-page-201 v2-active-page-invalid v2-active-page-zero v2-active-page-negative v2-active-page-fraction
      v2-active-page-empty v2-active-page-hex v2-active-accept-any v2-active-anonymous-accept-any
      v2-expired-page-201 v2-expired-page-invalid v2-expired-page-zero
  `,
  'One table has all kinds: there are no paths for files and URLs.': `
    1.60.0: v1-f-create-one-bearer v1-f-create-two v1-f-create-eleven v1-f-create-bad-bearer
      v1-f-create-days-too-many v1-r-create-bearer-json v1-r-create-bad-bearer v1-r-create-not-a-url
      v1-r-create-days-too-many v1-f-preview-existing v1-f-preview-anonymous v1-f-preview-unknown
      v1-r-preview-existing v1-r-preview-anonymous v1-r-preview-unknown v1-f-expire-through-p v1-f-expire-anonymous
      v1-f-expire-other v1-f-expire-other-refused v1-f-expire-owner v1-f-expire-owner-twice v1-r-expire-through-p
      v1-r-expire-anonymous v1-r-expire-other v1-r-expire-other-refused v1-r-expire-owner v1-r-expire-owner-twice
      v1-f-audit-owner v1-f-audit-other v1-r-audit-owner v1-r-audit-other v1-f-active v1-f-expired v1-r-active
      v1-r-expired
  `,
  'Other credentials than the tools send to this release.': `
    1.50.0: version-v2-bad-token version-v1-bad-token v2-create-bad-token v1-create-text-owner-bearer-json
      v1-create-bad-bearer v1-f-create-one-bearer v1-f-create-bad-bearer v1-r-create-bearer-json
      v1-r-create-bad-bearer v1-preview-bad-token v1-expire-bad-token v1-audit-bad-token v1-active-bad-token
      v1-expired-bad-token
    ALL: version-v2-bad-x-user version-v1-bad-x-user v2-create-text-x-user v1-create-text-owner-both
      v1-create-bad-x-user v1-create-x-user-wrong-email v1-create-x-user-token-only v1-create-bad-x-user-good-bearer
      v1-f-create-bad-x-user v1-r-create-bad-x-user v1-audit-x-user v1-active-empty-bearer v1-active-x-user
      v1-active-x-user-wrong-email v1-active-x-user-token-only v1-expired-empty-bearer v1-expired-x-user
      v1-expired-x-user-wrong-email v1-expired-x-user-token-only
    1.54.0,1.60.0,V2: v1-create-text-owner-x-user-json v1-f-create-one-x-user v1-r-create-x-user-json
      v1-preview-bad-x-user v1-expire-bad-x-user v1-audit-bad-x-user v1-active-bad-x-user v1-expired-bad-x-user
    V2: v2-create-x-user-token-only v2-create-x-user-token-only-bearer v2-create-bad-x-user
      v2-create-bad-x-user-good-bearer v2-create-empty-bearer v2-preview-bad-x-user v2-expire-bad-x-user
      v2-audit-bad-x-user v2-active-bad-x-user v2-active-empty-bearer v2-expired-bad-x-user v2-expired-empty-bearer
  `,
  'Refused before it is sent: it needs a token.': `
    ALL: v1-f-create-anonymous v1-r-create-anonymous v1-audit-anonymous v1-audit-unknown-anonymous
      v1-f-audit-anonymous v1-r-audit-anonymous v1-active-anonymous v1-expired-anonymous v1-f-active-anonymous
      v1-r-active-anonymous
    V2: v2-audit-anonymous v2-audit-unknown-anonymous v1-audit-anonymous-push v2-active-anonymous
      v2-expired-anonymous
  `,
  'Refused before it is sent: payload that is blank, or no http or https address.': `
    ALL: v1-create-payload-blank v1-create-payload-spaces v1-create-url-javascript v1-r-create-javascript
      v1-r-create-payload-blank
    V2: v2-create-payload-blank v2-create-payload-spaces v2-create-url-javascript v2-create-url-ftp
  `,
  'The tools ask for English and set no locale.': `
    ALL: v1-create-push-locale v1-preview-push-locale language-fr-v1-payload-blank language-fr-v1-expire-refused
      language-fr-v1-audit-other language-fr-v1-active-anonymous language-fr-v1-r-create-javascript
      language-query-fr-v1-payload-blank throttled-v1-create-fr
    V2: v2-create-push-locale v2-create-locale v2-preview-push-locale language-fr-v2-payload-blank
      language-fr-v2-expire-refused language-fr-v2-audit-other language-fr-v2-file-anonymous
      language-fr-v2-page-invalid language-fr-v2-unknown language-fr-v2-wrapper-missing
  `,
  'The tools send no v1 to a release that has v2, ask for JSON and for English.': `
    2.11.4-variants: anonymous-off-v1-create anonymous-off-v1-create-form anonymous-off-v1-preview
      anonymous-off-v1-expire anonymous-off-v1-create-owner mfa-version-v1-owner mfa-v1-create-anonymous
      mfa-v1-create-owner mfa-v1-create-x-user mfa-v1-active-owner mfa-v2-active-fr kinds-off-v1-create-text
      kinds-off-v1-create-qr kinds-off-v1-create-file-inferred kinds-off-v1-create-file-text
      kinds-off-v1-create-file-anonymous kinds-off-v1-f-create kinds-off-v1-r-create
      kinds-off-v1-r-create-accept-any kinds-off-v1-f-active kinds-off-v1-r-preview kinds-off-v2-create-url-fr
      base-url-v1-create base-url-v1-preview force-ssl-v1-create gateway-version-v2-accept-any gateway-v1-create
      gateway-v1-active gateway-v1-expire first-run-version-v2-accept-any first-run-v1-create first-run-v1-preview
      first-run-v1-active
  `,
  'The tools send v1 to a release with v2 only where PWPUSH_API_VERSION says so (v2/forced-v1.test.ts).': `
    2.5.0,2.7.2: v1-create-text-anonymous-json v1-create-url-kind v1-create-qr-kind v1-create-file-one
      v1-create-file-anonymous v1-preview-retrieval-step v1-expire-other-refused v1-expire-owner v1-audit-owner-life
      v1-audit-owner-page-2 v1-active-kinds v1-expired-kinds
    V2: v1-create-text-owner-bearer-json v1-create-file-two v1-active-owner v1-create-url-anonymous
      v1-create-qr-anonymous v1-create-file-eleven v1-create-no-retrieval-step v1-create-unicode
      v1-create-days-too-many v1-create-days-maximum v1-create-views-too-many v1-create-kind-unknown
      v1-create-payload-too-long v1-create-bad-bearer v1-f-create-one-bearer v1-f-create-two v1-f-create-eleven
      v1-f-create-bad-bearer v1-f-create-days-too-many v1-r-create-bearer-json v1-r-create-bad-bearer
      v1-r-create-not-a-url v1-r-create-days-too-many v1-preview-existing v1-preview-owner v1-preview-passphrase
      v1-preview-expired v1-preview-unknown v1-preview-upper-case v1-preview-bad-token v1-f-preview-existing
      v1-f-preview-anonymous v1-f-preview-through-p v1-f-preview-unknown v1-r-preview-existing
      v1-r-preview-anonymous v1-r-preview-through-p v1-r-preview-unknown v1-expire-anonymous-refused
      v1-expire-bad-token v1-expire-owner-twice v1-expire-anonymous-deletable v1-expire-anonymous-deletable-twice
      v1-expire-other-deletable v1-expire-anonymous-own-deletable v1-expire-owner-ownerless-refused
      v1-expire-anonymous-not-deletable v1-expire-unknown v1-expire-unknown-anonymous v1-expire-naturally-expired
      v1-expire-file v1-expire-url-anonymous v1-expire-url v1-expire-url-ownerless v1-f-expire-through-p
      v1-f-expire-anonymous v1-f-expire-other v1-f-expire-other-refused v1-f-expire-owner v1-f-expire-owner-twice
      v1-r-expire-through-p v1-r-expire-anonymous v1-r-expire-other v1-r-expire-other-refused v1-r-expire-owner
      v1-r-expire-owner-twice v1-audit-owner-unviewed v1-audit-owner-page-1 v1-audit-owner-page-3 v1-audit-other
      v1-audit-admin v1-audit-unknown v1-audit-bad-token v1-audit-bearer v1-f-audit-owner v1-f-audit-other
      v1-r-audit-owner v1-r-audit-other v1-active-bulk-page-1 v1-active-bulk-page-2 v1-active-page-past-end
      v1-active-other v1-active-bad-token v1-active-bearer v1-expired-bulk-page-1 v1-expired-bulk-page-2
      v1-expired-page-past-end v1-expired-other v1-expired-bad-token v1-expired-bearer v1-f-active v1-f-expired
      v1-r-active v1-r-expired throttled-version-v1 throttled-v1-create throttled-v1-active
  `,
  'The version is asked for without a token, and of v2 first.': `
    ALL: version-v2-owner version-v1-owner
    1.54.0,1.60.0,V2: version-v2-bad-token version-v1-bad-token
    2.5.0,2.7.2: version-v1-anonymous
  `,
  'There is no v2, and the tools send nothing but the question for its version.': `
    V1: v2-create-text-anonymous v2-create-text-owner v2-create-file-one v2-preview-existing v2-audit-owner-unviewed
      v2-active-owner v2-expire-owner
    1.54.0,1.60.0: v2-create-bad-token
  `,
};

/** Ids of a recording that are not replayed. */
export function notReplayed(recording: string): string[] {
  return Object.values(LISTED).flatMap((text) => {
    let isOf = false;
    return text
      .trim()
      .split(/\s+/)
      .filter((word) => {
        if (!word.endsWith(':')) return isOf;
        const names = word.slice(0, -1).split(',');
        isOf = names.flatMap((name) => SETS[name] ?? name).includes(recording);
        return false;
      });
  });
}
