package dev.tidemark.http.gate;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/// Tells loopback from everywhere else, without asking any name server.
final class Loopback {

    private Loopback() {}

    /// Whether a host, as in a configuration or before the port of a `Host` header, is this machine and no other.
    static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.equals("localhost") || name.endsWith(".localhost")) {
            return true;
        }
        byte[] address = NetUtil.createByteArrayFromIpAddressString(name);
        try {
            return address != null && InetAddress.getByAddress(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
