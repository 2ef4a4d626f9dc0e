package io.secureconnect.examples.command;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.IpProtocol;
import io.secureconnect.api.sa.PortRange;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.Exemption;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads {@code SIDE:PROTOCOL/PORT@PREFIX}: {@code in:tcp/22@192.0.2.0/24} keeps SSH from there to this host in clear, {@code
 * out:udp/53} names from anywhere. {@code icmp/TYPE} and {@code icmpv6/TYPE} are for both ways. Without a prefix it is about
 * everyone, over IPv4 and IPv6 as far as the protocol goes.
 */
final class FailsafeConverter implements ITypeConverter<FailsafeConverter.Failsafe> {
    static final String SYNTAX = "(in|out):(tcp|udp)/PORT[-PORT][@PREFIX] or (icmp|icmpv6)/TYPE[@PREFIX]";
    private static final Pattern PORTS = Pattern.compile("(in|out):(tcp|udp)/([0-9]{1,5})(?:-([0-9]{1,5}))?(?:@(.+))?");
    private static final Pattern ICMP = Pattern.compile("(icmp|icmpv6)/([0-9]{1,3})(?:@(.+))?");

    /** What one option stands for. */
    record Failsafe(List<Exemption> exemptions) {}

    @Override
    public Failsafe convert(String text) {
        Matcher ports = PORTS.matcher(text);
        Matcher icmp = ICMP.matcher(text);
        try {
            if (ports.matches()) {
                return ports(text, ports);
            }
            if (icmp.matches()) {
                return icmp(text, icmp);
            }
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "': " + e.getMessage());
        }
        throw new TypeConversionException("'" + text + "' is not " + SYNTAX + ", such as in:tcp/22@192.0.2.0/24");
    }

    private static Failsafe ports(String text, Matcher form) {
        int first = Integer.parseInt(form.group(3));
        PortRange ports = new PortRange(first, form.group(4) == null ? first : Integer.parseInt(form.group(4)));
        boolean in = form.group(1).equals("in");
        int protocol = form.group(2).equals("tcp") ? IpProtocol.TCP : IpProtocol.UDP;
        List<AddressPrefix> remotes = prefixes(form.group(5), AddressFamily.values());
        return failsafe(text, remotes, selector -> {
            selector.protocol(protocol);
            return in ? selector.localPorts(ports) : selector.remotePorts(ports);
        });
    }

    private static Failsafe icmp(String text, Matcher form) {
        boolean v4 = form.group(1).equals("icmp");
        int type = Integer.parseInt(form.group(2));
        if (type > 255) {
            throw new IllegalArgumentException("an ICMP type is 0 to 255");
        }
        AddressFamily family = v4 ? AddressFamily.IPV4 : AddressFamily.IPV6;
        List<AddressPrefix> remotes = prefixes(form.group(3), family);
        if (remotes.get(0).family() != family) {
            throw new IllegalArgumentException(form.group(1) + " and " + remotes.get(0) + " do not go together");
        }
        return failsafe(
                text,
                remotes,
                selector -> selector.protocol(v4 ? IpProtocol.ICMP : IpProtocol.ICMPV6)
                        .icmpType(type));
    }

    private static List<AddressPrefix> prefixes(@Nullable String text, AddressFamily... families) {
        return text != null
                ? List.of(AddressPrefix.parse(text))
                : Arrays.stream(families).map(AddressPrefix::any).collect(Collectors.toList());
    }

    private static Failsafe failsafe(
            String text, List<AddressPrefix> remotes, UnaryOperator<TrafficSelector.Builder> packets) {
        return new Failsafe(remotes.stream()
                .map(remote -> new Exemption(
                        "failsafe " + text + " over " + remote.family(),
                        packets.apply(TrafficSelector.builder()
                                        .local(AddressPrefix.any(remote.family()))
                                        .remote(remote))
                                .build()))
                .collect(Collectors.toList()));
    }
}
