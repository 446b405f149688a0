import { machines } from "./bash";

const machine = machines();
const PARTS = ["common", "metadata", "images", "tidy"];
const GOOGLE = "europe-west3-docker.pkg.dev/acme/airflow/airflow@sha256:00";

/** A machine whose Docker has no image, and pulls as `pull` does. */
const empty = (pull = "exit 0") =>
  machine()
    .write("run/wanted", "g")
    .command("curl", `printf '{"access_token":"secret-token"}'`)
    .command(
      "docker",
      `case "$1 $2" in
'image inspect') exit 1 ;;
login*) cat > "$RUN/stdin"; printf '%s' "$DOCKER_CONFIG" > "$RUN/config"; ls -ld "$DOCKER_CONFIG" > "$RUN/mode" ;;
pull*) ${pull} ;;
esac`,
    );

test("a registry of Google's knows the machine by its token", () => {
  const made = empty();
  expect(made.run(PARTS, `images g '${GOOGLE}'`).status).toBe(0);
  expect(made.calls).toContain(
    "docker login --username oauth2accesstoken --password-stdin https://europe-west3-docker.pkg.dev",
  );
  expect(made.read("run/stdin")).toBe("secret-token");
});

test("the token is on no command line, in memory only, and gone after the pull", () => {
  const made = empty();
  made.run(PARTS, `images g '${GOOGLE}'`);
  expect(made.calls.join("\n")).not.toContain("secret-token");
  expect(made.read("run/config")).toBe(`${made.folder}/run/docker`);
  expect(made.read("run/mode")).toMatch(/^drwx------/);
  expect(made.has("run/docker")).toBe(false);
});

test.each(["redis:8", "apache/airflow:3.3.2", "registry.example.com/a:1", "notgcr.io/a"])(
  "%s is pulled without a login",
  (image) => {
    const made = empty();
    made.run(PARTS, `images g '${image}'`);
    expect(made.calls.some((call) => call.startsWith("docker login"))).toBe(false);
    expect(made.calls).toContain(`docker pull --quiet ${image}`);
  },
);

test.each(["gcr.io/a/b:1", "eu.gcr.io/a/b:1"])("%s needs one", (image) => {
  const made = empty();
  made.run(PARTS, `images g '${image}'`);
  expect(made.calls.some((call) => call.startsWith("docker login"))).toBe(true);
});

test("an image that is there is not asked for", () => {
  const made = machine().write("run/wanted", "g").command("docker");
  made.run(PARTS, "images g redis:8");
  expect(made.calls).toEqual(["docker image inspect redis:8"]);
});

test("a pull that fails is trouble, with Docker's last words, and tried again", () => {
  const made = empty("echo 'manifest unknown' >&2; exit 1");
  expect(made.run(PARTS, "images g redis:8").status).toBe(1);
  expect(made.read("run/state")).toContain("message: waits: the image redis:8 cannot be pulled: manifest unknown\n");
});

test("old images make room when a pull fails", () => {
  const made = empty("[[ -f $RUN/room ]] || exit 1");
  made
    .write("kept/pulled", "old:1\n")
    .command(
      "docker",
      `case "$1 $2" in 'image inspect') [[ $3 == old:1 ]] ;; 'image rm') : > "$RUN/room" ;; pull*) [[ -f $RUN/room ]] ;; esac`,
    );
  expect(made.run(PARTS, "images g redis:8").status).toBe(0);
});

test("nothing is pulled for a generation that nobody wants any more", () => {
  const made = empty().write("run/wanted", "newer");
  expect(made.run(PARTS, "images g redis:8").status).toBe(75);
});
