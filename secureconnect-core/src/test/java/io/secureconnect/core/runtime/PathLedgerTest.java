package io.secureconnect.core.runtime;

import static io.secureconnect.core.reconcile.Plans.path;
import static io.secureconnect.core.runtime.EngineFixture.inbound;
import static io.secureconnect.core.runtime.EngineFixture.outbound;
import static io.secureconnect.core.runtime.EngineFixture.sa;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.event.SecureConnectEvent.PathEncrypted;
import io.secureconnect.api.event.SecureConnectEvent.PathProtected;
import io.secureconnect.api.event.SecureConnectEvent.PathReleased;
import io.secureconnect.api.event.SecureConnectEvent.SaInstalled;
import io.secureconnect.api.event.SecureConnectEvent.SaRemoved;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.core.reconcile.KernelModel;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.BackendChange.Unprotect;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.Protection;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PathLedgerTest {
    private static final HostPair DB1 = path("10.0.0.1<->10.0.0.2");
    private static final HostPair DB2 = path("10.0.0.1<->10.0.0.3");

    private final PathLedger ledger = new PathLedger();
    private final KernelModel kernel = new KernelModel();

    @Test
    void aPathIsEncryptedWhenBothDirectionsCarry() {
        assertThat(ledger.observe(done(new Protect(DB1, Protection.ENCRYPT)))).containsExactly(new PathProtected(DB1));
        assertThat(ledger.observe(done(new InstallSa(sa(inbound(DB1, 0x101))))))
                .containsExactly(new SaInstalled(inbound(DB1, 0x101)));
        assertThat(ledger.observe(done(new InstallSa(sa(outbound(DB1, 0x102))))))
                .containsExactly(new SaInstalled(outbound(DB1, 0x102)), new PathEncrypted(DB1));
    }

    @Test
    void aRotationIsNoNewEncryption() {
        encryptedPath();

        assertThat(ledger.observe(done(new InstallSa(sa(inbound(DB1, 0x201))))))
                .containsExactly(new SaInstalled(inbound(DB1, 0x201)));
        assertThat(ledger.observe(done(new RemoveSa(inbound(DB1, 0x101)))))
                .containsExactly(new SaRemoved(inbound(DB1, 0x101)));
    }

    @Test
    void aPathThatLostItsKeysCanBecomeEncryptedAgain() {
        encryptedPath();

        assertThat(ledger.gone(outbound(DB1, 0x102))).containsExactly(new SaRemoved(outbound(DB1, 0x102)));
        assertThat(ledger.observe(done(new InstallSa(sa(outbound(DB1, 0x103))))))
                .contains(new PathEncrypted(DB1));
    }

    @Test
    void aPathThatOnlyBlocksIsNotEncryptedWhateverIsLeftOnIt() {
        ledger.observe(done(new Protect(DB1, Protection.DISCARD)));
        ledger.observe(done(new InstallSa(sa(inbound(DB1, 0x101)))));

        assertThat(ledger.observe(done(new InstallSa(sa(outbound(DB1, 0x102))))))
                .containsExactly(new SaInstalled(outbound(DB1, 0x102)));
    }

    @Test
    void neighboursDoNotLendEachOtherSas() {
        ledger.observe(done(new Protect(DB1, Protection.ENCRYPT)));
        ledger.observe(done(new InstallSa(sa(inbound(DB1, 0x101)))));
        ledger.observe(done(new Protect(DB2, Protection.ENCRYPT)));

        assertThat(ledger.observe(done(new InstallSa(sa(outbound(DB2, 0x102))))))
                .containsExactly(new SaInstalled(outbound(DB2, 0x102)));
    }

    @Test
    void aSnapshotTellsOnlyWhatIsNew() {
        encryptedPath();
        assertThat(ledger.observe(kernel.snapshot())).isEmpty();

        kernel.apply(new Protect(DB2, Protection.DISCARD), Instant.EPOCH);
        kernel.apply(new RemoveSa(inbound(DB1, 0x101)), Instant.EPOCH);
        assertThat(ledger.observe(kernel.snapshot()))
                .containsExactly(new PathProtected(DB2), new SaRemoved(inbound(DB1, 0x101)));
    }

    @Test
    void aReleaseIsToldOnceAndProtectionAnew() {
        ledger.observe(done(new Protect(DB1, Protection.ENCRYPT)));

        assertThat(ledger.observe(done(new Unprotect(DB1)))).containsExactly(new PathReleased(DB1));
        assertThat(ledger.observe(done(new Unprotect(DB1)))).isEmpty();
        assertThat(ledger.observe(done(new Protect(DB1, Protection.ENCRYPT)))).containsExactly(new PathProtected(DB1));
    }

    @Test
    void whatFailedIsNoNews() {
        assertThat(ledger.observe(
                        ChangeResult.failed(new Protect(DB1, Protection.ENCRYPT), ErrorCode.KERNEL_REFUSED, "no")))
                .isEmpty();
    }

    private void encryptedPath() {
        ledger.observe(done(new Protect(DB1, Protection.ENCRYPT)));
        ledger.observe(done(new InstallSa(sa(inbound(DB1, 0x101)))));
        ledger.observe(done(new InstallSa(sa(outbound(DB1, 0x102)))));
    }

    private ChangeResult done(BackendChange change) {
        return kernel.apply(change, Instant.EPOCH);
    }
}
