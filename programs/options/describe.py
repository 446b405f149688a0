"""Prints every option of the Airflow that runs this, as JSON with a line for each option.

Run by `npm run options` inside an image of the release. What is said of an option comes from Airflow's description
(config.yml and the providers' own), how it is read from Airflow's code: the call that reads it, `conf.getint` for one,
is what refuses a wrong value. Arguments: folders with further providers, unpacked.
"""
from __future__ import annotations

import ast
import json
import re
import runpy
import sys
from enum import Enum
from pathlib import Path

import airflow
from airflow.configuration import conf, retrieve_configuration_description

#: What Airflow reads an option by, and the kind that this makes of it; the strictest first.
READERS = {
    "getenum": "enum",
    "getenumlist": "enums",
    "getboolean": "bool",
    "getint": "int",
    "gettimedelta": "seconds",
    "getfloat": "float",
    "getjson": "json",
    "getimport": "import",
    "getlist": "list",
    "getmandatorylist_value": "list",
}
#: Words that name Airflow's configuration in its code: `get` alone is a method of much else.
CONFIGURATIONS = {"conf", "airflow_conf", "airflow_config", "configuration"}
KINDS = list(dict.fromkeys(READERS.values()))
TYPES = {"boolean": "bool", "integer": "int", "float": "float"}


def _providers(folders):
    """Package, version and sections of every provider that is installed or unpacked in one of the folders."""
    from airflow.providers_manager import ProvidersManager

    manager = ProvidersManager()
    manager.initialize_providers_list()
    for package, found in manager.providers.items():
        yield package, found.version, found.data.get("config") or {}
    for folder in folders:
        for path in sorted(Path(folder).glob("airflow/providers/**/get_provider_info.py")):
            info = runpy.run_path(str(path))["get_provider_info"]()
            package = info["package-name"]
            [meta] = Path(folder).glob(package.replace("-", "_") + "-*.dist-info")
            yield package, meta.name[: -len(".dist-info")].rpartition("-")[2], info.get("config") or {}


def _sources(folders):
    roots = [*airflow.__path__, *(str(Path(folder) / "airflow") for folder in folders)]
    return sorted({path for root in roots for path in Path(root).rglob("*.py")})


