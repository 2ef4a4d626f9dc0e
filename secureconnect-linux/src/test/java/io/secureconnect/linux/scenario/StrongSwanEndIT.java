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

/** How SAs end: by a word of either side, by silence, by a crash; and that nothing gets out in clear meanwhile. */
@RealKernel
class StrongSwanEndIT {
    @ParameterizedTest(name = "deleted by us: strongSwan forgets the IKE SA and its child; {0} initiated")
    @EnumSource(Initiator.class)
    void deletedByUs(Initiator initiator, Lab lab) {
        try (OursAndStrongSwan pair =
                OursAndStrongSwan.on(lab, initiator).open().connect()) {
            pair.engine().close(CloseMode.REMOVE);

            Await.until("strongSwan without SAs", () -> pair.strongSwan().sas().established() == 0);
            Await.until(
                    "its kernel too",
                    () -> XfrmDump.of(pair.theirs().namespace()).states().isEmpty());
            assertThat(XfrmDump.of(pair.ours().namespace()).states()).isEmpty();
        }
    }

    @ParameterizedTest(name = "child deleted by strongSwan: blocked or encrypted anew, never clear; {0} initiated")
    @EnumSource(Initiator.class)
    void childDeletedByStrongSwan(Initiator initiator, Lab lab) {
        try (OursAndStrongSwan pair =
                OursAndStrongSwan.on(lab, initiator).open().connect()) {
            Set<SaId> before = sas(pair);
            pair.strongSwan().deleteChild(OursAndStrongSwan.HOST);
            assertEncryptedAnew(pair, before);
        }
    }

    @ParameterizedTest(name = "IKE SA deleted by strongSwan: blocked or encrypted anew, never clear; {0} initiated")
    @EnumSource(Initiator.class)
    void ikeDeletedByStrongSwan(Initiator initiator, Lab lab) {
        try (OursAndStrongSwan pair =
                OursAndStrongSwan.on(lab, initiator).open().connect()) {
            Set<SaId> before = sas(pair);
            pair.strongSwan().deleteIke(OursAndStrongSwan.HOST);
            assertEncryptedAnew(pair, before);
        }
    }

    private static void assertEncryptedAnew(OursAndStrongSwan pair, Set<SaId> before) {
        Await.until("the SAs gone", () -> sas(pair).stream().noneMatch(before::contains));
        Traffic.ping(pair.ours(), pair.theirs().ipv4(), 2);
        Await.until("encrypted anew", () -> pair.path().state() == PathStatus.State.ENCRYPTED);
        pair.assertFlows();
        pair.assertNothingClear();
    }

    @ParameterizedTest(name = "the peer is cut off: found dead, its SAs removed, the path blocked; {0} initiated")
    @EnumSource(Initiator.class)
    void peerCutOff(Initiator initiator, Lab lab) {
        try (OursAndStrongSwan pair =
                OursAndStrongSwan.on(lab, initiator).open().connect()) {
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

    @ParameterizedTest(
            name =
                    "our agent ends without a word and starts again: the old SAs are replaced, never clear; {0} initiated")
    @EnumSource(Initiator.class)
    void restart(Initiator initiator, Lab lab) {
        try (OursAndStrongSwan pair =
                OursAndStrongSwan.on(lab, initiator).open().connect()) {
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
                    "the IKE SA before and its child gone",
                    () -> pair.strongSwan().sas().established() == 1
                            && pair.strongSwan().sas().installed() == 1);
        }
    }

    private static Set<SaId> sas(OursAndStrongSwan pair) {
        return pair.path().sas().stream().map(InstalledSa::id).collect(Collectors.toSet());
    }
}
