package io.secureconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.ChildSa;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.ChangeResult.Outcome;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.spi.IpsecBackend;
import io.secureconnect.spi.Protection;
import io.secureconnect.spi.SpiReservation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** SAs: installed once, found again without their keys, removed one by one. */
interface SaContract extends BackendContract {
    @Test
    default void bothSasOfAChildAreInstalledAndReported() {
        fixture().needsEsp();
        for (AddressFamily family : fixture().espFamilies()) {
            HostPair path = fixture().path(family);
            fixture().protect(path, Protection.ENCRYPT);
            ChildSa child = fixture().child(path);
            fixture().install(child);
            for (SecurityAssociation sa : List.of(child.inbound(), child.outbound())) {
                InstalledSa installed = fixture().sa(sa.id()).orElseThrow();
                assertThat(installed.state()).isEqualTo(SaState.MATURE);
                assertThat(installed.proposal()).contains(sa.parameters().proposal());
            }
            fixture()
                    .applied(
                            new RemoveSa(child.outbound().id()),
                            new RemoveSa(child.inbound().id()));
        }
        assertThat(fixture().saIds()).isEmpty();
    }

    @Test
    default void anSaOfTheSameNameIsLeftAsItIsWhateverKeyComes() {
        fixture().needsEsp();
        for (AddressFamily family : fixture().espFamilies()) {
            HostPair path = fixture().path(family);
            fixture().protect(path, Protection.ENCRYPT);
            ChildSa child = fixture().child(path);
            fixture().install(child);
            List<SaId> before = fixture().saIds();
            for (SecurityAssociation sa : List.of(child.inbound(), child.outbound())) {
                fixture().unchanged(new InstallSa(sa));
                fixture().unchanged(new InstallSa(fixture().children.rekeyed(sa)));
            }
            assertThat(fixture().saIds()).isEqualTo(before);
        }
    }

    @Test
    default void theCallerGoesOnToOwnTheKey() {
        fixture().needsEsp();
        HostPair path = fixture().path(fixture().espFamilies().iterator().next());
        fixture().protect(path, Protection.ENCRYPT);
        ChildSa child = fixture().child(path);
        fixture().install(child);
        assertThat(child.inbound().keys().isWiped()).isFalse();
        child.close();
        assertThat(fixture().saIds())
                .contains(child.inbound().id(), child.outbound().id());
    }

    @Test
    default void anSaIsRemovedOnce() {
        fixture().needsEsp();
        for (AddressFamily family : fixture().espFamilies()) {
            HostPair path = fixture().path(family);
            fixture().protect(path, Protection.ENCRYPT);
            ChildSa kept = fixture().child(path);
            ChildSa gone = fixture().child(path);
            fixture().install(kept);
            fixture().install(gone);
            fixture()
                    .applied(
                            new RemoveSa(gone.outbound().id()),
                            new RemoveSa(gone.inbound().id()));
            fixture()
                    .unchanged(
                            new RemoveSa(gone.outbound().id()),
                            new RemoveSa(gone.inbound().id()));
            assertThat(fixture().saIds())
                    .containsExactlyInAnyOrder(
                            kept.inbound().id(), kept.outbound().id());
            fixture()
                    .applied(
                            new RemoveSa(kept.outbound().id()),
                            new RemoveSa(kept.inbound().id()));
        }
    }

    @Test
    default void aReservedSpiIsLarvalUntilItsSaComes() {
        fixture().needsEsp();
        for (AddressFamily family : fixture().espFamilies()) {
            HostPair path = fixture().path(family);
            fixture().protect(path, Protection.ENCRYPT);
            SpiReservation reservation = fixture().heard(backend -> backend.reserveSpi(path));
            assertThat(reservation.path()).isEqualTo(path);
            SaId id = new SaId(path, Direction.INBOUND, reservation.spi());
            InstalledSa larval = fixture().sa(id).orElseThrow();
            assertThat(larval.state()).isEqualTo(SaState.LARVAL);
            assertThat(larval.proposal()).isEmpty();

            ChildSa child =
                    fixture().children.child(path, reservation.spi(), fixture().parameters());
            fixture().install(child);
            assertThat(fixture().sa(id).orElseThrow().state()).isEqualTo(SaState.MATURE);

            reservation.close();
            assertThat(fixture().saIds())
                    .as("closing a used reservation does nothing")
                    .contains(id);
        }
    }

