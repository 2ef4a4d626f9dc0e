package io.secureconnect.core.runtime;

import static io.secureconnect.core.reconcile.Plans.encrypted;
import static io.secureconnect.core.reconcile.Plans.path;
import static io.secureconnect.core.runtime.EngineFixture.inbound;
import static io.secureconnect.core.runtime.EngineFixture.outbound;
import static io.secureconnect.core.runtime.EngineFixture.sa;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.event.SecureConnectEvent;
import io.secureconnect.api.event.SecureConnectEvent.Fault;
import io.secureconnect.api.event.SecureConnectEvent.PathEncrypted;
import io.secureconnect.api.event.SecureConnectEvent.SaInstalled;
import io.secureconnect.api.keying.KeyPhase;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.core.keying.KeyingEffect;
import io.secureconnect.core.reconcile.Plans;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Kind;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.ChangeResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the loop owes a keying: its effects in order, an outcome for each change, and no key left lying about. */
class KeyingDriverTest {
    private static final HostPair DB1 = path("10.0.0.1<->10.0.0.2");
    private static final SealedInstruction INSTRUCTION =
            new SealedInstruction("web1", "db1/web1", 1, KeyPhase.INBOUND, new byte[] {1});
    private static final KeyReport NEEDED = new KeyReport.Needed("web1", DB1);

    private final EngineFixture host = new EngineFixture();

    @Test
    void changesAreDoneInOrderAndTheirOutcomesBroughtBack() {
        running();
        SecurityAssociation in = sa(inbound(DB1, 0x101));
        SecurityAssociation out = sa(outbound(DB1, 0x102));
        host.keying.answers.add(List.of(install(in), install(out)));

        deliver();

        assertThat(host.backend.asked).containsExactly(new InstallSa(in), new InstallSa(out));
        assertThat(host.keying.results)
                .containsExactly(
                        List.of(ChangeResult.applied(new InstallSa(in)), ChangeResult.applied(new InstallSa(out))));
        assertThat(host.events)
                .containsExactly(new SaInstalled(in.id()), new SaInstalled(out.id()), new PathEncrypted(DB1));
    }

    @Test
    void keysAreAliveInTheCallAndWipedAfterIt() {
        running();
        SecurityAssociation in = sa(inbound(DB1, 0x101));
        host.keying.answers.add(List.of(install(in)));

        deliver();

        assertThat(host.backend.kernel.sas).as("a wiped key would be refused").containsKey(in.id());
        assertThat(in.keys().isWiped()).isTrue();
    }

    @Test
    void keysAreWipedThoughTheBackendThrows() {
        running();
        SecurityAssociation in = sa(inbound(DB1, 0x101));
        host.keying.answers.add(List.of(install(in)));
        host.backend.applyFailure = Optional.of(new IllegalStateException("native code said no"));

        deliver();

        assertThat(in.keys().isWiped()).isTrue();
        assertThat(host.keying.results).hasSize(1);
        assertThat(host.keying.results.get(0).get(0).fault().orElseThrow().code())
                .isEqualTo(ErrorCode.INTERNAL);
    }

    @Test
    void outcomesLeadToTheNextEffectsUntilThereAreNone() {
        running();
        SecurityAssociation in = sa(inbound(DB1, 0x101));
        host.keying.answers.add(List.of(install(in)));
        host.keying.answers.add(List.of(remove(in)));
        host.keying.answers.add(List.of(new KeyingEffect.Report(NEEDED)));

        deliver();

        assertThat(host.backend.takeAskedKinds()).containsExactly(Kind.INSTALL_SA, Kind.REMOVE_SA);
        assertThat(host.keying.results).hasSize(2);
        assertThat(host.keying.reports).containsExactly(NEEDED);
    }

    @Test
    void faultsAreTold() {
        running();
        host.keying.answers.add(
                List.of(new KeyingEffect.Fault(Optional.of(DB1), ErrorCode.KEY_UNREADABLE, "sealed to another")));

        deliver();

        assertThat(host.events)
                .containsExactly(new Fault(ErrorCode.KEY_UNREADABLE, "10.0.0.1<->10.0.0.2: sealed to another"));
    }

    @Test
    void aReportThatCannotBeSentStopsNothing() {
        running();
        host.keying.channelFailure = Optional.of(new IllegalStateException("no route"));
        SecurityAssociation in = sa(inbound(DB1, 0x101));
        host.keying.answers.add(List.of(new KeyingEffect.Report(NEEDED), install(in)));

        deliver();

        assertThat(host.backend.kernel.sas).containsKey(in.id());
        assertThat(host.takeEventKinds())
                .containsExactly(SecureConnectEvent.Kind.FAULT, SecureConnectEvent.Kind.SA_INSTALLED);
    }

    @Test
    void aKeyingThatThrowsStopsNothing() {
        running();
        host.keying.failure = Optional.of(new IllegalStateException("a bug"));

        deliver();

        assertThat(host.takeEventKinds()).containsExactly(SecureConnectEvent.Kind.FAULT);
        host.keying.failure = Optional.empty();
        deliver();
        assertThat(host.keying.instructions).hasSize(2);
    }

    @Test
    void theChannelOpensOnceWithTheFirstPolicy() {
        host.engine();
        assertThat(host.keying.opened).isZero();
        running();
        host.now(host.engine().apply(host.policies.document(2)));

        assertThat(host.keying.opened).isEqualTo(1);
    }

    @Test
    void whatTheKeyingWroteCountsInTheReport() {
        SecurityAssociation in = sa(inbound(DB1, 0x101));
        host.keying.answers.add(List.of(install(in)));

        assertThat(host.now(host.engine().apply(host.policies.document(1, encrypted("db1", DB1.toString()))))
                        .written())
                .isEqualTo(2);
    }

    @Test
    void newSasAreCountedWhereTheKernelTellsNoExpiry() {
        host.backend.capabilities = Plans.kernel().expiryEvents(false).build();
        running();
        EspParameters brief = EspParameters.builder()
                .lifetime(SaLifetime.builder().hard(Duration.ofSeconds(30)).build())
                .build();
        SecurityAssociation in = sa(inbound(DB1, 0x101), brief);
        host.keying.answers.add(List.of(install(in)));
        deliver();
        assertThat(host.loop.engine().untilWake()).hasValue(Duration.ofSeconds(30));

        host.keying.answers.add(List.of(remove(in)));
        deliver();
        assertThat(host.loop.engine().untilWake()).hasValue(Duration.ofMinutes(1));
    }

    private void running() {
        host.now(host.engine().apply(host.policies.document(1, encrypted("db1", DB1.toString()))));
        host.backend.asked.clear();
        host.events.clear();
    }

    private void deliver() {
        host.keying.deliver(INSTRUCTION);
        host.loop.turn();
    }

    private static KeyingEffect install(SecurityAssociation sa) {
        return change(new InstallSa(sa));
    }

    private static KeyingEffect remove(SecurityAssociation sa) {
        return change(new RemoveSa(sa.id()));
    }

    private static KeyingEffect change(BackendChange change) {
        return new KeyingEffect.Change(change);
    }
}
