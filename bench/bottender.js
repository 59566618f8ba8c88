// What verify and parse of a webhook cost in bottender, asked line by line over standard input:
// {"channel", "raw", "signature", "secret", "times"} is answered by {"seconds", "events"}, the
// processor time of one and how many events it found. As its own server does it: the signature over
// the raw bytes, one JSON parse, then typed events.

const readline = require("node:readline");
const { LineConnector, MessengerConnector } = require(process.argv[2]);

const connectors = {
  line: (secret) => new LineConnector({ channelSecret: secret, accessToken: "token" }),
  messenger: (secret) =>
    new MessengerConnector({
      appSecret: secret,
      accessToken: "token",
      appId: "1",
      verifyToken: "token",
      skipAppSecretProof: true,
    }),
};

function worker({ channel, raw, signature, secret }) {
  const connector = connectors[channel](secret);
  const secrets = { channelSecret: secret, appSecret: secret };
  return () => {
    if (!connector.verifySignature(raw, signature, secrets)) throw new Error("signature");
    return connector.mapRequestToEvents(JSON.parse(raw)).length;
  };
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const asked = JSON.parse(line);
  const work = worker(asked);
  const events = work();
  const began = process.cpuUsage();
  for (let call = 0; call < asked.times; call += 1) work();
  const spent = process.cpuUsage(began);
  const seconds = (spent.user + spent.system) / 1e6 / asked.times;
  process.stdout.write(`${JSON.stringify({ seconds, events })}\n`);
});
