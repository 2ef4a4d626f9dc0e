package io.secureconnect.examples.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.HostStatus;
import io.secureconnect.api.PathStatus;
import io.secureconnect.api.keying.IkeSaStatus;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.examples.console.Palette;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTableTest {
    private static final HostPair FIRST = HostPair.of("10.0.0.1", "10.0.0.2");
    private static final HostPair SECOND = HostPair.of("10.0.0.1", "10.0.0.3");

    private static PathStatus.Builder path(String peer, HostPair path, PathStatus.State state) {
        return PathStatus.builder().peer(peer).path(path).state(state);
    }

    private static StatusTable table(PathStatus... paths) {
        return new StatusTable(StatusJson.of(HostStatus.builder()
                .workload("web1")
                .policyVersion(7)
                .suspended(false)
                .backend("a kernel")
                .paths(List.of(paths))
                .build()));
    }

    private static String printed(StatusTable table) {
        StringWriter text = new StringWriter();
        table.print(new PrintWriter(text), Palette.PLAIN, false);
        return text.toString();
    }

    @Test
    void pathsOfIkeShowTheirIkeSaAndWhyThereIsNone() {
        StatusTable table = table(
                path("db1", FIRST, PathStatus.State.ENCRYPTED)
                        .ike(new IkeSaStatus(
                                IkeVersion.IKEV2,
                                true,
                                Instant.EPOCH,
                                IkeProposal.parse("aes256gcm16-prfsha384-x25519"),
                                true))
                        .build(),
                path("dc1", FIRST, PathStatus.State.ENCRYPTED)
                        .ike(new IkeSaStatus(
                                IkeVersion.IKEV1,
                                false,
                                Instant.EPOCH,
                                IkeProposal.parse("aes256-sha256-modp2048"),
                                false))
                        .build(),
                path("db2", SECOND, PathStatus.State.WAITING_FOR_KEYS)
                        .negotiationFailure(NegotiationFailure.AUTHENTICATION_FAILED)
                        .lastFailure("AUTHENTICATION_FAILED: the two hold different keys")
                        .build());

        assertThat(printed(table).lines().skip(1).map(line -> line.replaceAll(" {2,}", "|")))
                .containsExactly(
                        "PEER|LOCAL|REMOTE|STATE|SUITE|IN|OUT|IKE|NOTE",
                        "db1|10.0.0.1|10.0.0.2|ENCRYPTED|-|-|-|aes256gcm16-prfsha384-x25519, initiator, NAT|-",
                        "dc1|10.0.0.1|10.0.0.2|ENCRYPTED|-|-|-|IKEv1 (deprecated), aes256-sha256-modp2048, responder|-",
                        "db2|10.0.0.1|10.0.0.3|WAITING_FOR_KEYS|-|-|-|-|AUTHENTICATION_FAILED: the two hold different keys");
        assertThat(table.isHealthy()).isFalse();
    }

    @Test
    void withoutIkeThereIsNoColumnForIt() {
        StatusTable table = table(path("db1", FIRST, PathStatus.State.ENCRYPTED).build());

        assertThat(printed(table)).doesNotContain("IKE");
        assertThat(table.isHealthy()).isTrue();
    }
}
