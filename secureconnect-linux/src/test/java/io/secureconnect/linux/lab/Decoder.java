package io.secureconnect.linux.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The judge: tshark, which is not ours, opens ESP packets with the keys it is given and tells what was in them. Its
 * configuration lives in a folder of its own and is deleted after each run.
 *
 * <p>It starts slowly in the guest (about six seconds), so ask for all you need of a capture at once. It knows no
 * extended sequence numbers: it decrypts such packets, but cannot check their integrity value.
 */
public final class Decoder {
    private static final List<String> FIELDS = List.of(
            "frame.number",
            "frame.protocols",
            "ip.src",
            "ip.dst",
            "ipv6.src",
            "ipv6.dst",
            "esp.spi",
            "esp.sequence",
            "icmp.type",
            "icmpv6.type",
            "tcp.srcport",
            "tcp.dstport",
            "udp.srcport",
            "udp.dstport");

    private final Set<EspKey> keys = new LinkedHashSet<>();

    /** A decoder that knows no key yet: to it, ESP is closed. */
    public static Decoder withoutKeys() {
        return new Decoder();
    }

    /** A decoder with the keys that the kernel now holds in {@code namespace}. */
    public static Decoder withKeysOf(NetworkNamespace namespace) {
        return new Decoder().learn(EspKey.heldBy(namespace));
    }

    /** Adds keys; do so before each SA is deleted that a capture has seen. */
    public Decoder learn(Collection<EspKey> more) {
        keys.addAll(more);
        return this;
    }

    /**
     * One packet as tshark sees it.
     *
     * @param fields those with a value, by Wireshark's name
     */
    public record Packet(Map<String, String> fields) {
        /** A field's first value, or nothing at all. */
        public String field(String name) {
            return fields.getOrDefault(name, "");
        }

        /** What tshark found within ESP, such as {@code tcp} or {@code icmp:data}; empty if it stayed closed. */
        public String insideEsp() {
            String protocols = field("frame.protocols");
            int esp = protocols.indexOf(":esp:");
            return esp < 0 ? "" : protocols.substring(esp + 5);
        }
    }

    /**
     * A capture with its packets opened.
     *
     * @param packets in order of capture
     * @param tcpPayload what the side that opened the first TCP connection sent over it, reassembled by tshark
     */
    public record Decoded(List<Packet> packets, byte[] tcpPayload) {
        /** How many packets carried a thing like {@code tcp} or {@code icmp} inside ESP. */
        public long countInsideEsp(String protocol) {
            return packets.stream()
                    .filter(p -> Arrays.asList(p.insideEsp().split(":")).contains(protocol))
                    .count();
        }
    }

    /**
     * Opens a capture.
     *
     * @param more fields beside the usual ones, by Wireshark's names
     */
    public Decoded decode(Capture capture, String... more) {
        List<String> fields =
                Stream.concat(FIELDS.stream(), Arrays.stream(more)).collect(Collectors.toList());
        List<String> argv =
                new ArrayList<>(List.of("tshark", "-n", "-r", capture.file().toString()));
        argv.addAll(List.of(
                "-o", "esp.enable_encryption_decode:TRUE", "-o", "esp.enable_null_encryption_decode_heuristic:FALSE"));
        argv.addAll(List.of("-T", "fields", "-E", "separator=|", "-E", "occurrence=f", "-z", "follow,tcp,raw,0"));
        fields.forEach(field -> argv.addAll(List.of("-e", field)));
        String output = tshark(argv);
        int follow = output.indexOf("\n====="); // the reassembled connection comes after all packets, between rules
        String rows = follow < 0 ? output : output.substring(0, follow);
        return new Decoded(
                rows.lines()
                        .filter(row -> !row.isEmpty())
                        .map(row -> packet(fields, row))
                        .collect(Collectors.toUnmodifiableList()),
                follow < 0 ? new byte[0] : clientOctets(output.substring(follow)));
    }

    private static Packet packet(List<String> fields, String row) {
        String[] values = row.split("\\|", -1);
        if (values.length != fields.size()) {
            throw new AssertionError("tshark wrote " + values.length + " fields, not " + fields.size() + ": " + row);
        }
        return new Packet(IntStream.range(0, values.length)
                .filter(i -> !values[i].isEmpty())
                .boxed()
                .collect(Collectors.toUnmodifiableMap(fields::get, i -> values[i])));
    }

    /** Lines of hexadecimal digits; those the server sent begin with a tab. */
    private static byte[] clientOctets(String follow) {
        String digits = follow.lines().filter(line -> line.matches("[0-9a-f]+")).collect(Collectors.joining());
        return HexFormat.of().parseHex(digits);
    }

    private String tshark(List<String> argv) {
        try {
            Path home = Files.createTempDirectory("tshark");
            try {
                Path folder = Files.createDirectory(home.resolve("wireshark"));
                Files.write(
                        folder.resolve("esp_sa"),
                        keys.stream().map(EspKey::tableRow).collect(Collectors.toList()));
                Command.Result result = new Command(
                                argv, "", List.of("XDG_CONFIG_HOME=" + home), Duration.ofSeconds(90))
                        .run()
                        .orThrow();
                return result.output();
            } finally {
                delete(home);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
                Files.delete(path);
            }
        }
    }
}
