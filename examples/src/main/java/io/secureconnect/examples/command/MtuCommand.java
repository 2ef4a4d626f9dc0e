package io.secureconnect.examples.command;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.EspOverhead;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.examples.Surroundings;
import io.secureconnect.examples.console.ExitStatus;
import io.secureconnect.examples.console.Json;
import io.secureconnect.examples.console.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code mtu}: what ESP costs and what is left. */
@Command(
        name = "mtu",
        description =
                "Tells, exactly, how many octets ESP in transport mode adds to a packet, and the largest clear-text"
                        + " packet and TCP segment that still fit a path.")
final class MtuCommand extends SdkCommand {
    private static final int TCP_HEADER = 20;

    @Option(
            names = "--suite",
            paramLabel = "SUITE",
            converter = Suite.class,
            description = "An ESP proposal such as aes256gcm16 or aes256-sha256; all of them if left out.")
    private List<EspProposal> suites = new ArrayList<>();

    @Option(names = "--family", paramLabel = "4|6", description = "The IP version; both if left out.")
    private List<Integer> families = new ArrayList<>();

    @Option(names = "--udp", description = "ESP travels in UDP (RFC 3948).")
    private boolean udp;

    @Option(
            names = "--mtu",
            paramLabel = "OCTETS",
            defaultValue = "1500",
            description = "The largest IP packet of the path, ${DEFAULT-VALUE} if left out.")
    private int mtu;

    @Mixin
    private JsonOption format = new JsonOption();

    MtuCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus run() {
        if (mtu < 68 || mtu > 65535) {
            throw usage("--mtu " + mtu + ": a path carries 68 (RFC 791) to 65535 octets");
        }
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (EspProposal suite : suites.isEmpty() ? EspProposal.all() : suites) {
            for (int family : families.isEmpty() ? List.of(4, 6) : families) {
                rows.add(row(new EspOverhead(suite, udp), family(family)));
            }
        }
        if (format.json) {
            out().print(Json.pretty(Json.object("format", "secureconnect.mtu/v1", "rows", rows)));
        } else {
            try (Table table = table("SUITE", "FAMILY", "UDP", "PATH MTU", "ESP ADDS", "INNER MTU", "TCP MSS")) {
                rows.forEach(row -> table.row(
                        row.get("suite"),
                        row.get("family"),
                        udp ? "yes" : "no",
                        row.get("pathMtu"),
                        row.get("leastAdded") + " to " + row.get("mostAdded"),
                        row.get("innerMtu"),
                        row.get("tcpMss")));
            }
        }
        return ExitStatus.OK;
    }

    private Map<String, @Nullable Object> row(EspOverhead overhead, AddressFamily family) {
        int inner = overhead.innerMtu(mtu, family);
        int ipHeader = family == AddressFamily.IPV4 ? 20 : 40;
        return Json.object(
                "suite",
                overhead.proposal().keyword(),
                "family",
                family == AddressFamily.IPV4 ? "IPv4" : "IPv6",
                "udp",
                udp,
                "pathMtu",
                mtu,
                "leastAdded",
                overhead.least(),
                "mostAdded",
                overhead.most(),
                "innerMtu",
                inner,
                "tcpMss",
                Math.max(0, inner - ipHeader - TCP_HEADER));
    }

    private AddressFamily family(int number) {
        if (number != 4 && number != 6) {
            throw usage("--family " + number + ": 4 or 6");
        }
        return number == 4 ? AddressFamily.IPV4 : AddressFamily.IPV6;
    }

    /** Reads the keyword of a policy. */
    static final class Suite implements ITypeConverter<EspProposal> {
        @Override
        public EspProposal convert(String keyword) {
            try {
                return EspProposal.parse(keyword);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
