#!/usr/bin/env python3
"""Runs CPython's own test modules under any Python implementation and scores them.

  run_suite.py run     --impl CMD --tests DIR --out DIR [--tier T1,T2] [--modules a,b] ...
  run_suite.py list    --impl CMD --tests DIR --to FILE [--impl-name N] [--hide a,b]
  run_suite.py summary --out DIR [--reference FILE] [--modules-table]
  run_suite.py pack    --out DIR --to FILE [--label TEXT]
  run_suite.py diff    --out DIR --reference FILE [--modules a,b] [--max N]
  run_suite.py check   --out DIR --reference FILE --expectations DIR

--impl   command line of the implementation ("python3.13", "node .../pyvm.js", ...)
--tests  a `test` package (the folder that has __init__.py and support/); it is
         copied at run time, nothing of it is kept here
--out    one JSON per test module goes here

Needs Python 3.11+ and Linux's /proc; standard library only.
"""
import argparse
import ctypes
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
REFERENCE = os.path.join(os.path.dirname(HERE), "reference")
BOOT = os.path.join(HERE, "bootstrap.py")
TIERS = ["T1", "T2", "T3", "T4", "T5", "T6"]
PASS = ("ok", "xfail")


def tiers():
    with open(os.path.join(REFERENCE, "tiers.json"), encoding="utf-8") as f:
        return json.load(f)["modules"]


# ------------------------------------------------------------------ test copy

MARK = re.compile(r"RUSTPYTHON", re.I)
DECO = re.compile(r"^\s*@(unittest\.)?(expectedFailure|expectedFailureIf|"
                  r"expectedFailureIfWindows|expectedSuccess|skip|skipIf|skipUnless)\b")


def neutralise(text):
    """Drops the decorators with which RustPython marks what it cannot do."""
    if "RUSTPYTHON" not in text:
        return text, 0
    lines = text.split("\n")
    out, n, i = [], 0, 0
    while i < len(lines):
        if not DECO.match(lines[i]):
            out.append(lines[i])
            i += 1
            continue
        j, depth = i, 0
        while True:     # the decorator up to its closing bracket
            code = re.sub(r"('[^'\n]*'|\"[^\"\n]*\")", "''", lines[j]).split("#")[0]
            depth += sum(map(code.count, "([{")) - sum(map(code.count, ")]}"))
            if depth <= 0 or j + 1 >= len(lines):
                break
            j += 1
        block = "\n".join(lines[i:j + 1])
        before = lines[i - 1] if i and lines[i - 1].lstrip().startswith("#") else ""
        after = lines[j + 1] if j + 1 < len(lines) and lines[j + 1].lstrip().startswith("#") else ""
        if MARK.search(block) or MARK.search(before) or MARK.search(after):
            n += 1
        else:
            out.extend(lines[i:j + 1])
        i = j + 1
    return "\n".join(out), n


def make_copy(src, dest, neutral, light=False):
    shutil.copytree(src, os.path.join(dest, "test"), symlinks=True,
                    ignore=shutil.ignore_patterns("__pycache__"))
    n = 0
    if light:       # early phase: our small stand-ins for unittest and test.support
        os.mkdir(os.path.join(dest, "unittest"))
        shutil.copy(os.path.join(HERE, "light_unittest.py"),
                    os.path.join(dest, "unittest", "__init__.py"))
        with open(os.path.join(dest, "unittest", "case.py"), "w") as f:
            f.write("from unittest import *\nfrom unittest import _AssertRaisesContext\n")
        with open(os.path.join(dest, "unittest", "mock.py"), "w") as f:
            f.write("import unittest\n\n\nclass _Mock:\n"
                    "    def __call__(self, *a, **k):\n"
                    "        return unittest.skip('mock: not in the light unittest')\n\n"
                    "    def __getattr__(self, name):\n        return self\n\n\n"
                    "patch = Mock = MagicMock = call = sentinel = ANY = mock_open = _Mock()\n")
        shutil.copy(os.path.join(HERE, "light_support.py"),
                    os.path.join(dest, "test", "support", "__init__.py"))
    if neutral:
        for base, _, files in os.walk(os.path.join(dest, "test")):
            for name in files:
                if not name.endswith(".py"):
                    continue
                path = os.path.join(base, name)
                with open(path, encoding="utf-8", errors="surrogateescape", newline="") as f:
                    text = f.read()
                new, k = neutralise(text)
                if name == "rustpython.py":
                    new = new.replace("res = not res", "pass")
                if new != text:
                    with open(path, "w", encoding="utf-8",
                              errors="surrogateescape", newline="") as f:
                        f.write(new)
                n += k
    return n


