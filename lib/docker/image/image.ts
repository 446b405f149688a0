import { Image as DockerImage, type ImageBuild as DockerImageBuild } from "@cdktf/provider-docker/lib/image";
import { AssetType, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import { officialImage } from "../../airflow/derived/images";
import { program } from "../../airflow/files/program";
import type { ImageBuild, ImageSource } from "../../airflow/platform";
import { Fn } from "../../encode/functions";
import { folderDigest, fromProject, projectPath } from "../../encode/paths";
import { literal, literals } from "../../encode/terraform";
import { nameOf } from "../names";

/** An image on the engine: pulled, or built and named after the stack. Never removed: other stacks may run it. */
export class Image extends Construct {
  /** The image's own digest: what a container is made from, so that a rebuilt tag replaces it. */
  readonly id: string;
  /** For people: repository and digest, or the image's own digest where no registry has it. */
  readonly reference: string;

  private constructor(
    scope: Construct,
    id: string,
    config: { name: string; buildAttribute?: DockerImageBuild; triggers?: Record<string, string> },
  ) {
    super(scope, id);
    const image = new DockerImage(this, "image", { ...config, keepLocally: true });
    image.overrideLogicalId(id);
    this.id = image.imageId;
    this.reference = Fn.coalesce([image.repoDigest, image.imageId]);
  }

  static pulled(scope: Construct, id: string, reference: string): Image {
    return new Image(scope, id, { name: reference });
  }

  /** Airflow's own image, as the file describes it. */
  static airflow(scope: Construct, stack: string, source: ImageSource): Image {
    if ("reference" in source) return Image.pulled(scope, "airflow-image", source.reference);
    const { build } = source;
    const name = nameOf(stack, `airflow:${build.airflowVersion}`);
    if (build.requirements === undefined) return new Image(scope, "airflow-image", { name, ...fromContext(build) });
    const base =
      build.context === undefined
        ? undefined
        : new Image(scope, "airflow-base-image", { name: `${name}-base`, ...fromContext(build) });
    return new Image(scope, "airflow-image", {
      name,
      ...withRequirements(
        scope,
        build,
        build.requirements,
        base === undefined ? build : { id: base.id, name: `${name}-base` },
      ),
    });
  }
}

/** The user's own Dockerfile. */
function fromContext(build: ImageBuild) {
  const { context = ".", dockerfile, target } = build;
  const recipe = {
    ...(dockerfile === undefined ? {} : { dockerfile }),
    ...(target === undefined ? {} : { target }),
  };
  return {
    buildAttribute: {
      context: projectPath(context),
      ...literals(recipe),
      buildArgs: { AIRFLOW_VERSION: build.airflowVersion, ...literals({ ...build.proxyArgs, ...build.args }) },
      secrets: Object.entries(build.secretArgs).map(([id, reference]) => ({
        id: literal(id),
        src: projectPath(reference.file ?? `secrets/${reference.secret}`),
      })),
    },
    triggers: { context: folderDigest(context), ...literals(recipe) },
  };
}

/** Only a requirements.txt: our own Dockerfile, on the image of the release or on the one just built. */
function withRequirements(
  scope: Construct,
  { proxyArgs }: ImageBuild,
  requirements: string,
  base: ImageBuild | { id: string; name: string },
) {
  const recipe = new TerraformAsset(scope, "requirements", {
    path: program("requirements"),
    type: AssetType.DIRECTORY,
  });
  const reference = "name" in base ? base.name : officialImage(base.airflowVersion);
  const text = Fn.filebase64(fromProject(requirements));
  return {
    buildAttribute: {
      context: recipe.path,
      buildArgs: { ...literals(proxyArgs), BASE: reference, REQUIREMENTS: text },
    },
    triggers: { requirements: Fn.sha256(text), recipe: recipe.assetHash, base: "id" in base ? base.id : reference },
  };
}
