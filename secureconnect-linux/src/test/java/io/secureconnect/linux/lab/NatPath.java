package io.secureconnect.linux.lab;

import io.secureconnect.api.sa.IpAddress;

/**
 * Two hosts, the first behind a NAT: {@code a} 10.11.0.1 — {@code nat} 10.11.0.2, 10.12.0.1 — {@code b} 10.12.0.2. What a
 * sends to b gets there from {@link #mapped}. IPv4 only; b knows no way to a but the NAT.
 *
 * @param inside the wire of a and the NAT
 * @param outside the wire of the NAT and b
 */
public record NatPath(Wire inside, Wire outside) {
    static NatPath lay(Lab lab) {
        NetworkNamespace a = lab.namespace("a");
        NetworkNamespace nat = lab.namespace("nat");
        NetworkNamespace b = lab.namespace("b");
        NatPath path = new NatPath(lab.wire(a, nat, 11), lab.wire(nat, b, 12));
        a.ip("route add default via " + path.inside.b().ipv4());
        nat.sysctl("net.ipv4.ip_forward", "1");
        // The packaged kernel's nftables lack the families "ip" and "inet", so it is the older interface that
        // masquerades.
        nat.run(
                        "iptables-legacy",
                        "-t",
                        "nat",
                        "-A",
                        "POSTROUTING",
                        "-o",
                        path.outside.a().device(),
                        "-j",
                        "MASQUERADE")
                .orThrow();
        return path;
    }

    /** The host behind the NAT. */
    public Wire.End a() {
        return inside.a();
    }

    public Wire.End b() {
        return outside.b();
    }

    /** Where b sees a: the NAT's outer address. */
    public IpAddress mapped() {
        return outside.a().ipv4();
    }
}
