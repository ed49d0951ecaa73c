/** What `push-mcp channels --help` prints. */
export const usage = `push-mcp channels: the channels of PushGo that the model may send to, and never holds the password of.

Usage: push-mcp channels add [CHANNEL_ID] [flags]     asks for what is missing, checks it with the gateway, keeps it
       push-mcp channels list [flags]                 shows what is kept, without passwords
       push-mcp channels remove ID|NAME [flags]       forgets a channel, its password included

Flags
  --gateway=URL      gateway of the channel (PUSHGO_BASE_URL)
  --password-stdin   add: read the password from the first line of stdin; a second line is the token of the gateway
  --json             list: as JSON
  --file=PATH        file that channels are kept in (PUSHGO_CHANNELS_FILE, else in your configuration folder)
  --help, -h         this text
`;
