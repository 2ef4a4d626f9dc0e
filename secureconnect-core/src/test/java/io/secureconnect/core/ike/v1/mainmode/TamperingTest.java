package io.secureconnect.core.ike.v1.mainmode;

import static io.secureconnect.api.keying.NegotiationFailure.AUTHENTICATION_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Proposal;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.SecurityAssociation;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody between both ends changes what they say in clear: the proofs at the end are over all of it that matters. */
class TamperingTest {
    @Test
    void aProposalTakenOutOfTheOfferIsFoundOut() {
        Duel duel = new Duel();
        duel.a.proposals =
                List.of(IkeProposal.parse("aes256-sha384-ecp384"), IkeProposal.parse("aes128-sha256-ecp256"));
        duel.b.proposals = duel.a.proposals;
        duel.rewritten(1, payloads -> {
            SecurityAssociation sa = (SecurityAssociation) payloads.get(0);
            Proposal all = sa.proposals().get(0);
            payloads.set(
                    0,
                    new SecurityAssociation(
                            sa.doi(),
                            sa.situation(),
                            List.of(new Proposal(
                                    all.number(),
                                    all.protocol(),
                                    all.spi(),
                                    all.transforms().subList(1, 2)))));
            return payloads;
        });
        Step<PhaseOne> step = duel.deliver(duel.until(5));
        assertThat(step.kind()).isEqualTo(Step.Kind.IGNORED);
        assertThat(step.fault().orElseThrow().reason()).isEqualTo(AUTHENTICATION_FAILED);
    }

    /** Carries on with one octet changed, until nobody answers or both are done. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void oneChangedOctetLeadsToNothingOrToTheSameKeys(int number) {
        Random random = new Random(number);
        int length = new Duel().until(number).length;
        int done = 0;
        for (int round = 0; round < 120; round++) {
            Duel duel = new Duel();
            byte[] message = duel.until(number);
            int at = random.nextInt(length);
            message[at] ^= (byte) (1 + random.nextInt(255));
            Step<PhaseOne> step = duel.deliver(message);
            while (step.send().isPresent() && step.kind() == Step.Kind.CONTINUED) {
                duel.messages.add(step.send().get().toArray());
                step = duel.deliver(duel.messages.get(duel.messages.size() - 1));
            }
            assertThat(step.kind())
                    .as("octet " + at + ": the initiator comes last")
                    .isNotEqualTo(Step.Kind.CONTINUED);
            if (step.kind() == Step.Kind.DONE) {
                duel.messages.add(step.send().orElseThrow().toArray());
                Step<PhaseOne> last = duel.deliver(duel.messages.get(5));
                assertThat(last.kind()).as("octet " + at).isEqualTo(Step.Kind.DONE);
                assertThat(last.result().orElseThrow().keys().skeyidD())
                        .isEqualTo(duel.ofResponder().keys().skeyidD());
                assertThat(last.result().orElseThrow().proposal())
                        .isEqualTo(duel.ofResponder().proposal());
                done++;
            }
        }
        assertThat(done)
                .as("vendor ids and NAT-D are under no proof, the rest is")
                .isBetween(1, 100);
    }
}
