package io.secureconnect.examples.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.event.SecureConnectEvent;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.examples.console.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventLineTest {
    private static final HostPair PATH = HostPair.of("10.0.0.1", "10.0.0.2");
    private static final SaId SA = new SaId(PATH, Direction.OUTBOUND, new Spi(0xc0ffee01));
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456Z");
    private static final List<SecureConnectEvent> EVENTS = List.of(
            new SecureConnectEvent.PolicyApplied(3, 2),
            new SecureConnectEvent.PathProtected(PATH),
            new SecureConnectEvent.PathEncrypted(PATH),
            new SecureConnectEvent.PathReleased(PATH),
            new SecureConnectEvent.SaInstalled(SA),
            new SecureConnectEvent.SaRemoved(SA),
            new SecureConnectEvent.SaExpiring(SA, true),
            new SecureConnectEvent.KeysNeeded(PATH),
            new SecureConnectEvent.CredentialExpiring("CN=web1", Instant.parse("2026-01-08T00:00:00Z")),
            new SecureConnectEvent.Conflict(PATH, "a policy\u001b[2J of others"),
            new SecureConnectEvent.Reconciled("events lost", 1),
            new SecureConnectEvent.IkeEstablished(PATH, "db1", true),
            new SecureConnectEvent.IkeFailed(PATH, "db1", NegotiationFailure.UNTRUSTED_ISSUER, "CN=Other"),
            new SecureConnectEvent.IkeEnded(PATH, "db1"),
            new SecureConnectEvent.NativeIkeFailed(PATH, "main mode failed"),
            new SecureConnectEvent.PacketDropped(PATH, Optional.of(new Spi(0xc0ffee01)), "inbound"),
            new SecureConnectEvent.Fault(ErrorCode.KEY_REUSE, "two\nlines"));

    private final StringWriter text = new StringWriter();

    private void tell(boolean json) {
        EventLine line = new EventLine(new PrintWriter(text), () -> NOW, json);
        EVENTS.forEach(line::on);
    }

    @Test
    void eachEventIsALineForPeople() {
        tell(false);
        assertThat(text.toString().lines())
                .containsExactly(
                        "2026-01-01T00:00:00.123Z POLICY_APPLIED  version=3 written=2",
                        "2026-01-01T00:00:00.123Z PATH_PROTECTED  local=10.0.0.1 remote=10.0.0.2",
                        "2026-01-01T00:00:00.123Z PATH_ENCRYPTED  local=10.0.0.1 remote=10.0.0.2",
                        "2026-01-01T00:00:00.123Z PATH_RELEASED   local=10.0.0.1 remote=10.0.0.2",
                        "2026-01-01T00:00:00.123Z SA_INSTALLED    local=10.0.0.1 remote=10.0.0.2 direction=OUTBOUND"
                                + " spi=c0ffee01",
                        "2026-01-01T00:00:00.123Z SA_REMOVED      local=10.0.0.1 remote=10.0.0.2 direction=OUTBOUND"
                                + " spi=c0ffee01",
                        "2026-01-01T00:00:00.123Z SA_EXPIRING     local=10.0.0.1 remote=10.0.0.2 direction=OUTBOUND"
                                + " spi=c0ffee01 hard=true",
                        "2026-01-01T00:00:00.123Z KEYS_NEEDED     local=10.0.0.1 remote=10.0.0.2",
                        "2026-01-01T00:00:00.123Z CREDENTIAL_EXPIRING credential=CN=web1 end=2026-01-08T00:00:00Z",
                        "2026-01-01T00:00:00.123Z CONFLICT        local=10.0.0.1 remote=10.0.0.2 foreign=a"
                                + " policy\\u001b[2J of others",
                        "2026-01-01T00:00:00.123Z RECONCILED      cause=events lost written=1",
                        "2026-01-01T00:00:00.123Z IKE_ESTABLISHED local=10.0.0.1 remote=10.0.0.2 peer=db1 initiator=true",
                        "2026-01-01T00:00:00.123Z IKE_FAILED      local=10.0.0.1 remote=10.0.0.2 peer=db1"
                                + " reason=UNTRUSTED_ISSUER detail=CN=Other",
                        "2026-01-01T00:00:00.123Z IKE_ENDED       local=10.0.0.1 remote=10.0.0.2 peer=db1",
                        "2026-01-01T00:00:00.123Z NATIVE_IKE_FAILED local=10.0.0.1 remote=10.0.0.2 detail=main mode failed",
                        "2026-01-01T00:00:00.123Z PACKET_DROPPED  local=10.0.0.1 remote=10.0.0.2 spi=c0ffee01"
                                + " detail=inbound",
                        "2026-01-01T00:00:00.123Z FAULT           code=KEY_REUSE message=two\\u000alines");
    }

    @Test
    void orALineOfJson() throws IOException {
        tell(true);
        List<String> lines = text.toString().lines().toList();
        assertThat(lines).hasSameSizeAs(EVENTS);
        assertThat(Json.parse(lines.get(6).getBytes(UTF_8)))
                .isEqualTo(Map.of(
                        "time", "2026-01-01T00:00:00.123Z",
                        "event", "SA_EXPIRING",
                        "local", "10.0.0.1",
                        "remote", "10.0.0.2",
                        "direction", "OUTBOUND",
                        "spi", "c0ffee01",
                        "hard", true));
    }

    @Test
    void everyKindWasTried() {
        assertThat(EVENTS).extracting(SecureConnectEvent::kind).containsExactly(SecureConnectEvent.Kind.values());
    }
}
