import { connect, createServer, type Server } from "node:net";
import { FLOWER_PORT, IAP, MASTER_ADDRESS, WEBSERVER_PORT } from "./scene";

const TO: Readonly<Record<number, number>> = { [WEBSERVER_PORT]: 8988, [FLOWER_PORT]: 15555 };

/** What `gcloud compute start-iap-tunnel` gives a person: ports of this machine that lead to the master's, from Google's own addresses. */
export async function tunnels(): Promise<() => void> {
  const servers = await Promise.all(Object.entries(TO).map(([local, remote]) => tunnel(Number(local), remote)));
  return () => {
    for (const server of servers) server.close();
  };
}

function tunnel(local: number, remote: number): Promise<Server> {
  const server = createServer((from) => {
    const to = connect({ host: MASTER_ADDRESS, port: remote, localAddress: IAP });
    const end = () => {
      from.destroy();
      to.destroy();
    };
    from.on("error", end).on("close", end);
    to.on("error", end).on("close", end);
    from.pipe(to);
    to.pipe(from);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(local, "127.0.0.1", () => resolve(server));
  });
}
