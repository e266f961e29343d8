"""Command-line arguments."""

import sys

print(len(sys.argv), sys.argv[1:])
options, files = {}, []
arguments = iter(sys.argv[1:])
for argument in arguments:
    if argument.startswith("--") and "=" in argument:
        name, _, value = argument[2:].partition("=")
        options[name] = value
    elif argument.startswith("-"):
        options[argument.lstrip("-")] = next(arguments, True)
    else:
        files.append(argument)
print(options, files)
if __name__ == "__main__":
    print("main", __name__, __doc__)
sys.exit(len(files))
