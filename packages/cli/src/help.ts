/**
 * What the command says about itself.
 */
import { stageNames } from "./stages.ts";

export const USAGE = "usage: pyvm [option] ... [-c cmd | -m mod | file | -] [arg] ...\n";

export const HELP = `${USAGE}Options:
-b     : warn about converting bytes to str and comparing bytes with str (-bb: raise)
-B     : don't write .pyc files on import; also PYTHONDONTWRITEBYTECODE=x
-c cmd : program passed in as string (terminates option list)
-E     : ignore PYTHON* environment variables
-h     : print this help message and exit (also -? or --help)
-i     : read from the terminal after running the program
-I     : isolate from the user's environment (implies -E, -P and -s)
-m mod : run library module as a script (terminates option list)
-O     : remove assert and __debug__-dependent statements; also PYTHONOPTIMIZE=x
-OO    : do -O changes and also discard docstrings
-P     : don't prepend a potentially unsafe path to sys.path; also PYTHONSAFEPATH
-q     : don't print version and copyright messages on interactive startup
-s     : don't add user site directory to sys.path; also PYTHONNOUSERSITE=x
-S     : don't imply 'import site' on initialization
-u     : don't buffer stdout and stderr; also PYTHONUNBUFFERED=x
-V     : print the Python version number and exit (also --version)
-W arg : warning control; also PYTHONWARNINGS=arg
-x     : skip first line of source
-X opt : set implementation-specific option
--check-hash-based-pycs always|default|never:
         whether hash-based .pyc files are compared with their sources
--stage NAME file:
         show what a stage of the pipeline makes of a program instead of running it;
         NAME is ${stageNames.join(", ")}

Arguments:
file   : program read from script file
-      : program read from stdin (default; interactive mode if a tty)
arg ...: arguments passed to program in sys.argv[1:]
`;