# ------------------------------------------------------------- process control

def descendants(root):
    kids = {}
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open("/proc/%s/stat" % name) as f:
                s = f.read()
            rest = s[s.rindex(")") + 2:].split()
            kids.setdefault(int(rest[1]), []).append((int(name), int(rest[21])))
        except (OSError, ValueError, IndexError):
            pass
    found, todo = {}, [root]
    while todo:
        for pid, rss in kids.get(todo.pop(), ()):
            found[pid] = rss
            todo.append(pid)
    return found


PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 1048576.0


def kill_below():
    """Ends every process below this one: only what this runner started."""
    for _ in range(5):
        left = descendants(os.getpid())
        for pid in left:
            try:
                os.kill(pid, signal.SIGKILL)
            except OSError:
                pass
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            pass
        if not left:
            return
        time.sleep(0.05)


def read_lines(path, state):
    try:
        with open(path, "rb") as f:
            f.seek(state["pos"])
            data = f.read()
    except FileNotFoundError:
        return []
    end = data.rfind(b"\n") + 1
    state["pos"] += end
    return data[:end].decode("ascii", "replace").split("\n")[:-1]


def run_module(cmd, mod, a, testroot, env0):
    work = tempfile.mkdtemp(prefix="w", dir=a.work)
    os.makedirs(os.path.join(a.out, "log"), exist_ok=True)
    log = os.path.join(a.out, "log", mod + ".log")
    open(log, "wb").close()
    rec = {"module": mod, "secs": 0, "runs": 0, "info": {}, "tests": {}}
    tests, info = rec["tests"], rec["info"]
    t0 = time.monotonic()
    dead = set()
    peak = 0
    while True:
        rec["runs"] += 1
        outfile = os.path.join(work, "out%d" % rec["runs"])
        cwd = os.path.join(work, "c%d" % rec["runs"])
        os.mkdir(cwd)
        args = list(cmd) + [BOOT, testroot, mod, outfile, "--resources", a.resources]
        if a.impl_name:
            args += ["--impl-name", a.impl_name]
        if a.hide:
            args += ["--hide", a.hide]
        done = set(tests) | dead
        if done:
            skipf = os.path.join(work, "skip%d" % rec["runs"])
            with open(skipf, "w", encoding="ascii") as f:
                f.writelines(t + "\n" for t in sorted(done))
            args += ["--skip", skipf]
        env = dict(env0)
        env.update(TMPDIR=cwd, HOME=cwd)
        state = {"pos": 0}
        running, since, ended, why = None, time.monotonic(), False, ""
        before = len(tests)
        with open(log, "ab") as lf:
            p = subprocess.Popen(args, cwd=cwd, env=env, stdin=subprocess.DEVNULL,
                                 stdout=lf, stderr=lf, start_new_session=True)
            pause = 0.02
            while True:
                rc = p.poll()
                for l in read_lines(outfile, state):
                    f = l.split("\t")
                    since = time.monotonic()
                    if f[0] == "S":
                        running = f[1]
                    elif f[0] == "R":
                        tests[f[1]] = [f[2], int(f[3]), f[4]]
                        running = None
                    elif f[0] == "I":
                        info[f[1]] = f[2]
                    elif f[0] == "E":
                        ended = True
                now = time.monotonic()
                if rc is not None:
                    break
                if ended and now - since > 10:
                    why = "no exit"
                    break
                if now - t0 > a.timeout:
                    why = "module timeout"
                    break
                if now - since > a.test_timeout:
                    why = "timeout"
                    break
                if pause >= 0.2:
                    d = descendants(os.getpid())
                    mb = sum(d.values()) * PAGE_MB
                    peak = max(peak, mb)
                    if mb > a.mem:
                        why = "memory"
                        break
                    if os.path.getsize(log) > 200 << 20:
                        why = "output"
                        break
                time.sleep(pause)
                pause = min(0.3, pause * 1.5)
            if rc is None:
                kill_below()
                p.wait()
            for l in read_lines(outfile, state):
                f = l.split("\t")
                if f[0] == "S":
                    running = f[1]
                elif f[0] == "R":
                    tests[f[1]] = [f[2], int(f[3]), f[4]]
                    running = None
                elif f[0] == "I":
                    info[f[1]] = f[2]
                elif f[0] == "E":
                    ended = True
        kill_below()
        shutil.rmtree(cwd, ignore_errors=True)
        if ended:
            break
        if not why:
            why = "crash rc=%s" % p.returncode
        if running is not None:
            tests[running] = ["timeout" if "timeout" in why else "crash",
                              int((time.monotonic() - since) * 1000), why]
        else:
            info["died"] = why
            if len(tests) == before:
                break           # no progress: it dies before or between the tests
        if time.monotonic() - t0 > a.timeout or rec["runs"] > a.restarts:
            info["gave-up"] = why
            break
    rec["secs"] = round(time.monotonic() - t0, 1)
    rec["peak_mb"] = round(peak)
    if os.path.getsize(log) > 65536:
        with open(log, "rb+") as f:
            f.seek(-65536, 2)
            tail = f.read()
            f.seek(0)
            f.truncate()
            f.write(tail)
    shutil.rmtree(work, ignore_errors=True)
    return rec


