package io.secureconnect.examples.command;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.IpProtocol;
import io.secureconnect.api.sa.PortRange;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.Exemption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads {@code SIDE:PROTOCOL/PORT@PREFIX}: {@code in:tcp/22@192.0.2.0/24} keeps SSH from there to this host in clear, {@code
 * out:udp/53} names from anywhere. Without a prefix it is about everyone, over IPv4 and IPv6.
 */
final class FailsafeConverter implements ITypeConverter<FailsafeConverter.Failsafe> {
    static final String SYNTAX = "in|out:tcp|udp/PORT[-PORT][@PREFIX]";
    private static final Pattern FORM = Pattern.compile("(in|out):(tcp|udp)/([0-9]{1,5})(?:-([0-9]{1,5}))?(?:@(.+))?");

    /** What one option stands for. */
    record Failsafe(List<Exemption> exemptions) {}

    @Override
    public Failsafe convert(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new TypeConversionException("'" + text + "' is not " + SYNTAX + ", such as in:tcp/22@192.0.2.0/24");
        }
        try {
            int first = Integer.parseInt(form.group(3));
            PortRange ports = new PortRange(first, form.group(4) == null ? first : Integer.parseInt(form.group(4)));
            int protocol = form.group(2).equals("tcp") ? IpProtocol.TCP : IpProtocol.UDP;
            return new Failsafe(prefixes(form.group(5)).stream()
                    .map(remote -> exemption(text, form.group(1).equals("in"), protocol, ports, remote))
                    .collect(Collectors.toList()));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "': " + e.getMessage());
        }
    }

    private static List<AddressPrefix> prefixes(@Nullable String text) {
        List<AddressPrefix> prefixes = new ArrayList<>();
        if (text != null) {
            prefixes.add(AddressPrefix.parse(text));
        } else {
            for (AddressFamily family : AddressFamily.values()) {
                prefixes.add(AddressPrefix.any(family));
            }
        }
        return prefixes;
    }

    private static Exemption exemption(String text, boolean in, int protocol, PortRange ports, AddressPrefix remote) {
        TrafficSelector.Builder selector = TrafficSelector.builder()
                .local(AddressPrefix.any(remote.family()))
                .remote(remote)
                .protocol(protocol);
        selector = in ? selector.localPorts(ports) : selector.remotePorts(ports);
        return new Exemption("failsafe " + text + " over " + remote.family(), selector.build());
    }
}
