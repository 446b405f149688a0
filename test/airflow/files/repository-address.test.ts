import { repositoryPort, sshAddress } from "../../../lib/airflow/files/repository-address";

test.each<[string, ReturnType<typeof sshAddress>]>([
  ["ssh://git@git.example.com/acme/dags.git", { user: "git", host: "git.example.com", port: 22 }],
  ["ssh://git@git.example.com:2222/acme/dags.git", { user: "git", host: "git.example.com", port: 2222 }],
  ["ssh://git@[2001:db8::1]:2222/acme/dags.git", { user: "git", host: "2001:db8::1", port: 2222 }],
  ["git@git.example.com:acme/dags.git", { user: "git", host: "git.example.com", port: 22 }],
  ["git@git:/srv/dags.git", { user: "git", host: "git", port: 22 }],
  ["git@[2001:db8::1]:dags.git", { user: "git", host: "2001:db8::1", port: 22 }],
  ["git@ssh.dev.azure.com:v3/acme/data/dags", { user: "git", host: "ssh.dev.azure.com", port: 22 }],
  ["ssh://dags-bot_1@h/~/dags", { user: "dags-bot_1", host: "h", port: 22 }],
])("%s goes over SSH", (git, address) => {
  expect(sshAddress(git)).toEqual(address);
});

test.each([
  "https://git.example.com/acme/dags.git",
  "git.example.com:acme/dags.git",
  "ssh://git.example.com/acme/dags.git",
  "git@git.example.com:2222/acme/dags.git",
  "ssh://git@git.example.com:0/dags.git",
  "ssh://git@git.example.com:70000/dags.git",
  "ssh://git@git.example.com",
  "ssh://git@git.example.com/",
  "ssh://git:hunter2@git.example.com/dags.git",
  "ssh://git@-oProxyCommand=id/dags.git",
  "ssh://-oProxyCommand=id/dags.git",
  "git@-oProxyCommand=id:dags.git",
  "git@git.example.com:-x",
  "SSH://git@git.example.com/dags.git",
  "git+ssh://git@git.example.com/dags.git",
  "git@git.example.com:",
])("%s does not, or git would misread it", (git) => {
  expect(sshAddress(git)).toBeUndefined();
});

test.each([
  ["https://example.com/d.git", 443],
  ["HTTPS://example.com:8443/d.git", 8443],
  ["http://example.com/d.git", 80],
  ["http://gitea:3000/d.git", 3000],
  ["http://[2001:db8::1]:3000/d.git", 3000],
  ["git://example.com/d.git", 9418],
  ["git@example.com:d.git", 22],
  ["ssh://git@example.com:2222/d.git", 2222],
])("the port of %s", (git, port) => {
  expect(repositoryPort(git)).toBe(port);
});