def cmd_run(a):
    os.nice(a.nice)
    signal.signal(signal.SIGTERM, lambda *x: sys.exit(143))     # leaves no process behind
    try:        # orphans of a test come back to this process and can be ended
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
    except Exception:
        pass
    # work folder: short path (AF_UNIX names), own temp folder by default
    a.out = os.path.abspath(a.out)
    os.makedirs(a.out, exist_ok=True)
    own = a.work is None
    a.work = a.work or tempfile.mkdtemp(prefix="pc")
    os.makedirs(a.work, exist_ok=True)
    cmd = shlex.split(a.impl)
    root = os.path.join(a.work, "t")
    if a.reuse_copy and os.path.isdir(os.path.join(root, "test")):
        pass
    else:
        shutil.rmtree(root, ignore_errors=True)
        os.makedirs(root)
        n = make_copy(a.tests, root, a.neutralise, a.light)
        if a.neutralise:
            print("neutralised %d markers" % n, flush=True)
    have = sorted({re.sub(r"\.py$", "", n) for n in os.listdir(os.path.join(root, "test"))
                   if re.fullmatch(r"test_\w+(\.py)?", n)})
    tmap = tiers()
    if a.modules:
        mods = a.modules.split(",")
    else:
        want = a.tier.split(",")
        mods = sorted([m for m in have if tmap.get(m, "T5") in want],
                      key=lambda m: (tmap.get(m, "T5"), m))
    if a.exclude:
        mods = [m for m in mods if m not in a.exclude.split(",")]
    env0 = {k: v for k, v in os.environ.items()
            if k in ("PATH", "LD_LIBRARY_PATH", "USER", "LOGNAME", "SHELL")}
    env0.update(LANG="C.UTF-8", TERM="dumb")
    env0["PYTHONPATH"] = os.pathsep.join([root] + ([a.pythonpath] if a.pythonpath else []))
    for kv in a.env:
        k, v = kv.split("=", 1)
        env0[k] = v
    try:
        for mod in mods:
            path = os.path.join(a.out, mod + ".json")
            if a.resume and os.path.exists(path):
                continue
            if mod.split(".")[-1] not in have and "." not in mod:
                rec = {"module": mod, "secs": 0, "runs": 0,
                       "info": {"missing": "no such test module"}, "tests": {}}
            else:
                rec = run_module(cmd, mod, a, root, env0)
            with open(path, "w", encoding="utf-8") as f:
                json.dump(rec, f, indent=0)
            c = {}
            for s, _, _ in rec["tests"].values():
                c[s] = c.get(s, 0) + 1
            print("%-2s %-32s %6.1fs %5dMB  %s %s" % (
                tmap.get(mod, "T5"), mod, rec["secs"], rec.get("peak_mb", 0),
                " ".join("%s=%d" % kv for kv in sorted(c.items())),
                " ".join("%s:%s" % kv for kv in rec["info"].items()
                         if kv[0] not in ("tests", "import-ms"))), flush=True)
    finally:
        kill_below()
        if own:
            shutil.rmtree(a.work, ignore_errors=True)


