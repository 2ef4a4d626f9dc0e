package io.secureconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.ChildSa;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.BackendChange.Unprotect;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendEvent.Acquire;
import io.secureconnect.spi.BackendEvent.Expired;
import io.secureconnect.spi.Protection;
import io.secureconnect.testkit.contract.BackendHarness.Ability;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a kernel tells of its own accord, and what it does not. */
interface EventContract extends BackendContract {
    @Test
    default void aPacketWithoutAnSaIsAnnouncedOnceUntilItsLarvalSaExpires() {
        fixture().needs(Ability.PACKETS);
        fixture().needsEsp();
        for (AddressFamily family : fixture().espFamilies()) {
            HostPair path = fixture().path(family);
            fixture().protect(path, Protection.ENCRYPT);
            EventTape tape = fixture().listen();
            assertThat(fixture().delivers(path, Direction.OUTBOUND)).isFalse();
            tape.await(new Acquire(path));

            assertThat(fixture().delivers(path, Direction.OUTBOUND)).isFalse();
            assertThat(fixture().delivers(path, Direction.OUTBOUND)).isFalse();
            assertThat(tape.rest()).doesNotContain(new Acquire(path));

            if (fixture().harness.abilities().contains(Ability.TIME)
                    && fixture().harness.larvalLifetime().isPresent()) {
                fixture()
                        .harness
                        .passTime(fixture().harness.larvalLifetime().get().plusSeconds(1));
                assertThat(fixture().delivers(path, Direction.OUTBOUND)).isFalse();
                tape.await(new Acquire(path));
            }
            fixture().applied(new Unprotect(path));
        }
    }

    @Test
    default void aDiscardedPacketIsNotAnnounced() {
        fixture().needs(Ability.PACKETS);
        for (AddressFamily family : fixture().families()) {
            HostPair path = fixture().path(family);
            fixture().protect(path, Protection.DISCARD);
            EventTape tape = fixture().listen();
            assertThat(fixture().delivers(path, Direction.OUTBOUND)).isFalse();
            assertThat(tape.rest()).extracting(BackendEvent::kind).doesNotContain(BackendEvent.Kind.ACQUIRE);
        }
    }

    @Test
    default void limitsOfTimeAreAnnouncedSoftThenHard() {
        fixture().needs(Ability.TIME);
        fixture().needsEsp();
        assumeTrue(fixture().capabilities().expiryEvents(), "the kernel tells no limits");
        HostPair path = fixture().path(fixture().espFamilies().iterator().next());
        fixture().protect(path, Protection.ENCRYPT);
        EventTape tape = fixture().listen();
        ChildSa child = limited(
                path,
                SaLifetime.builder()
                        .soft(Duration.ofSeconds(2))
                        .hard(Duration.ofSeconds(8)) // a busy machine has time to look between the two
                        .build());
        SaId inbound = child.inbound().id();
        fixture().install(child);
        assertThat(fixture().sa(inbound).orElseThrow().state()).isEqualTo(SaState.MATURE);

        fixture().harness.passTime(Duration.ofMillis(2_500));
        tape.await(new Expired(inbound, false));
        assertThat(fixture().sa(inbound).orElseThrow().state()).isEqualTo(SaState.DYING);

        fixture().harness.passTime(Duration.ofSeconds(6));
        tape.await(new Expired(inbound, true));
        assertThat(fixture().saIds()).doesNotContain(inbound);
    }

    @Test
    default void limitsOfPacketsAreAnnouncedSoftThenHard() {
        fixture().needs(Ability.PACKETS);
        fixture().needsEsp();
        assumeTrue(
                fixture().capabilities().expiryEvents()
                        && fixture().capabilities().volumeLifetimes(),
                "the kernel keeps no limits of packets, or does not tell");
        for (AddressFamily family : fixture().espFamilies()) {
            HostPair path = fixture().path(family);
            fixture().protect(path, Protection.ENCRYPT);
            EventTape tape = fixture().listen();
            ChildSa child = limited(
                    path, SaLifetime.builder().softPackets(3).hardPackets(6).build());
            fixture().install(child);
            for (int i = 0; i < 10; i++) {
                fixture().delivers(path, Direction.OUTBOUND);
            }
            tape.await(new Expired(child.outbound().id(), false));
            tape.await(new Expired(child.outbound().id(), true));
            assertThat(fixture().saIds()).doesNotContain(child.outbound().id());
            fixture().assertBlocked(path, "after the only outbound SA expired");
        }
    }

    @Test
    default void whatOthersDoToOurPoliciesIsAnnounced() {
        fixture().needs(Ability.SABOTAGE);
        for (AddressFamily family : fixture().families()) {
            HostPair path = fixture().path(family);
            fixture().protect(path, Protection.ENCRYPT);
            EventTape tape = fixture().listen();
            fixture().harness.removeOurPolicy(TrafficSelector.of(path), Direction.OUTBOUND);
            tape.await(event -> event.kind() == BackendEvent.Kind.CHANGED_BY_OTHERS, "CHANGED_BY_OTHERS");
        }
    }

    @Test
    default void whatWeDoOurselvesIsNotAnnounced() {
        EventTape tape = fixture().listen();
        boolean esp = !fixture().capabilities().proposals().isEmpty();
        for (AddressFamily family : fixture().families()) {
            HostPair path = fixture().path(family);
            fixture().protect(path, Protection.DISCARD);
            fixture().protect(path, Protection.ENCRYPT);
            if (esp && fixture().espFamilies().contains(family)) {
                ChildSa child = fixture().child(path);
                fixture().install(child);
                fixture().backend().reserveSpi(path).close();
                fixture()
                        .applied(
                                new RemoveSa(child.outbound().id()),
                                new RemoveSa(child.inbound().id()));
            }
            fixture().applied(new Unprotect(path));
        }
        assertThat(tape.rest()).isEmpty();
    }

    @Test
    default void aSecondListenerReplacesTheFirst() {
        fixture().needs(Ability.SABOTAGE);
        HostPair path = fixture().path(fixture().families().iterator().next());
        fixture().protect(path, Protection.ENCRYPT);
        EventTape first = fixture().listen();
        EventTape second = fixture().listen();
        fixture().harness.removeOurPolicy(TrafficSelector.of(path), Direction.INBOUND);
        second.await(event -> event.kind() == BackendEvent.Kind.CHANGED_BY_OTHERS, "CHANGED_BY_OTHERS");
        assertThat(first.rest()).isEmpty();
    }

    private ChildSa limited(HostPair path, SaLifetime lifetime) {
        return fixture()
                .children
                .child(
                        path,
                        EspParameters.builder()
                                .from(fixture().parameters())
                                .lifetime(lifetime)
                                .build());
    }
}
