package org.honeyspam.proxy;

import java.io.ByteArrayOutputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import org.honeyspam.dialogue.Endpoint;

/**
 * Dante 1.4.2 as Debian ships it, set up to connect and nothing else, with addresses of both kinds.
 * What it says was taken from the running program.
 */
final class Dante implements SocksPersona {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int REQUEST_BYTES_MAX = 1_391;
    private static final byte GRANTED_4 = 0x5a;
    private static final byte REJECTED_4 = 0x5b;
    private static final byte[] SILENT = {};
    private static final byte[] NOWHERE = new byte[6];

    @Override
    public boolean speaksVersion4() {
        return true;
    }

    @Override
    public Duration patience(Duration requestMax) {
        return requestMax.compareTo(PATIENCE) < 0 ? requestMax : PATIENCE;
    }

    @Override
    public byte[] toOtherVersion() {
        return SILENT;
    }

    @Override
    public boolean refusesStart(byte[] request, int length) {
        int version = request[0];
        if (version != SocksGrammar.VERSION_4 && version != SocksGrammar.VERSION_5) {
            return true;
        }
        boolean command =
                length < 2
                        || (request[1] >= SocksRequest.CONNECT
                                && request[1] <= SocksRequest.UDP_ASSOCIATE);
        boolean type =
                version == SocksGrammar.VERSION_4
                        || length < SocksGrammar.ADDRESS_AT
                        || request[3] == SocksGrammar.IPV4
                        || request[3] == SocksGrammar.NAME
                        || request[3] == SocksGrammar.IPV6;
        return !command || !type;
    }

    @Override
    public int requestBytesMax() {
        return REQUEST_BYTES_MAX;
    }

    @Override
    public int flaw(SocksRequest request) {
        Target target = request.target();
        if (target == null) {
            return SILENCE;
        }
        if (!request.resolves()) {
            return HOST_UNREACHABLE;
        }
        if (request.command() == SocksRequest.CONNECT) {
            return request.leadsNowhere() ? UNKNOWN_ADDRESS_TYPE : SUCCEEDED;
        }
        // For UDP it looks for an end of its own first, and has none of IPv6.
        boolean ipv6 =
                request.addressType() == SocksGrammar.IPV6
                        && target.host().indexOf(':') >= 0
                        && !request.leadsNowhere();
        boolean udp = request.command() == SocksRequest.UDP_ASSOCIATE;
        return udp && ipv6 ? UNKNOWN_ADDRESS_TYPE : NOT_ALLOWED;
    }

    @Override
    public byte[] reply(int code, SocksRequest request, Endpoint bound) {
        var reply = new ByteArrayOutputStream();
        if (request.isVersion4()) {
            reply.write(0);
            reply.write(code == SUCCEEDED ? GRANTED_4 : REJECTED_4);
            reply.writeBytes(end4(code, request, bound));
        } else {
            reply.write(SocksGrammar.VERSION_5);
            reply.write(code);
            reply.write(0);
            end5(code, request, bound, reply);
        }
        return reply.toByteArray();
    }

    /** Port and address: of its own end if there was one, else those that were asked for. */
    private static byte[] end4(int code, SocksRequest request, Endpoint bound) {
        if (code == TTL_EXPIRED) {
            return NOWHERE;
        }
        byte[] end = java.util.Arrays.copyOfRange(request.raw(), 2, SocksGrammar.USER_AT);
        if (code == SUCCEEDED || code == REFUSED) {
            port(bound.port(), end, 0);
            boolean ipv4 = bound.ip() instanceof Inet4Address;
            byte[] ip = ipv4 ? bound.ip().getAddress() : new byte[SocksGrammar.IPV4_BYTES];
            System.arraycopy(ip, 0, end, 2, ip.length);
        }
        return end;
    }

    private static void end5(
            int code, SocksRequest request, Endpoint bound, ByteArrayOutputStream reply) {
        Target target = request.target();
        if (code == TTL_EXPIRED || target == null) {
            reply.write(SocksGrammar.IPV4);
            reply.writeBytes(NOWHERE);
            return;
        }
        byte[] port = new byte[2];
        if (code == SUCCEEDED || code == REFUSED) {
            InetAddress ip = bound.ip();
            reply.write(ip instanceof Inet4Address ? SocksGrammar.IPV4 : SocksGrammar.IPV6);
            reply.writeBytes(ip.getAddress());
            port(bound.port(), port, 0);
        } else {
            reply.write(request.addressType());
            if (request.addressType() == SocksGrammar.NAME) {
                reply.write(request.address().length);
            }
            reply.writeBytes(request.address());
            port(target.port(), port, 0);
        }
        reply.writeBytes(port);
    }

    private static void port(int port, byte[] into, int at) {
        into[at] = (byte) (port >> 8);
        into[at + 1] = (byte) port;
    }

    @Override
    public byte[] toOtherLogin() {
        return SILENT;
    }

    @Override
    public int refusedLogin(boolean emptyPassword) {
        return FAILURE;
    }
}