def cmd_list(a):
    """The test ids of every module with their skip/expectedFailure flags, without running."""
    os.nice(a.nice)
    work = tempfile.mkdtemp(prefix="pc")
    root = os.path.join(work, "t")
    os.makedirs(root)
    make_copy(a.tests, root, a.neutralise)
    have = sorted({re.sub(r"\.py$", "", n) for n in os.listdir(os.path.join(root, "test"))
                   if re.fullmatch(r"test_\w+(\.py)?", n)})
    env = {k: v for k, v in os.environ.items() if k in ("PATH", "LD_LIBRARY_PATH")}
    env.update(LANG="C.UTF-8", TERM="dumb", HOME=work, TMPDIR=work, PYTHONPATH=root)
    res = {}
    try:
        for mod in a.modules.split(",") if a.modules else have:
            outfile = os.path.join(work, "o")
            if os.path.exists(outfile):
                os.unlink(outfile)
            args = shlex.split(a.impl) + [BOOT, root, mod, outfile, "--list", "--resources", a.resources]
            if a.impl_name:
                args += ["--impl-name", a.impl_name]
            if a.hide:
                args += ["--hide", a.hide]
            r = {"info": {}, "tests": {}}
            try:
                subprocess.run(args, env=env, cwd=work, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               timeout=a.timeout)
            except subprocess.TimeoutExpired:
                r["info"]["died"] = "timeout"
            for l in read_lines(outfile, {"pos": 0}):
                f = l.split("\t")
                if f[0] == "I":
                    r["info"][f[1]] = f[2]
                elif f[0] == "L":
                    r["tests"][f[1]] = [f[2], f[3]]
            res[mod] = r
            print(mod, len(r["tests"]), {k: v for k, v in r["info"].items()
                                         if k not in ("tests", "import-ms")} or "", flush=True)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    with open(a.to, "w", encoding="utf-8") as f:
        json.dump(res, f, indent=0)


# ------------------------------------------------------------------- scoring

def load_out(out):
    recs = {}
    for n in sorted(os.listdir(out)):
        if n.endswith(".json"):
            with open(os.path.join(out, n), encoding="utf-8") as f:
                r = json.load(f)
            recs[r["module"]] = r
    return recs


def pack(recs, label=""):
    """{module: {"secs":…, "ok": {"Class": "test_a test_b"}, "other": {id: status}}}"""
    res = {"label": label, "modules": {}}
    for mod, r in recs.items():
        m = {"secs": r["secs"], "ok": {}, "other": {}}
        for uid, (st, ms, msg) in sorted(r["tests"].items()):
            short = uid[len(mod) + 1:] if uid.startswith(mod + ".") else uid
            if st in PASS and "." in short and " " not in short:
                cls, name = short.rsplit(".", 1)
                m["ok"][cls] = (m["ok"].get(cls, "") + " " + name).strip()
            elif st in PASS:
                m["other"][short] = "ok"
            else:
                m["other"][short] = st
        for k in ("module-skip", "import-error", "load-error", "gave-up", "died", "missing"):
            if k in r["info"]:
                m[k] = r["info"][k]
        res["modules"][mod] = m
    return res


def unpack_ok(m, mod):
    """ids that pass in a packed module"""
    got = set()
    for cls, names in m["ok"].items():
        for n in names.split(" "):
            got.add("%s.%s.%s" % (mod, cls, n))
    for uid, st in m["other"].items():
        if st == "ok":
            got.add(mod + "." + uid)
    return got


