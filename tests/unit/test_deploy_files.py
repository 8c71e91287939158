"""The files of deploy/ are sound, and true: every setting, port, path and command in them is one that the code has."""

import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from bot.cli import COMMANDS
from bot.cli.run import FOR_RASA
from watching.door import PLACES

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
BIN = Path(sys.executable).parent
CLUSTER = sorted(path for path in (DEPLOY / "kubernetes").glob("*.yaml") if path.name != "kustomization.yaml")
UNITS = sorted((DEPLOY / "systemd").glob("selfmap*.*"))
UNITS = [path for path in UNITS if path.suffix in (".service", ".target", ".timer")]
SERVICES = [path for path in UNITS if path.suffix == ".service"]
SETTING = re.compile(r"\b(?:SELFMAP|TELEGRAM|RASA)_[A-Z_]+\b")
OURS_TO_COMPOSE = {"SELFMAP_DATABASE_PASSWORD", "SELFMAP_KEYS_PASSWORD", "RASA_DATABASE_PASSWORD"}  # of addresses that are put together
OF_RASA = {"RASA_TELEMETRY_ENABLED"}
VERSION = "1.34"  # of Kubernetes


def run(*command: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(each) for each in command], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False, **more)


def compose() -> dict[str, Any]:
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text())


def documents(*kinds: str) -> Iterator[dict[str, Any]]:
    for path in CLUSTER:
        yield from (each for each in yaml.safe_load_all(path.read_text()) if each["kind"] in kinds)


def pods() -> dict[str, dict[str, Any]]:
    return {each["metadata"]["name"]: each["spec"]["template"]["spec"] for each in documents("Deployment", "Job")}


def settings_of(container: dict[str, Any]) -> set[str]:
    named = {each["name"] for each in container.get("env", ())}
    shared = next(documents("ConfigMap"))["data"]
    return named | (set(shared) if container.get("envFrom") else set())


def unit(path: Path) -> dict[str, list[str]]:
    """Directives with their values; a name may stand more than once."""
    found: dict[str, list[str]] = {}
    for line in path.read_text().splitlines():
        if "=" in line and not line.startswith(("#", "[")):
            name, _, value = line.partition("=")
            found.setdefault(name, []).append(value)
    return found


# --- sound

def test_the_container_file_is_sound() -> None:
    done = run(BIN / "hadolint", "deploy/Containerfile")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_compose_file_is_one() -> None:
    done = run(BIN / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", "deploy/compose.yaml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_all_yaml_reads_well() -> None:
    done = run(BIN / "yamllint", "--strict", "-c", "deploy/.yamllint.yaml", "deploy")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", CLUSTER, ids=lambda path: path.name)
def test_what_goes_to_a_cluster_is_what_it_takes(path: Path) -> None:
    found = list(yaml.safe_load_all(path.read_text()))
    assert found
    for each in found:
        kubernetes_validate.validate(each, VERSION, strict=True)


def test_the_cluster_takes_every_file() -> None:
    named = yaml.safe_load((DEPLOY / "kubernetes" / "kustomization.yaml").read_text())
    assert set(named["resources"]) == {path.name for path in CLUSTER}
    assert {each["name"] for each in named["images"]} == {container["image"] for pod in pods().values() for container in pod["containers"]}


@pytest.mark.parametrize("path", [*DEPLOY.glob("*.sh")], ids=lambda path: path.name)
def test_shell_reads_its_scripts(path: Path) -> None:
    done = run("sh", "-n", path)
    assert done.returncode == 0, done.stderr


def test_systemd_reads_the_units(tmp_path: Path) -> None:
    """With its own reader where it is installed; what every unit must say is looked at below in any case."""
    for path in UNITS:
        (tmp_path / path.name).write_text(path.read_text().replace("/opt/selfmap", str(ROOT)))
    if reader := shutil.which("systemd-analyze"):
        done = run(reader, "verify", *(tmp_path / path.name for path in UNITS), env={**os.environ, "SYSTEMD_LOG_LEVEL": "warning"})
        assert (done.returncode, done.stderr.strip()) == (0, "")
    for path in SERVICES:
        program = shlex.split(unit(tmp_path / path.name)["ExecStart"][0])
        named = [word for word in shlex.split(" ".join(program)) if word.startswith(str(ROOT))]
        assert named and all(Path(word).exists() for word in named)


# --- true

def code() -> str:
    files = [path for top in ("bot", "actions", "mapping", "nlu", "watching") for path in (ROOT / top).rglob("*.py")]
    return "\n".join(path.read_text() for path in [*files, ROOT / "endpoints.yml", ROOT / "credentials.yml"])


@pytest.mark.parametrize("path", [path for path in DEPLOY.rglob("*") if path.is_file() and path.suffix != ".md"], ids=lambda path: path.name)
def test_every_setting_is_one_that_the_code_reads(path: Path) -> None:
    known = set(SETTING.findall(code())) | OURS_TO_COMPOSE | OF_RASA
    assert set(SETTING.findall(path.read_text())) <= known


def test_what_the_compose_file_asks_for_is_in_the_example() -> None:
    asked = re.findall(r"\$\{([A-Z_]+)(:\?)?", (DEPLOY / "compose.yaml").read_text())
    example = (DEPLOY / "selfmap.env.example").read_text()
    needed = {name for name, must in asked if must}
    assert needed and needed <= set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))
    assert {name for name, _ in asked} == set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE))


