package io.secureconnect.testkit.ike;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.testkit.junit.Seeded;
import io.secureconnect.testkit.time.SeededRandom;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Both ends begin something before either hears of the other (RFC 7296 §2.8.1, §2.8.2, §2.25): every two procedures, under
 * every order in which the first messages can arrive.
 */
@Seeded
class CollisionScenarioTest {
    /** So many choices between the two directions are tried in every combination. */
    private static final int CHOICES = 4;

    enum Procedure {
        REKEY_CHILD(IkeEnd::rekeyChild),
        REKEY_IKE(IkeEnd::rekeyIke),
        LIVENESS(IkeEnd::checkLiveness),
        DELETE_CHILD(IkeEnd::deleteChild),
        CLOSE(IkeEnd::close);

        private final Consumer<IkeEnd> action;

        Procedure(Consumer<IkeEnd> action) {
            this.action = action;
        }

        boolean keeps() {
            return this != DELETE_CHILD && this != CLOSE;
        }
    }

    static Stream<Arguments> everyTwo() {
        return Stream.of(Procedure.values())
                .flatMap(one -> Stream.of(Procedure.values()).map(other -> Arguments.of(one, other)));
    }

    @ParameterizedTest(name = "{0} of a meets {1} of b")
    @MethodSource("everyTwo")
    void bothEndsComeToTheSame(Procedure ofA, Procedure ofB) {
        for (int order = 0; order < 1 << CHOICES; order++) {
            IkePair pair = IkePair.builder(new SeededRandom(order)).build().establish();
            Flow flow = pair.flow();
            ofA.action.accept(pair.a());
            ofB.action.accept(pair.b());
            for (int choice = 0; choice < CHOICES && !pair.flights().isEmpty(); choice++) {
                deliverOne(pair, (order >> choice & 1) == 0 ? pair.a() : pair.b());
            }
            pair.letFly();
            pair.advance(Duration.ofMinutes(1));
            if (ofA.keeps() && ofB.keeps()) {
                flow.send();
                flow.assertNoneLost();
                pair.assertAgree();
            } else {
                pair.assertMirrored();
            }
            if (ofA == Procedure.CLOSE || ofB == Procedure.CLOSE) {
                pair.assertNoSas();
                assertThat(pair.a().session().isEnded())
                        .as("%s", pair.transcript())
                        .isTrue();
            }
        }
    }

    private static void deliverOne(IkePair pair, IkeEnd preferred) {
        pair.flights().stream()
                .filter(flight -> flight.from() == preferred)
                .findFirst()
                .orElseGet(pair::next)
                .deliver();
    }
}
