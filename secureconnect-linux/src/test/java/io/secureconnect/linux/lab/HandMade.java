package io.secureconnect.linux.lab;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.IpAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * IPsec made by hand with {@code ip xfrm}, as an administrator or another program would: for scenarios about the kernel
 * itself, and for foreign objects that must stay as they are. All texts are arguments of {@link NetworkNamespace#ip}.
 */
public final class HandMade {
    /** The reqid of everything made here; far from the range that is ours. */
    public static final int REQID = 9;

    private static final SecureRandom RANDOM = new SecureRandom();

    private HandMade() {}

    /**
     * Both ends demand ESP of each other in both directions and have SAs for it: SPI 0x1001 from a to b, 0x1002 from b to
     * a. IPv6 neighbour discovery is exempt.
     */
    public static void protect(Wire wire, AddressFamily family) {
        IpAddress a = wire.a().address(family);
        IpAddress b = wire.b().address(family);
        String there = state(a, b, 0x1001);
        String back = state(b, a, 0x1002);
        for (Wire.End end : List.of(wire.a(), wire.b())) {
            end.namespace().ip(there, back);
            demandEsp(end, wire.peerOf(end), family);
        }
    }

    /** {@code local} demands ESP towards and from {@code remote}, neighbour discovery exempt; no SA yet. */
    public static void demandEsp(Wire.End local, Wire.End remote, AddressFamily family) {
        IpAddress here = local.address(family);
        IpAddress there = remote.address(family);
        local.namespace().ip(policy(here, there, "out"), policy(there, here, "in"));
        if (family == AddressFamily.IPV6) {
            local.namespace().ip(neighbourDiscovery("in", "out").toArray(String[]::new));
        }
    }

    /** Adds a transport-mode AES-256-GCM state with a new random key and a replay window of 32. */
    public static String state(IpAddress source, IpAddress destination, int spi) {
        byte[] keyAndSalt = new byte[36];
        RANDOM.nextBytes(keyAndSalt);
        return "xfrm state add src " + source + " dst " + destination + " proto esp spi 0x" + Integer.toHexString(spi)
                + " reqid " + REQID + " mode transport replay-window 32 aead rfc4106(gcm(aes)) 0x"
                + HexFormat.of().formatHex(keyAndSalt) + " 128";
    }

    /** Adds a policy of priority 100 that demands ESP. */
    public static String policy(IpAddress source, IpAddress destination, String direction) {
        return "xfrm policy add " + selector(source, destination, direction) + " priority 100 "
                + template(source, destination);
    }

    /** What names a host-to-host policy. */
    public static String selector(IpAddress source, IpAddress destination, String direction) {
        return "src " + source + " dst " + destination + " dir " + direction;
    }

    /** The template of a policy that demands ESP in transport mode. */
    public static String template(IpAddress source, IpAddress destination) {
        return "tmpl src " + source + " dst " + destination + " proto esp reqid " + REQID + " mode transport";
    }

    /** Adds policies of priority 10 that let ICMPv6 133 to 136 pass in the given directions. */
    public static List<String> neighbourDiscovery(String... directions) {
        List<String> policies = new ArrayList<>();
        for (String direction : directions) {
            for (int type = 133; type <= 136; type++) {
                policies.add("xfrm policy add src ::/0 dst ::/0 proto ipv6-icmp type " + type + " dir " + direction
                        + " priority 10");
            }
        }
        return policies;
    }
}