def full(uid, mod):
    return uid if uid.startswith(mod + ".") else mod + "." + uid


def load_ref(path):
    import gzip
    op = gzip.open if path.endswith(".gz") else open
    with op(path, "rt", encoding="utf-8") as f:
        ref = json.load(f)
    return {mod: unpack_ok(m, mod) for mod, m in ref["modules"].items()}, ref


def score(recs, ref):
    """per module: (reference passes, of those passed, skipped, failed, absent, run here)"""
    rows = {}
    for mod in sorted(set(recs) | set(ref)):
        r = recs.get(mod)
        st = {full(u, mod): v[0] for u, v in r["tests"].items()} if r else {}
        want = ref.get(mod, set())
        ok = sum(1 for u in want if st.get(u) in PASS + ("xpass",))
        sk = sum(1 for u in want if st.get(u) == "skip")
        bad = sum(1 for u in want if st.get(u) in ("fail", "error", "crash", "timeout"))
        rows[mod] = dict(ref=len(want), ok=ok, skip=sk, bad=bad,
                         absent=len(want) - ok - sk - bad, ran=r is not None,
                         note=" ".join("%s: %s" % (k, r["info"][k]) for k in
                                       ("import-error", "load-error", "module-skip",
                                        "gave-up", "died", "missing")
                                       if k in r["info"]) if r else "")
    return rows


def tier_table(rows, tmap, only_run=False):
    tot = {}
    for mod, r in rows.items():
        if only_run and not r["ran"]:
            continue
        t = tot.setdefault(tmap.get(mod, "T5"), dict(mods=0, full=0, ref=0, ok=0, skip=0,
                                                      bad=0, absent=0))
        t["mods"] += 1
        t["full"] += r["ref"] > 0 and r["ok"] == r["ref"]
        for k in ("ref", "ok", "skip", "bad", "absent"):
            t[k] += r[k]
    return tot


def print_tiers(tot):
    print("%-7s %5s %6s %8s %8s %7s %7s %7s %7s" % (
        "tier", "mods", "all-ok", "ref", "pass", "%", "fail", "skip", "absent"))
    sums = {}
    for name in TIERS + ["T1-T5"]:
        t = tot.get(name)
        if name == "T1-T5":
            t = {k: sum(tot[x][k] for x in TIERS[:5] if x in tot)
                 for k in ("mods", "full", "ref", "ok", "bad", "skip", "absent")}
        if not t:
            continue
        print("%-7s %5d %6d %8d %8d %6.1f%% %7d %7d %7d" % (
            name, t["mods"], t["full"], t["ref"], t["ok"],
            100.0 * t["ok"] / t["ref"] if t["ref"] else 0, t["bad"], t["skip"], t["absent"]))
        sums[name] = t
    return sums


def cmd_summary(a):
    recs = load_out(a.out)
    tmap = tiers()
    if a.reference:
        ref, _ = load_ref(a.reference)
    else:
        ref = {m: {full(u, m) for u, v in r["tests"].items() if v[0] in PASS}
               for m, r in recs.items()}
    rows = score(recs, ref)
    if a.modules_table:
        for mod, r in sorted(rows.items(), key=lambda kv: (tmap.get(kv[0], "T5"), kv[0])):
            if r["ran"] or a.all:
                print("%-2s %-32s %5d/%-5d fail=%d skip=%d absent=%d %s" % (
                    tmap.get(mod, "T5"), mod, r["ok"], r["ref"], r["bad"], r["skip"],
                    r["absent"], r["note"][:120]))
        print()
    sums = print_tiers(tier_table(rows, tmap, only_run=not a.all))
    if a.markdown:
        with open(a.markdown, "w", encoding="utf-8") as f:
            f.write(markdown_summary(rows, tmap))
    if a.json:
        with open(a.json, "w", encoding="utf-8") as f:
            json.dump({"tiers": sums, "modules": rows}, f, indent=1)