def _calls(path):
    """(section, key, reader, call) of every call that reads an option, as far as its words stand there."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if "conf" not in text:
        return
    tree = ast.parse(text)
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }

    def word(node):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value.lower()
        found = constants.get(node.id) if isinstance(node, ast.Name) else None
        return found.lower() if isinstance(found, str) else None

    for call in ast.walk(tree):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
            continue
        reader = call.func.attr
        if reader == "get":
            of = call.func.value
            if (of.id if isinstance(of, ast.Name) else getattr(of, "attr", "")) not in CONFIGURATIONS:
                continue
        elif reader not in READERS and reader != "getsection":
            continue
        named = {one.arg: one.value for one in call.keywords}
        given = [*call.args, *[None] * 2]
        section = word(named.get("section") or given[0])
        key = word(named.get("key") or given[1])
        if section is not None:
            yield section, key, reader, call


def _enum_names(call, path):
    """Names of the class that getenum is given, wherever that stands."""
    import importlib

    given = [one.value for one in call.keywords if one.arg == "enum_class"] or call.args[2:3]
    if not given or not isinstance(given[0], ast.Name):
        return None
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef) and node.name == given[0].id:
            return [one.targets[0].id for one in node.body if isinstance(one, ast.Assign)]
        if isinstance(node, ast.ImportFrom) and any(one.name == given[0].id for one in node.names):
            found = getattr(importlib.import_module(node.module), given[0].id)
            return [one.name for one in found]
    return None


def _read(folders):
    """How each option is read, the values of enums, and the sections that are read as a whole."""
    kinds, values, whole = {}, {}, set()
    for path in _sources(folders):
        for section, key, reader, call in _calls(path):
            if reader == "getsection":
                whole.add(section)
            elif key is not None:
                kinds.setdefault((section, key), set()).update([READERS[reader]] if reader in READERS else [])
                names = _enum_names(call, path) if reader in ("getenum", "getenumlist") else None
                if names is not None:
                    values[section, key] = names
    return kinds, values, whole


def _checked_values():
    """Values that Airflow itself checks whenever it starts."""
    import multiprocessing

    plain = {
        where: [one.value if isinstance(one, Enum) else str(one) for one in known]
        for where, known in conf.enums_options.items()
    }
    return {**plain, ("core", "mp_start_method"): sorted(multiprocessing.get_all_start_methods())}


def _described_values(description, default):
    """Values that a description counts up; Airflow itself may not look whether it is given one of them."""
    import multiprocessing

    text = description or ""
    if "multiprocessing.get_all_start_methods()" in text:
        return sorted(multiprocessing.get_all_start_methods())
    word = r"(?:``\w+``|'\w+')"
    ways = (
        rf"(?:Supported|Valid|Possible|Allowed) (?:values|options)(?: are)?:?\s+((?:{word}(?:\s*,|\s+or|\s+and)*\s*)+)",
        rf"can be ({word} or {word})",
        r"[Oo]ptions are(?: available)?:\s+((?:.|\n)+)",
    )
    for number, way in enumerate(ways):
        found = re.search(way, text)
        listed = re.findall(r"^- ``(\w+)``" if number == 2 else r"[`'](\w+)[`']", found[1], re.M) if found else []
        if len(listed) > 1 and (not default or default in listed):
            return listed
    return None


def _about(description):
    """The first sentence, without the marks of reStructuredText."""
    text = re.sub(r":\w+:`([^`<]*?)(\s*<[^`]*>)?`", r"\1", description or "")
    text = re.sub(r"`([^`<]*?)\s*<[^`]*>`__?", r"\1", text).replace("`", "")
    text = re.sub(r"\s+", " ", re.split(r"\n\s*\n", text.strip())[0]).strip()
    sentence = re.split(r"(?<=[a-z0-9)\"'])\. (?=[A-Z])", text)[0].rstrip(". ")
    return sentence if len(sentence) <= 160 else sentence[:157].rsplit(" ", 1)[0] + " ..."


def _option(where, described, kinds, values):
    read = kinds.get(where, set())
    kind = next((one for one in KINDS if one in read), TYPES.get(described.get("type") or "", "text"))
    if where in values and kind != "enums":
        kind = "enum"
    default = described.get("default")
    listed = _described_values(described.get("description"), default) if kind == "text" else None
    if listed is not None:
        kind = "word"
    added = str(described.get("version_added") or "")
    found = {
        "kind": kind,
        "values": listed or (values.get(where) if kind in ("enum", "enums") else None),
        "default": None if default is None else str(default).replace("{{", "{").replace("}}", "}").strip(),
        "sensitive": True if described.get("sensitive") or where in conf.sensitive_config_values else None,
        "added": added if described.get("_core") and added.startswith("3.") else None,
        "deprecated": _about(described.get("deprecation_reason")) or None,
        "about": _about(described.get("description")) or None,
    }
    return {key: value for key, value in found.items() if value is not None}


def _changes():
    """Old names: what each is called now, null where it went, and since when where that is said. The table of
    `airflow config lint` in 2.x is about 3.0."""
    found = {}

    def add(old, new, since):
        found.setdefault(".".join(old), [None if new is None else ".".join(new), since])

    for new, old in conf.deprecated_options.items():
        add(old[:2], new, old[2])
    for new, many in (getattr(conf, "many_to_one_deprecated_options", None) or {}).items():
        for old in many:
            add(old[:2], new, old[2])
    if airflow.__version__.startswith("2."):
        return found
    from airflow.cli.commands.config_command import CONFIGS_CHANGES

    for change in CONFIGS_CHANGES:
        old, new = change.config, change.renamed_to
        if new is not None:
            add((old.section, old.option), (new.section, new.option), "")
        elif change.was_removed and change.remove_if_equals is None:
            add((old.section, old.option), None, "")
    return found


def _lines(entries):
    return ",\n".join(
        f"{json.dumps(key)}: {json.dumps(entries[key], ensure_ascii=False)}" for key in sorted(entries)
    )


def main(folders):
    sections, options, packages = {}, {}, {}
    kinds, enums, whole = _read(folders)
    values = {**enums, **_checked_values()}
    core = retrieve_configuration_description(include_airflow=True, include_providers=False)
    parts = [(None, core), *((package, config) for package, version, config in _providers(folders))]
    for package, version, config in _providers(folders):
        if config:
            packages[package] = version
    for package, described in parts:
        for section, content in described.items():
            about = {} if package is None else {"provider": package.replace("apache-airflow-providers-", "")}
            sections.setdefault(section, {**about, **({"open": True} if section in whole else {})})
            for key, option in (content.get("options") or {}).items():
                more = {"_core": True} if package is None else {}
                options.setdefault(
                    f"{section}.{key}".lower(),
                    _option((section, key.lower()), {**option, **more}, kinds, values),
                )
    for section, key in kinds:
        if re.fullmatch(r"[a-z][a-z0-9_.]*", section) and re.fullmatch(r"[a-z][a-z0-9_]*", key):
            sections.setdefault(section, {"open": True} if section in whole else {})
            options.setdefault(f"{section}.{key}", _option((section, key), {}, kinds, values))
    for section, key in conf.sensitive_config_values:
        if f"{section}.{key}" not in options:
            sections.setdefault(section, {})
            options[f"{section}.{key}"] = _option((section, key), {}, kinds, values)
    changes = {old: new for old, new in _changes().items() if old not in options or not options[old].get("about")}
    print(
        "{\n"
        + f'"airflow": {json.dumps(airflow.__version__)},\n'
        + f'"providers": {json.dumps(packages, sort_keys=True)},\n'
        + f'"sections": {{\n{_lines(sections)}\n}},\n'
        + f'"options": {{\n{_lines(options)}\n}},\n'
        + f'"changes": {{\n{_lines(changes)}\n}}\n'
        + "}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
