package io.secureconnect.core.ike.v1.mainmode;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.core.ike.v1.auth.PhaseOneAuthentication;
import io.secureconnect.core.ike.v1.auth.PskPhaseOne;
import io.secureconnect.core.ike.v1.exchange.Step;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys are wiped by their source, from its own thread, when they are two epochs old: also between look and use. */
class WithdrawnKeyTest {
    private final Duel duel = new Duel();

    @Test
    void an_initiator_whose_key_goes_away_says_so() {
        duel.a.authentication = wipedAsSoonAsHandedOut(duel.a);
        byte[] fourth = duel.until(4);
        Step<PhaseOne> step = duel.toInitiator(fourth);
        assertThat(step.kind()).isEqualTo(Step.Kind.FAILED);
        assertThat(step.fault().orElseThrow().reason()).isEqualTo(NegotiationFailure.NO_CREDENTIAL);
        assertThat(duel.a.alive()).isEmpty();
    }

    @Test
    void a_responder_whose_key_goes_away_believes_nobody() {
        duel.b.keys = List.of(Side.key("a shared key of the pair"));
        duel.b.authentication = wipedAsSoonAsHandedOut(duel.b);
        byte[] fifth = duel.until(5);
        Step<PhaseOne> step = duel.toResponder(fifth);
        assertThat(step.result()).isEmpty();
        assertThat(step.fault().orElseThrow().reason()).isEqualTo(NegotiationFailure.AUTHENTICATION_FAILED);
    }

    private static PhaseOneAuthentication.Factory wipedAsSoonAsHandedOut(Side side) {
        return initiator -> {
            PhaseOneAuthentication real = PskPhaseOne.of(() -> side.keys).begin(initiator);
            return (PhaseOneAuthentication) Proxy.newProxyInstance(
                    PhaseOneAuthentication.class.getClassLoader(),
                    new Class<?>[] {PhaseOneAuthentication.class},
                    (proxy, method, arguments) -> {
                        Object result = method.invoke(real, arguments);
                        if (method.getName().equals("preSharedKeys")) {
                            side.keys.stream().map(PairKey::secret).forEach(secret -> secret.close());
                        }
                        return result;
                    });
        };
    }
}
