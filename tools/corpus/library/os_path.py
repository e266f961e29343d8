"""os.path, and os on files of the program's own folder."""

import os
import os.path

print(os.path.join("a", "b", "c.txt"), os.path.join("a", "/b"), os.path.join("a/", ""), os.path.split("/a/b/c"), os.path.splitext("x/y.tar.gz"), os.path.splitext(".hidden"), os.path.basename("/a/b/"), os.path.dirname("/a/b/c"), os.path.normpath("a/./b/../c//d"), os.path.isabs("/x"), os.path.commonprefix(["abc", "abd"]), os.path.commonpath(["/a/b", "/a/c"]), os.path.relpath("/a/b/c", "/a/d"), os.path.splitroot("//x/y"))
print(os.path.exists("data.txt"), os.path.isfile("data.txt"), os.path.isdir("folder"), os.path.getsize("data.txt"), os.path.exists("nope"), os.path.abspath("x") == os.path.join(os.getcwd(), "x"), os.path.samefile("data.txt", "./data.txt"))
print(os.sep, os.linesep == "\n", os.curdir, os.pardir, os.extsep, os.name, os.path.expanduser("~") != "~" or True, os.fspath("x"), os.environ.get("SURELY_NOT_SET", "default"))
print(sorted(os.listdir("folder")), sorted(entry.name + ("/" if entry.is_dir() else "") for entry in os.scandir("folder")))
for root, folders, files in sorted(os.walk("folder")):
    print(root, sorted(folders), sorted(files))
os.mkdir("made")
os.makedirs("made/x/y", exist_ok=True)
with open("made/f.txt", "w") as file:
    file.write("hello")
os.rename("made/f.txt", "made/g.txt")
print(sorted(os.listdir("made")), os.stat("made/g.txt").st_size, os.access("made/g.txt", os.R_OK))
os.remove("made/g.txt")
os.removedirs("made/x/y")
print(os.path.exists("made"))
for bad in [lambda: os.listdir("nope"), lambda: os.remove("nope"), lambda: os.mkdir("folder"), lambda: os.rmdir("folder"), lambda: os.stat("nope"), lambda: os.path.getsize("nope"), lambda: os.fspath(5), lambda: os.path.join("a", 5), lambda: os.path.join("a", b"b")]:
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, getattr(error, "strerror", None) or error, getattr(error, "filename", None))
fd = os.open("data.txt", os.O_RDONLY)
print(os.read(fd, 5))
os.close(fd)
here = os.getcwd()
os.chdir("folder")
print(os.path.basename(os.getcwd()), os.path.exists("inner.txt"))
os.chdir(here)
