import { machines } from "./bash";

const machine = machines();

/** What a machine's firewall is told. */
function told(openings: string, redirects: string, jumps = "exit 1") {
  const made = machine()
    .write("openings", openings)
    .write("redirects", redirects)
    .command("iptables", `[[ $* != *--check* ]] || { ${jumps}; }`)
    .command("iptables-restore", `cat > "$RUN/rules"`);
  made.run(["common", "firewall"], `firewall "$RUN/../openings" "$RUN/../redirects"`);
  return { rules: made.read("run/rules"), calls: made.calls };
}

test("an opening lets its range through to its port, and nothing else", () => {
  expect(told("8793 10.10.0.0/24\n", "").rules.split("\n")).toEqual([
    "*filter",
    ":AIRFLOW-CDKTF - [0:0]",
    "-A AIRFLOW-CDKTF -s 10.10.0.0/24 -p tcp -m tcp --dport 8793 -j ACCEPT",
    "COMMIT",
    "*nat",
    ":AIRFLOW-CDKTF - [0:0]",
    "COMMIT",
    "",
  ]);
});

test("a port for people leads to the process' own, which stays closed to who dials that", () => {
  const { rules } = told("8988 35.235.240.0/20\n8080 10.10.0.0/24\n", "8988 8795 35.235.240.0/20\n");
  expect(rules).toContain(
    "-s 35.235.240.0/20 -p tcp -m tcp --dport 8795 -m conntrack --ctorigdstport 8988 -j ACCEPT\n",
  );
  expect(rules).toContain("-s 10.10.0.0/24 -p tcp -m tcp --dport 8080 -j ACCEPT\n");
});

test("the next boot opens the same, before the machine knows what it runs", () => {
  const made = machine()
    .write("openings", "8796 35.191.0.0/16\n")
    .write("redirects", "")
    .command("iptables")
    .command("iptables-restore", `cat > "$RUN/rules"`);
  made.run(
    ["common", "firewall"],
    `mkdir -p "$KEPT"; firewall "$RUN/../openings" "$RUN/../redirects"; rm "$RUN/rules"`,
  );
  made.run(["common", "firewall"], "firewall_of_last_boot");
  expect(made.read("run/rules")).toContain("--dport 8796 -j ACCEPT");
});

test("a first boot opens nothing by itself", () => {
  const made = machine().command("iptables").command("iptables-restore");
  made.run(["common", "firewall"], "firewall_of_last_boot");
  expect(made.calls).toEqual([]);
});

test("only what is meant for this machine is redirected, and only people", () => {
  expect(told("", "8988 8795 35.235.240.0/20\n").rules).toContain(
    "-A AIRFLOW-CDKTF -s 35.235.240.0/20 -m addrtype --dst-type LOCAL -p tcp -m tcp --dport 8988 -j REDIRECT --to-ports 8795\n",
  );
});

test("of one port people are led to the pages, and workers to what listens there", () => {
  const { rules } = told("8080 10.10.0.0/24\n8080 35.235.240.0/20\n", "8080 8795 35.235.240.0/20\n");
  expect(rules.split("\n").filter((line) => line.startsWith("-A"))).toEqual([
    "-A AIRFLOW-CDKTF -s 10.10.0.0/24 -p tcp -m tcp --dport 8080 -j ACCEPT",
    "-A AIRFLOW-CDKTF -s 35.235.240.0/20 -p tcp -m tcp --dport 8795 -m conntrack --ctorigdstport 8080 -j ACCEPT",
    "-A AIRFLOW-CDKTF -s 35.235.240.0/20 -m addrtype --dst-type LOCAL -p tcp -m tcp --dport 8080 -j REDIRECT --to-ports 8795",
  ]);
});

test("what an older boot kept has no ranges: all are led there, as then", () => {
  const { rules } = told("8988 35.235.240.0/20\n", "8988 8080\n");
  expect(rules).toContain("--dport 8080 -m conntrack --ctorigdstport 8988 -j ACCEPT\n");
  expect(rules).toContain("-A AIRFLOW-CDKTF -m addrtype --dst-type LOCAL -p tcp -m tcp --dport 8988 -j REDIRECT");
});

test("all of it replaces what was there at once, and leaves the rest of the host's rules alone", () => {
  expect(told("", "").calls).toContain("iptables-restore --wait --noflush");
});

test("the chains are reached before the host's own rules", () => {
  const { calls } = told("", "");
  expect(calls).toContain("iptables --wait --table filter --insert INPUT 1 --jump AIRFLOW-CDKTF");
  expect(calls).toContain("iptables --wait --table nat --insert PREROUTING 1 --jump AIRFLOW-CDKTF");
});

test("and only once, however often it runs", () => {
  expect(told("", "", "exit 0").calls.join("\n")).not.toContain("--insert");
});
