/**
 * `_socket`: socket objects where no host grants a network.
 *
 * `socketpair()` works, within the process; whatever would leave it fails as on a machine that is not connected:
 * ENETUNREACH, and names do not resolve.
 */
import { argumentBinder } from "../../kernel/argument-binder.ts";
import { defineModule, defineType, fn, getset, method } from "../../kernel/define.ts";
import { type PyBaseException, exceptionTypes, makeException } from "../../kernel/exceptions.ts";
import type { HeapObject, KeywordNames, PyObject, Result } from "../../kernel/object.ts";
import { must, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import { isTrue } from "../../kernel/truth.ts";
import type { PyType } from "../../kernel/type.ts";
import { osError } from "../../exceptions/os-error.ts";
import { ERRNO, errnoMessage } from "../../host/errno.ts";
import { bytesLikeOf, toBytesLike, writableBytesOf } from "../../objects/buffer.ts";
import { makeBytes } from "../../objects/bytes.ts";
import { makeFloat, toDouble } from "../../objects/float.ts";
import { makeTuple } from "../../objects/tuple.ts";
import { toIndex } from "../../protocols/number.ts";
import { Endpoint, badDescriptor, closeEndpoint, endpointOf, openEndpoint } from "./endpoint.ts";

/** Linux's numbers. */
const CONSTANTS = {
  AF_UNSPEC: 0,
  AF_UNIX: 1,
  AF_INET: 2,
  AF_INET6: 10,
  SOCK_STREAM: 1,
  SOCK_DGRAM: 2,
  SOCK_RAW: 3,
  SOCK_NONBLOCK: 2048,
  SOCK_CLOEXEC: 524288,
  SOL_SOCKET: 1,
  SO_REUSEADDR: 2,
  SO_TYPE: 3,
  SO_ERROR: 4,
  SO_BROADCAST: 6,
  SO_SNDBUF: 7,
  SO_RCVBUF: 8,
  SO_KEEPALIVE: 9,
  SO_LINGER: 13,
  SO_REUSEPORT: 15,
  SOMAXCONN: 4096,
  IPPROTO_IP: 0,
  IPPROTO_TCP: 6,
  IPPROTO_UDP: 17,
  IPPROTO_IPV6: 41,
  IPV6_V6ONLY: 26,
  TCP_NODELAY: 1,
  MSG_OOB: 1,
  MSG_PEEK: 2,
  MSG_DONTWAIT: 64,
  AI_PASSIVE: 1,
  AI_CANONNAME: 2,
  AI_NUMERICHOST: 4,
  AI_NUMERICSERV: 1024,
  AI_ADDRCONFIG: 32,
  NI_NUMERICHOST: 1,
  NI_NUMERICSERV: 2,
  NI_MAXHOST: 1025,
  EAI_NONAME: -2,
  EAI_AGAIN: -3,
  EAI_FAMILY: -6,
  SHUT_RD: 0,
  SHUT_WR: 1,
  SHUT_RDWR: 2,
  INADDR_ANY: 0,
  INADDR_BROADCAST: 0xffffffff,
  INADDR_LOOPBACK: 0x7f000001,
};

class PySocket implements HeapObject {
  declare readonly cls: PyType;
  fd = -1;
  family: number = CONSTANTS.AF_INET;
  type: number = CONSTANTS.SOCK_STREAM;
  proto = 0;
  /** Seconds; null waits for ever. */
  timeout: number | null = null;
}

const bindInit = argumentBinder("socket", "(family=-1, type=-1, proto=-1, fileno=None)");

function init(self: PySocket, args: PyObject[], kwnames: KeywordNames): Result {
  const [family, type, proto, fileno] = must(bindInit(args, kwnames)) as [
    PyObject,
    PyObject,
    PyObject,
    PyObject,
  ];
  const number = (value: PyObject, otherwise: number) => {
    const given = must(toIndex(value, "OverflowError"));
    return given === -1 ? otherwise : given;
  };
  self.family = number(family, CONSTANTS.AF_INET);
  self.type = number(type, CONSTANTS.SOCK_STREAM);
  self.proto = number(proto, 0);
  if (fileno === None) {
    self.fd = openEndpoint(new Endpoint());
    return None;
  }
  const fd = must(toIndex(fileno, "OverflowError"));
  if (fd < 0) throw valueError("negative file descriptor");
  if (endpointOf(fd) === undefined) throw badDescriptor();
  self.fd = fd;
  return None;
}

function endpoint(self: PySocket): Endpoint {
  const found = endpointOf(self.fd);
  if (found === undefined) throw badDescriptor();
  return found;
}

function systemError(errno: number): PyBaseException {
  return osError(errno, errnoMessage(errno));
}

function unreachable(): never {
  throw systemError(ERRNO.ENETUNREACH);
}

/** Up to `size` bytes; empty when the other end is closed. Nobody else runs who could send any more. */
function receive(self: PySocket, size: number): Uint8Array {
  const end = endpoint(self);
  if (end.peer === null) throw systemError(ERRNO.ENOTCONN);
  const first = end.received.shift();
  if (first === undefined) {
    if (end.peer.closed) return new Uint8Array();
    if (self.timeout === null) throw systemError(ERRNO.EDEADLK);
    if (self.timeout === 0) throw systemError(ERRNO.EAGAIN);
    rt.host.clock.sleep(self.timeout);
    throw makeException(exceptionTypes.TimeoutError, ["timed out"]);
  }
  if (first.length <= size) return first;
  end.received.unshift(first.slice(size));
  return first.slice(0, size);
}

function send(self: PySocket, data: PyObject): number {
  const { peer } = endpoint(self);
  if (peer === null) throw systemError(ERRNO.ENOTCONN);
  if (peer.closed) throw systemError(ERRNO.EPIPE);
  const bytes = toBytesLike(data);
  if (bytes.length > 0) peer.received.push(bytes.slice());
  return bytes.length;
}

function receiveInto(self: PySocket, buffer: PyObject, size: PyObject): Result {
  const target = writableBytesOf(buffer) ?? bytesLikeOf(buffer);
  if (target === null) throw systemError(ERRNO.EINVAL);
  const limit = must(toIndex(size, "OverflowError")) || target.length;
  const bytes = receive(self, Math.min(limit, target.length));
  target.set(bytes);
  return bytes.length;
}

function setTimeout(self: PySocket, value: PyObject): Result {
  const seconds = value === None ? null : toDouble(value);
  if (seconds !== null && seconds < 0) throw valueError("Timeout value out of range");
  self.timeout = seconds;
  return None;
}

function close(self: PySocket): Result {
  const { fd } = self;
  self.fd = -1;
  if (fd >= 0) closeEndpoint(fd);
  return None;
}

function detach(self: PySocket): Result {
  const { fd } = self;
  self.fd = -1;
  return fd;
}

const noNetwork = (signature: string, doc: string) => method(signature, doc, unreachable);

const socketType = defineType("socket", {
  instance: PySocket,
  module: "_socket",
  doc: "One end of a connection.",
  slots: {
    __new__: (type) => new type.JS(),
    __init__: init,
    __repr__: (self: PySocket) =>
      `<socket object, fd=${self.fd}, family=${self.family}, type=${self.type}, proto=${self.proto}>`,
  },
  methods: {
    family: getset(null, (self: PySocket) => self.family),
    type: getset(null, (self: PySocket) => self.type),
    proto: getset(null, (self: PySocket) => self.proto),
    timeout: getset(null, (self: PySocket) => (self.timeout === null ? None : makeFloat(self.timeout))),
    fileno: method("($self, /)", "The descriptor; -1 when closed.", (self: PySocket) => self.fd),
    detach: method("($self, /)", "Give the descriptor away.", detach),
    close: method("($self, /)", "Close the socket.", close),
    recv: method(
      "($self, bufsize, flags=0, /)",
      "Receive up to bufsize bytes.",
      (self: PySocket, size: PyObject) => makeBytes(receive(self, must(toIndex(size, "OverflowError")))),
    ),
    recv_into: method(
      "($self, buffer, nbytes=0, flags=0)",
      "Receive into a buffer; answers how many bytes.",
      receiveInto,
    ),
    send: method("($self, data, flags=0, /)", "Send bytes; answers how many.", send),
    sendall: method("($self, data, flags=0, /)", "Send all bytes.", (self: PySocket, data: PyObject) => {
      send(self, data);
      return None;
    }),
    shutdown: method("($self, how, /)", "Close one half of the connection.", () => None),
    setblocking: method(
      "($self, flag, /)",
      "Wait for ever, or not at all.",
      (self: PySocket, flag: PyObject) => {
        self.timeout = must(isTrue(flag)) ? null : 0;
        return None;
      },
    ),
    getblocking: method("($self, /)", "Whether operations wait.", (self: PySocket) => self.timeout !== 0),
    settimeout: method("($self, timeout, /)", "How long operations wait.", setTimeout),
    gettimeout: method("($self, /)", "How long operations wait.", (self: PySocket) =>
      self.timeout === null ? None : makeFloat(self.timeout),
    ),
    setsockopt: method(
      "($self, level, option, value=0, optlen=0, /)",
      "Set an option: there are none to set.",
      () => None,
    ),
    getsockopt: method("($self, level, option, buflen=0, /)", "An option.", () => 0),
    getsockname: method("($self, /)", "The address of this end.", () => ""),
    getpeername: method("($self, /)", "The address of the other end.", () => ""),
    connect: noNetwork("($self, address, /)", "Connect to an address."),
    connect_ex: method(
      "($self, address, /)",
      "Connect to an address; answers an errno.",
      () => ERRNO.ENETUNREACH,
    ),
    bind: noNetwork("($self, address, /)", "Take an address."),
    listen: noNetwork("($self, backlog=0, /)", "Wait for connections."),
    _accept: noNetwork("($self, /)", "Take a connection."),
    sendto: noNetwork("($self, data, flags=0, address=None, /)", "Send to an address."),
    recvfrom: noNetwork("($self, bufsize, flags=0, /)", "Receive with the sender's address."),
  },
});

const gaiErrorType = defineType("gaierror", {
  base: exceptionTypes.OSError,
  module: "socket",
  hasDict: true,
});
const hostErrorType = defineType("herror", { base: exceptionTypes.OSError, module: "socket", hasDict: true });

function unresolved(): never {
  throw makeException(gaiErrorType, [CONSTANTS.EAI_AGAIN, "Temporary failure in name resolution"]);
}

function socketpair(family: PyObject, type: PyObject, proto: PyObject): Result {
  const [first, second] = [new Endpoint(), new Endpoint()];
  first.peer = second;
  second.peer = first;
  const make = (end: Endpoint) => {
    const socket = new PySocket();
    socket.family = must(toIndex(family, "OverflowError"));
    socket.type = must(toIndex(type, "OverflowError"));
    socket.proto = must(toIndex(proto, "OverflowError"));
    socket.fd = openEndpoint(end);
    return socket;
  };
  return makeTuple([make(first), make(second)]);
}

export const socketModule = defineModule("_socket", {
  doc: "Sockets within the process: there is no network.",
  constants: {
    ...CONSTANTS,
    error: exceptionTypes.OSError,
    timeout: exceptionTypes.TimeoutError,
    SocketType: socketType,
    has_ipv6: false,
  },
  types: [socketType, gaiErrorType, hostErrorType],
  functions: {
    socketpair: fn(
      "(family=1, type=1, proto=0, /)",
      "Two sockets that are connected with each other.",
      socketpair,
    ),
    close: fn("($module, fd, /)", "Close a descriptor.", (fd) => {
      closeEndpoint(must(toIndex(fd, "OverflowError")));
      return None;
    }),
    getaddrinfo: fn(
      "(host, port, family=0, type=0, proto=0, flags=0)",
      "The addresses of a name.",
      unresolved,
    ),
    gethostbyname: fn("(host, /)", "The address of a name.", unresolved),
    gethostname: fn("($module, /)", "The name of this machine.", () => "localhost"),
    getdefaulttimeout: fn("($module, /)", "How long new sockets wait.", () => None),
    setdefaulttimeout: fn("($module, timeout, /)", "How long new sockets wait.", () => None),
  },
});
