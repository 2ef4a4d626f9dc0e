package io.secureconnect.linux.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.CloseMode;
import io.secureconnect.api.PathStatus;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.linux.lab.Await;
import io.secureconnect.linux.lab.Lab;
import io.secureconnect.linux.lab.RealKernel;
import io.secureconnect.linux.lab.Traffic;
import io.secureconnect.linux.lab.XfrmDump;
import io.secureconnect.linux.scenario.OursAndStrongSwan.Initiator;
import io.secureconnect.spi.InstalledSa;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How SAs made by IKEv1 end: by a word that nobody answers, by silence, by a crash; and that nothing gets out in clear. */
@RealKernel
class StrongSwanIkev1EndIT {
    @ParameterizedTest(
            name = "deleted by strongSwan, child and ISAKMP SA: encrypted anew; then by us: forgotten; {0} initiated")
    @EnumSource(Initiator.class)
    void deleted(Initiator initiator, Lab lab) {
        try (OursAndStrongSwan pair =
                OursAndStrongSwan.on(lab, initiator).ikev1().open().connect()) {
            Set<SaId> first = sas(pair);
            pair.strongSwan().deleteChild(OursAndStrongSwan.HOST);
            awaitEncryptedAnew(pair, first);

            Set<SaId> second = sas(pair);
            pair.strongSwan().deleteIke(OursAndStrongSwan.HOST);
            awaitEncryptedAnew(pair, second);
            pair.assertFlows();

            pair.engine().close(CloseMode.REMOVE);
            Await.until("strongSwan without SAs", () -> pair.strongSwan().sas().established() == 0);
            assertThat(XfrmDump.of(pair.theirs().namespace()).states()).isEmpty();
            assertThat(XfrmDump.of(pair.ours().namespace()).states()).isEmpty();
            pair.assertNothingClear();
        }
    }

    private static void awaitEncryptedAnew(OursAndStrongSwan pair, Set<SaId> before) {
        Await.until("the SAs gone", () -> sas(pair).stream().noneMatch(before::contains));
        Traffic.ping(pair.ours(), pair.theirs().ipv4(), 2);
        pair.awaitEncrypted();
    }

    @ParameterizedTest(name = "the peer is cut off: found dead, its SAs removed, the path blocked; {0} initiated")
    @EnumSource(Initiator.class)
    void peerCutOff(Initiator initiator, Lab lab) {
        try (OursAndStrongSwan pair =
                OursAndStrongSwan.on(lab, initiator).ikev1().open().connect()) {
            Set<SaId> before = sas(pair);
            pair.theirs().namespace().ip("link set " + pair.theirs().device() + " down");
            Await.until("the dead peer's SAs removed", () -> {
                pair.clock().jump(Duration.ofSeconds(1));
                return sas(pair).stream().noneMatch(before::contains);
            });
            assertThat(pair.path().state()).isEqualTo(PathStatus.State.WAITING_FOR_KEYS);
            assertThat(pair.path().negotiationFailure()).contains(NegotiationFailure.PEER_DEAD);
        }
    }

    @ParameterizedTest(name = "our agent ends without a word and starts again: the old SAs are replaced; {0} initiated")
    @EnumSource(Initiator.class)
    void restart(Initiator initiator, Lab lab) {
        try (OursAndStrongSwan pair =
                OursAndStrongSwan.on(lab, initiator).ikev1().open().connect()) {
            Set<SaId> before = sas(pair);
            pair.restartOurs();
            pair.begin();
            Await.until(
                    "other SAs only",
                    () -> !sas(pair).isEmpty() && sas(pair).stream().noneMatch(before::contains));
            pair.awaitEncrypted();
            pair.assertFlows();
            pair.assertNothingClear();
            Await.until(
                    "strongSwan with the new ISAKMP SA and child only",
                    () -> pair.strongSwan().sas().established() == 1
                            && pair.strongSwan().sas().installed() == 1);
        }
    }

    private static Set<SaId> sas(OursAndStrongSwan pair) {
        return pair.path().sas().stream().map(InstalledSa::id).collect(Collectors.toSet());
    }
}