    @Test
    default void aReservationThatIsClosedGivesItsSpiBack() {
        fixture().needsEsp();
        for (AddressFamily family : fixture().espFamilies()) {
            HostPair path = fixture().path(family);
            SpiReservation reservation = fixture().backend().reserveSpi(path);
            reservation.close();
            reservation.close();
            assertThat(fixture().saIds()).isEmpty();
        }
    }

    @Test
    default void aLarvalSaIsRemovedByName() {
        fixture().needsEsp();
        HostPair path = fixture().path(fixture().espFamilies().iterator().next());
        SpiReservation reservation = fixture().backend().reserveSpi(path);
        SaId id = new SaId(path, Direction.INBOUND, reservation.spi());
        fixture().applied(new RemoveSa(id));
        fixture().unchanged(new RemoveSa(id));
        reservation.close();
        assertThat(fixture().saIds()).isEmpty();
    }

    @Test
    default void reservedSpisAreAllDifferentAndNotReserved() {
        fixture().needsEsp();
        HostPair path = fixture().path(fixture().espFamilies().iterator().next());
        IpsecBackend backend = fixture().backend();
        Set<Spi> spis = new HashSet<>();
        for (int i = 0; i < 64; i++) {
            Spi spi = backend.reserveSpi(path).spi();
            assertThat(spi.unsigned()).isGreaterThanOrEqualTo(Spi.LOWEST);
            assertThat(spis.add(spi)).as("SPI %s came twice", spi).isTrue();
        }
        assertThat(fixture().saIds()).hasSize(64);
    }

    @Test
    default void anSpiOfAnotherPathAtTheSameAddressIsInUse() {
        fixture().needsEsp();
        for (AddressFamily family : fixture().espFamilies()) {
            HostPair first = fixture().harness.path(family, 0);
            HostPair second = fixture().harness.path(family, 1);
            fixture().applied(new Protect(first, Protection.ENCRYPT), new Protect(second, Protection.ENCRYPT));
            ChildSa child = fixture().child(first);
            fixture().install(child);
            List<SaId> before = fixture().saIds();

            Spi taken = child.inbound().id().spi();
            ChildSa clash = fixture().children.child(second, taken, fixture().parameters());
            fixture().fails(ErrorCode.SPI_IN_USE, new InstallSa(clash.inbound()));
            assertThat(fixture().saIds()).isEqualTo(before);
        }
    }

    @Test
    default void aChangeThatFailsDoesNotStopThoseAfterIt() {
        fixture().needsEsp();
        HostPair first =
                fixture().harness.path(fixture().espFamilies().iterator().next(), 0);
        HostPair second = fixture().harness.path(first.family(), 1);
        HostPair third = fixture().harness.path(first.family(), 2);
        ChildSa child = fixture().child(first);
        ChildSa clash = fixture()
                .children
                .child(second, child.inbound().id().spi(), fixture().parameters());
        List<ChangeResult> results = fixture()
                .apply(
                        new Protect(first, Protection.ENCRYPT),
                        new InstallSa(child.inbound()),
                        new InstallSa(clash.inbound()),
                        new InstallSa(child.outbound()),
                        new Protect(first, Protection.ENCRYPT),
                        new Protect(third, Protection.DISCARD));
        assertThat(results)
                .extracting(ChangeResult::outcome)
                .containsExactly(
                        Outcome.APPLIED,
                        Outcome.APPLIED,
                        Outcome.FAILED,
                        Outcome.APPLIED,
                        Outcome.UNCHANGED,
                        Outcome.APPLIED);
        assertThat(fixture().snapshot().paths()).containsOnlyKeys(first, third);
    }

    @Test
    default void manyChangesAreAnsweredInTheirOrder() {
        AddressFamily family = fixture().families().iterator().next();
        List<BackendChange> changes = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            changes.add(new Protect(
                    fixture().harness.path(family, i), i % 2 == 0 ? Protection.DISCARD : Protection.ENCRYPT));
        }
        assertThat(fixture().apply(changes)).extracting(ChangeResult::outcome).containsOnly(Outcome.APPLIED);
        assertThat(fixture().apply(changes)).extracting(ChangeResult::outcome).containsOnly(Outcome.UNCHANGED);
        assertThat(fixture().snapshot().paths()).hasSize(300);
        assertThat(fixture().apply(List.of())).isEmpty();
    }
}
