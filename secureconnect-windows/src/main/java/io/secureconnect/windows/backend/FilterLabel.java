package io.secureconnect.windows.backend;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.TrafficSelector;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a filter is about and what it does there. Each filter carries it as its provider data, so that a later process finds out
 * from the filter engine alone what was done: {@code secureconnect/1 path 10.0.0.1 10.0.0.2 block-inbound}. No secrets.
 *
 * @param subject {@code path}, {@code exemption} or {@code port}, and what of it
 * @param role what the filter does
 */
public record FilterLabel(String subject, FilterRole role) {
    private static final String FORMAT = "secureconnect/1 ";
    private static final int LONGEST = 512;

    static FilterLabel of(HostPair path, FilterRole role) {
        return new FilterLabel(SubjectText.of(path), role);
    }

    static FilterLabel of(TrafficSelector exemption, FilterRole role) {
        return new FilterLabel(SubjectText.of(exemption), role);
    }

    String text() {
        return subject + " " + role.word();
    }

    Bytes providerData() {
        return Bytes.wrap((FORMAT + text()).getBytes(StandardCharsets.UTF_8));
    }

    /** What {@link #providerData} wrote; empty for anything else. */
    static Optional<FilterLabel> read(Bytes providerData) {
        if (providerData.length() > LONGEST) {
            return Optional.empty();
        }
        String text = new String(providerData.toArray(), StandardCharsets.UTF_8);
        int role = text.lastIndexOf(' ');
        return text.startsWith(FORMAT) && role > FORMAT.length()
                ? FilterRole.ofWord(text.substring(role + 1))
                        .map(found -> new FilterLabel(text.substring(FORMAT.length(), role), found))
                : Optional.empty();
    }

    /** Not so those of the ports of IKE, which end with their session. */
    boolean outlivesTheProcess() {
        return path().isPresent() || exemption().isPresent();
    }

    /** The path it is about, if it is about one. */
    Optional<HostPair> path() {
        return SubjectText.path(subject);
    }

    /** The exemption it is about, if it is about one. */
    Optional<TrafficSelector> exemption() {
        return SubjectText.exemption(subject);
    }
}