def test_every_command_is_one() -> None:
    started = [service["command"] for service in compose()["services"].values() if service.get("image") == "selfmap-app"]
    started += [container["command"] for pod in pods().values() for container in pod["containers"] if container["image"] == "selfmap-app"]
    started += [shlex.split(unit(path)["ExecStart"][0].replace("/opt/selfmap/.venv/bin/", "")) for path in SERVICES if path.stem not in ("selfmap-rasa", "selfmap-backup")]
    assert len(started) == 11
    for command in started:
        assert command[0] == "selfmap" and command[1] in COMMANDS or command == ["python", "-m", "actions"]
    assert re.search(r"bin/selfmap backup /var/backups/selfmap/", unit(DEPLOY / "systemd" / "selfmap-backup.service")["ExecStart"][0]) and "backup" in COMMANDS


def test_rasa_is_started_as_on_one_machine() -> None:
    def options(text: str) -> set[str]:
        return set(re.findall(r"--[a-z]+", text))

    wanted = options(next(line for line in (ROOT / "Procfile").read_text().splitlines() if line.startswith("rasa:")))
    container = (DEPLOY / "Containerfile").read_text().rpartition('CMD ["rasa"')[2]
    assert options(container) == wanted == options(unit(DEPLOY / "systemd" / "selfmap-rasa.service")["ExecStart"][0])


def test_rasa_is_told_what_it_needs_and_no_more() -> None:
    assert set(compose()["services"]["rasa"]["environment"]) <= FOR_RASA
    assert settings_of(pods()["rasa"]["containers"][0]) <= FOR_RASA
    assert set(re.findall(r"^([A-Z_]+)=", (DEPLOY / "systemd" / "rasa.env.example").read_text(), re.MULTILINE)) <= FOR_RASA
    assert unit(DEPLOY / "systemd" / "selfmap-rasa.service")["EnvironmentFile"] == ["/etc/selfmap/rasa.env"]
    assert "secrets" not in compose()["services"]["rasa"] and not any("secret" in each for each in pods()["rasa"]["volumes"])


def test_the_bot_alone_has_the_token() -> None:
    assert [name for name, service in compose()["services"].items() if "TELEGRAM_BOT_TOKEN" in (service.get("environment") or {})] == ["bot"]
    assert [name for name, pod in pods().items() if "TELEGRAM_BOT_TOKEN" in settings_of(pod["containers"][0])] == ["bot"]
    assert [path.stem for path in SERVICES if "/etc/selfmap/bot.env" in unit(path)["EnvironmentFile"]] == ["selfmap-bot"]


def test_ports_and_probes_are_those_of_the_processes() -> None:
    first = int(next(documents("ConfigMap"))["data"]["SELFMAP_METRICS_ADDRESS"].rpartition(":")[2])
    served = {"rasa": {"http": 5005}, "actions": {"http": 5055}, "web": {"http": 8080}, "bot": {}}
    channel, door = ((ROOT / path).read_text() for path in ("bot/dialogue/channel.py", "watching/door.py"))
    assert 'Blueprint("selfmap_channel"' in channel and all(f'"{path}"' in door for path in ("/healthz", "/readyz"))
    for part, ports in served.items():
        ports |= {"watch": first + PLACES[part]} if part in PLACES else {}
        container = pods()[part]["containers"][0]
        assert {each["name"]: each["containerPort"] for each in container["ports"]} == ports
        alive, ready = ("/", "/webhooks/selfmap/") if part == "rasa" else ("/healthz", "/readyz")
        assert container["livenessProbe"]["httpGet"]["path"] == alive and container["readinessProbe"]["httpGet"]["path"] == ready
        assert container["startupProbe"]["httpGet"] == container["livenessProbe"]["httpGet"]
        assert all(container[probe]["httpGet"]["port"] in ports for probe in ("livenessProbe", "readinessProbe", "startupProbe"))
        asked = " ".join(compose()["services"][part]["healthcheck"]["test"])
        assert f":{ports.get('watch', 5005)}{ready}" in asked
    assert 'os.environ.get("SELFMAP_ACTIONS_URL") or "http://127.0.0.1:5055"' in (ROOT / "actions" / "__main__.py").read_text()


