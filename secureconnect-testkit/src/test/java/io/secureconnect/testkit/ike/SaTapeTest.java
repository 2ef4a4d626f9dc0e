package io.secureconnect.testkit.ike;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.ChildSa;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.testkit.kernel.ChildSas;
import io.secureconnect.testkit.time.SeededRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tape notices each way in which SAs of two ends can be wrong. */
class SaTapeTest {
    private static final HostPair PATH = HostPair.of("192.0.2.1", "198.51.100.2");

    private final SeededRandom random = new SeededRandom(4);
    private final ChildSas children = new ChildSas(random);
    private final SaTape tape = new SaTape(random);
    private final ChildSa first = children.child(PATH, EspParameters.standard());
    private final ChildSa next = children.child(PATH, EspParameters.standard());

    @BeforeEach
    void install() {
        assertThat(tape.installed("a", "b", first.inbound())).isEmpty();
        assertThat(tape.installed("b", "a", ChildSas.mirror(first).outbound())).isEmpty();
        assertThat(tape.flowing("a", "b")).as("not yet flowing both ways").isEmpty();
        assertThat(tape.installed("b", "a", ChildSas.mirror(first).inbound())).isEmpty();
        assertThat(tape.installed("a", "b", first.outbound())).isEmpty();
        assertThat(tape.flowing("a", "b")).isEmpty();
    }

    @Test
    void makeBeforeBreakIsRight() {
        tape.installed("a", "b", next.inbound());
        assertThat(tape.flowing("a", "b")).isEmpty();
        tape.installed("b", "a", ChildSas.mirror(next).inbound());
        tape.installed("b", "a", ChildSas.mirror(next).outbound());
        assertThat(tape.flowing("a", "b")).isEmpty();
        tape.installed("a", "b", next.outbound());
        assertThat(tape.flowing("a", "b")).isEmpty();
        for (Direction direction : new Direction[] {Direction.OUTBOUND, Direction.INBOUND}) {
            assertThat(tape.removed("a", id(first, direction))).isEmpty();
            assertThat(tape.removed("b", id(ChildSas.mirror(first), direction))).isEmpty();
            assertThat(tape.flowing("a", "b")).isEmpty();
        }
        assertThat(tape.spis("a", Direction.INBOUND))
                .containsExactly(next.inbound().id().spi());
    }

    private static SaId id(ChildSa child, Direction direction) {
        return (direction == Direction.INBOUND ? child.inbound() : child.outbound()).id();
    }

    @Test
    void anOutboundSaThatTheOtherEndDoesNotReceiveYet() {
        tape.installed("b", "a", ChildSas.mirror(next).outbound());
        assertThat(tape.flowing("a", "b")).singleElement().asString().contains("which a does not have inbound");
    }

    @Test
    void theOldInboundSaRemovedWhileTheOtherEndSendsByIt() {
        tape.removed("b", ChildSas.mirror(first).inbound().id());
        assertThat(tape.flowing("a", "b")).singleElement().asString().contains("which b does not have inbound");
        tape.disarm();
        assertThat(tape.flowing("a", "b")).as("a gap on purpose").isEmpty();
    }

    @Test
    void theOnlyOutboundSaRemoved() {
        tape.removed("b", ChildSas.mirror(first).outbound().id());
        assertThat(tape.flowing("a", "b")).containsExactly("b has no outbound SA");
    }

    @Test
    void anSaRemovedThatIsNotThere() {
        assertThat(tape.removed("a", next.inbound().id()))
                .singleElement()
                .asString()
                .contains("does not have");
    }

    @Test
    void keysThatDoNotMirror() {
        tape.installed("a", "b", next.inbound());
        ChildSa other = children.child(PATH, EspParameters.standard());
        SecurityAssociation wrong = new SecurityAssociation(
                ChildSas.mirror(next).outbound().id(),
                next.outbound().id().spi(),
                EspParameters.standard(),
                other.inbound().keys());
        assertThat(tape.installed("b", "a", wrong)).singleElement().asString().contains("different keys");
    }

    @Test
    void oneKeyTwice() {
        assertThat(tape.installed("a", "b", first.inbound()))
                .singleElement()
                .asString()
                .contains("given to a before");
    }
}
