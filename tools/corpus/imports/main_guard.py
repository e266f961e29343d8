"""`if __name__ == "__main__"` here and in an imported module."""

import module_with_main

print(__name__)


def main():
    print("main of", __name__)
    return 3


if __name__ == "__main__":
    module_with_main.main()
    raise SystemExit(main())