def test_the_images_have_what_they_run() -> None:
    text = (DEPLOY / "Containerfile").read_text()
    inside = {name for path in (ROOT / "bot" / "dialogue").glob("*.py") for name in _imported(path) if name.startswith(("bot", "watching"))}
    assert {name for name in inside if not name.startswith("bot.dialogue")} == {"watching.lines"}, "else the Rasa image lacks a file"
    assert "cp watching/__init__.py watching/lines.py" in text and "cp -r bot/__init__.py bot/dialogue" in text and "cp endpoints.yml credentials.yml" in text
    left_out = (DEPLOY / "Containerfile.dockerignore").read_text().splitlines()
    needed = ("actions", "bot", "mapping", "nlu", "watching", "domain", "stories", "requirements", "models", "config.yml", "deploy")
    assert not set(needed) & set(left_out) and {".git", "tests", "deploy/secrets", "deploy/*.env"} <= set(left_out)
    packages = re.search(r"include = \[(.+)\]", (ROOT / "pyproject.toml").read_text())
    assert packages and all(f'"{name}*"' in packages[1] for name in ("actions", "bot", "mapping", "nlu", "watching"))
    users = re.findall(r"useradd --uid (\d+).*?USER (\d+):", text, re.DOTALL)
    assert len(users) == 2 and all(made == used != "0" for made, used in users)


def _imported(path: Path) -> set[str]:
    tree = ast.walk(ast.parse(path.read_text()))
    return {part.module for part in tree if isinstance(part, ast.ImportFrom) and part.module}


# --- hardened

@pytest.mark.parametrize("name", ["rasa", "actions", "bot", "web", "migrate"])
def test_no_pod_may_do_more_than_it_needs(name: str) -> None:
    pod = pods()[name]
    assert pod["securityContext"]["runAsNonRoot"] and pod["securityContext"]["runAsUser"] >= 10001 and not pod["automountServiceAccountToken"]
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    for container in pod["containers"]:
        assert container["securityContext"] == {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]}}
        assert container["resources"]["limits"]["memory"] and container["resources"]["requests"]["cpu"]
        written = {each["mountPath"] for each in container["volumeMounts"] if not each.get("readOnly")}
        assert written == {"/state", "/tmp"}
        for each in container.get("env", ()):
            secret = re.search(r"KEY|TOKEN|DATABASE_URL|KEYS_URL|TRACKER_URL|REDIS_URL|SMTP", each["name"])
            assert ("secretKeyRef" in each.get("valueFrom", {})) == bool(secret), each["name"]


def test_what_runs_twice_is_not_put_down_at_once() -> None:
    twice = {each["metadata"]["name"] for each in documents("Deployment") if each["spec"]["replicas"] > 1}
    kept = {each["spec"]["selector"]["matchLabels"]["part"]: each["spec"]["minAvailable"] for each in documents("PodDisruptionBudget")}
    assert kept == dict.fromkeys(twice, 1) and twice == {"rasa", "actions", "bot", "web"}, "the second bot stands by"


def test_rasa_and_the_actions_are_fenced() -> None:
    policies = {each["metadata"]["name"]: each["spec"] for each in documents("NetworkPolicy")}
    assert policies["shut"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}, "what no other rule allows is shut"
    callers = {name: {peer["podSelector"]["matchLabels"]["part"] for rule in policies[name]["ingress"] for peer in rule["from"] if "podSelector" in peer}
               for name in ("rasa", "actions")}
    assert callers == {"rasa": {"bot"}, "actions": {"rasa", "bot"}}
    assert all("to" in rule for name in ("rasa", "postgres", "names") for rule in policies[name]["egress"]), "no way out to everywhere"
    assert "egress" not in policies["actions"]
    networks = {name: set(compose()["services"][name]["networks"]) for name in ("postgres", "redis", "rasa", "actions")}
    shut = {name for name, given in compose()["networks"].items() if (given or {}).get("internal")}
    assert all(found <= shut for found in networks.values()), networks


@pytest.mark.parametrize("name", ["redis", "migrate", "rasa", "actions", "bot", "web"])
def test_no_container_may_do_more_than_it_needs(name: str) -> None:
    service = compose()["services"][name]
    assert service["read_only"] and service["cap_drop"] == ["ALL"] and service["security_opt"] == ["no-new-privileges:true"]
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ()))


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_no_unit_may_do_more_than_it_needs(path: Path) -> None:
    found = unit(path)
    for name in ("NoNewPrivileges", "ProtectHome", "PrivateTmp", "PrivateDevices", "ProtectKernelModules", "ProtectKernelTunables", "ProtectControlGroups",
                 "RestrictNamespaces", "RestrictSUIDSGID", "LockPersonality"):
        assert found[name] == ["yes"], name
    assert found["ProtectSystem"] == ["strict"] and found["CapabilityBoundingSet"] == [""] and found["MemoryMax"] and found["User"] != ["root"]
    if path.stem in ("selfmap-rasa", "selfmap-actions", "selfmap-backup"):
        assert (found["IPAddressDeny"], found["IPAddressAllow"]) == (["any"], ["localhost"])
    assert (found["User"] == ["selfmap-rasa"]) == (path.stem == "selfmap-rasa"), "Rasa is a user of its own"
