/** No test reaches any network but loopback: every other connection fails at once with a message that says so. */
import net from 'node:net';

const loopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+|localhost|)$/;
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const first = Array.isArray(args[0]) ? args[0][0] : args[0];
  const options = typeof first === 'object' && first !== null ? first : { host: args[1] };
  const host = options.path ? '' : String(options.host ?? '');
  if (!loopback.test(host)) {
    throw new Error(`A test tried to reach ${host}: only loopback is allowed.`);
  }
  return connect.apply(this, args);
};