def markdown_summary(rows, tmap):
    """Passed of reference, by tier and by module, for people."""
    rows = {mod: r for mod, r in rows.items() if r["ran"] and r["ref"]}
    share = lambda r: "%.1f %%" % (100.0 * r["ok"] / r["ref"])
    lines = ["# What passes", "",
             "Methods of CPython's test suite that pass, of those that pass on CPython itself",
             "(`reference/reference-3.14-portable.json.gz`). Written by `run_suite.py summary --markdown`.", "",
             "| tier | modules | all pass | passed | of | |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for tier, t in sorted(tier_table(rows, tmap).items()):
        lines.append("| %s | %d | %d | %d | %d | %s |" % (
            tier, t["mods"], t["full"], t["ok"], t["ref"], share(t)))
    lines += ["", "| tier | module | passed | of | |", "| --- | --- | ---: | ---: | ---: |"]
    for mod, r in sorted(rows.items(), key=lambda kv: (tmap.get(kv[0], "T5"), kv[0])):
        lines.append("| %s | %s | %d | %d | %s |" % (
            tmap.get(mod, "T5"), mod, r["ok"], r["ref"], share(r)))
    return "\n".join(lines) + "\n"


def load_expectations(folder):
    """{test id: reason}. One file a tier: {reason: {module: ids without the module's name}}"""
    reasons = {}
    for name in sorted(os.listdir(folder)):
        if name.endswith(".json"):
            with open(os.path.join(folder, name), encoding="utf-8") as f:
                for reason, modules in json.load(f).items():
                    for mod, ids in modules.items():
                        reasons.update({"%s.%s" % (mod, short): reason for short in ids})
    return reasons


def cmd_check(a):
    """Fails for a test that ought to pass, and for an expected failure that does."""
    recs = load_out(a.out)
    ref, _ = load_ref(a.reference)
    expected = load_expectations(a.expectations)
    unexpected, passing = [], []
    for mod, r in recs.items():
        st = {full(u, mod): v[0] for u, v in r["tests"].items()}
        for u in sorted(ref.get(mod, ())):
            if st.get(u) in PASS + ("xpass",):
                passing += [u] if u in expected else []
            elif u not in expected:
                unexpected.append(u)
    for u in unexpected:
        print("fails          ", u)
    for u in passing:
        print("passes, listed ", u)
    print("%d fail that are not listed, %d listed pass" % (len(unexpected), len(passing)))
    sys.exit(1 if unexpected or passing else 0)


def cmd_pack(a):
    recs = {}
    for d in [a.fill, a.out, a.override]:       # a later folder's module replaces an earlier one's
        if d:
            recs.update(load_out(d))
    if a.within:        # only ids that pass in that run too
        base = load_out(a.within)
        for mod, r in recs.items():
            ok = {u for u, v in base.get(mod, {"tests": {}})["tests"].items() if v[0] in PASS}
            for u, v in r["tests"].items():
                if v[0] in PASS and u not in ok:
                    r["tests"][u] = ["skip", 0, "does not pass in the plain run"]
    text = json.dumps(pack(recs, a.label), separators=(",", ":"), ensure_ascii=True)
    text = text.replace('},"test_', '},\n"test_')
    if a.to.endswith(".gz"):
        import gzip
        with gzip.GzipFile(a.to, "wb", mtime=0) as f:
            f.write(text.encode("ascii"))
    else:
        with open(a.to, "w", encoding="ascii") as f:
            f.write(text + "\n")


def cmd_diff(a):
    recs = load_out(a.out)
    ref, _ = load_ref(a.reference)
    groups, shown = {}, 0
    for mod, r in recs.items():
        if a.modules and mod not in a.modules.split(","):
            continue
        st = {full(u, mod): v for u, v in r["tests"].items()}
        for u in sorted(ref.get(mod, ())):
            v = st.get(u)
            if v and v[0] in PASS + ("xpass",):
                continue
            if a.group:
                key = re.sub(r"'[^']*'|0x[0-9a-f]+|\d+", "_", v[2].split(" @")[0])[:100] if v else \
                    "absent: " + " ".join("%s %s" % kv for kv in r["info"].items()
                                          if kv[0] not in ("tests", "import-ms"))[:100]
                groups.setdefault(key, []).append(u)
            elif shown < a.max:
                print("%-8s %s  %s" % (v[0] if v else "absent", u, v[2] if v else ""))
                shown += 1
    for key, us in sorted(groups.items(), key=lambda kv: -len(kv[1]))[:a.max]:
        print("%5d  %s   e.g. %s" % (len(us), key, us[0]))


def main():
    ap = argparse.ArgumentParser(description=__doc__,
                                 formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = ap.add_subparsers(dest="cmd", required=True)
    p = sub.add_parser("run")
    p.add_argument("--impl", required=True)
    p.add_argument("--tests", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--tier", default="T1,T2,T3,T4,T5")
    p.add_argument("--modules", default="")
    p.add_argument("--exclude", default="")
    p.add_argument("--timeout", type=float, default=600, help="seconds a module, all restarts")
    p.add_argument("--test-timeout", type=float, default=60, help="seconds without a result")
    p.add_argument("--restarts", type=int, default=25)
    p.add_argument("--mem", type=float, default=2048, help="MB for the process and its children")
    p.add_argument("--resources", default="subprocess", help="regrtest resources, comma separated")
    p.add_argument("--impl-name", default="", help="pretend sys.implementation.name")
    p.add_argument("--hide", default="", help="modules made unimportable")
    p.add_argument("--neutralise", action="store_true", help="drop RustPython's own markers")
    p.add_argument("--light", action="store_true", help="stand-ins for unittest and test.support")
    p.add_argument("--pythonpath", default="", help="put behind the test copy in PYTHONPATH")
    p.add_argument("--env", action="append", default=[], metavar="K=V")
    p.add_argument("--work", default=None, help="scratch folder (short path)")
    p.add_argument("--reuse-copy", action="store_true")
    p.add_argument("--resume", action="store_true", help="keep modules that have a result")
    p.add_argument("--nice", type=int, default=15)
    p.set_defaults(fn=cmd_run)
    p = sub.add_parser("list")
    p.add_argument("--impl", required=True)
    p.add_argument("--tests", required=True)
    p.add_argument("--to", required=True)
    p.add_argument("--modules", default="")
    p.add_argument("--resources", default="subprocess")
    p.add_argument("--impl-name", default="")
    p.add_argument("--hide", default="")
    p.add_argument("--neutralise", action="store_true")
    p.add_argument("--timeout", type=float, default=60)
    p.add_argument("--nice", type=int, default=15)
    p.set_defaults(fn=cmd_list)
    p = sub.add_parser("summary")
    p.add_argument("--out", required=True)
    p.add_argument("--reference")
    p.add_argument("--modules-table", action="store_true")
    p.add_argument("--all", action="store_true", help="count modules that were not run too")
    p.add_argument("--json")
    p.add_argument("--markdown", help="a file for people")
    p.set_defaults(fn=cmd_summary)
    p = sub.add_parser("check")
    p.add_argument("--out", required=True)
    p.add_argument("--reference", required=True)
    p.add_argument("--expectations", required=True)
    p.set_defaults(fn=cmd_check)
    p = sub.add_parser("pack")
    p.add_argument("--out", required=True)
    p.add_argument("--to", required=True)
    p.add_argument("--label", default="")
    p.add_argument("--fill", help="folder of a run for modules that --out lacks")
    p.add_argument("--override", help="folder of a run whose modules replace those of --out")
    p.add_argument("--within", help="folder of a run: ids that do not pass there are dropped")
    p.set_defaults(fn=cmd_pack)
    p = sub.add_parser("diff")
    p.add_argument("--out", required=True)
    p.add_argument("--reference", required=True)
    p.add_argument("--modules", default="")
    p.add_argument("--max", type=int, default=60)
    p.add_argument("--group", action="store_true", help="group by message")
    p.set_defaults(fn=cmd_diff)
    a = ap.parse_args()
    a.fn(a)


if __name__ == "__main__":
    main()
