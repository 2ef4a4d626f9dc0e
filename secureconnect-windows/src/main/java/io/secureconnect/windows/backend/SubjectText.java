package io.secureconnect.windows.backend;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.PortRange;
import io.secureconnect.api.sa.TrafficSelector;
import java.util.Optional;
import java.util.function.Function;

/**
 * Paths and selectors as one line of words, and back: {@code path 10.0.0.1 10.0.0.2}, {@code exemption 0.0.0.0/0 0.0.0.0/0 17 500-500
 * 500-500 -}. Only what this writes is read.
 */
final class SubjectText {
    private static final String PATH = "path";
    private static final String EXEMPTION = "exemption";
    private static final String NONE = "-";

    private SubjectText() {}

    static String of(HostPair path) {
        return String.join(" ", PATH, path.local().toString(), path.remote().toString());
    }

    static String of(TrafficSelector selector) {
        return String.join(
                " ",
                EXEMPTION,
                selector.local().toString(),
                selector.remote().toString(),
                selector.protocol().isPresent()
                        ? Integer.toString(selector.protocol().getAsInt())
                        : NONE,
                of(selector.localPorts()),
                of(selector.remotePorts()),
                selector.icmpType().isPresent()
                        ? Integer.toString(selector.icmpType().getAsInt())
                        : NONE);
    }

    /** A UDP port of IKE on this host. */
    static String ofPort(int port, AddressFamily family) {
        return "port " + port + " " + family;
    }

    private static String of(PortRange ports) {
        return ports.first() + NONE + ports.last();
    }

    static Optional<HostPair> path(String subject) {
        return read(subject, PATH, 3, words -> HostPair.of(words[1], words[2]), SubjectText::of);
    }

    static Optional<TrafficSelector> exemption(String subject) {
        return read(subject, EXEMPTION, 7, SubjectText::selector, SubjectText::of);
    }

    private static TrafficSelector selector(String[] words) {
        TrafficSelector.Builder selector = TrafficSelector.builder()
                .local(AddressPrefix.parse(words[1]))
                .remote(AddressPrefix.parse(words[2]))
                .localPorts(ports(words[4]))
                .remotePorts(ports(words[5]));
        if (!words[3].equals(NONE)) {
            selector.protocol(Integer.parseInt(words[3]));
        }
        if (!words[6].equals(NONE)) {
            selector.icmpType(Integer.parseInt(words[6]));
        }
        return selector.build();
    }

    private static PortRange ports(String word) {
        int between = word.indexOf(NONE);
        return new PortRange(
                Integer.parseInt(word.substring(0, between)), Integer.parseInt(word.substring(between + 1)));
    }

    private static <T> Optional<T> read(
            String subject, String kind, int count, Function<String[], T> value, Function<T, String> text) {
        String[] words = subject.split(" ", count + 1);
        if (words.length != count || !words[0].equals(kind)) {
            return Optional.empty();
        }
        try {
            return Optional.of(value.apply(words))
                    .filter(read -> text.apply(read).equals(subject));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            return Optional.empty(); // somebody wrote with our provider's key what we would not write
        }
    }
}
