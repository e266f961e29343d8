"""Describes how the interpreter was built, for sysconfig on Linux. There is no C build to describe: what is here
is what programs ask for to find their way around an installation.
"""

build_time_vars = {
    "ABIFLAGS": "",
    "EXE": "",
    "EXT_SUFFIX": ".pyvm-314.so",
    "MULTIARCH": "",
    "Py_DEBUG": 0,
    "Py_ENABLE_SHARED": 0,
    "Py_GIL_DISABLED": 0,
    "SHLIB_SUFFIX": ".so",
    "SOABI": "pyvm-314",
    "VERSION": "3.14",
    "WITH_DOC_STRINGS": 1,
}
