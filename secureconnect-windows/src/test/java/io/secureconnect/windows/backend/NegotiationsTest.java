package io.secureconnect.windows.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.ChildSa;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Negotiate;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.BackendChange.StopNegotiating;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.ChangeResult.Outcome;
import io.secureconnect.spi.NativeAuthentication;
import io.secureconnect.spi.NativeNegotiation;
import io.secureconnect.spi.NativeTerms;
import io.secureconnect.spi.Protection;
import io.secureconnect.testkit.kernel.ChildSas;
import io.secureconnect.testkit.time.SeededRandom;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.model.Stranger;
import io.secureconnect.windows.model.WindowsHost;
import io.secureconnect.windows.wfp.Callouts;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.FilterEnumTemplate;
import io.secureconnect.windows.wfp.Layers;
import io.secureconnect.windows.wfp.Session;
import io.secureconnect.windows.wfp.SpiRequest;
import io.secureconnect.windows.wfp.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Native keying as the backend offers it, over the model of Windows. */
class NegotiationsTest {
    private static final HostPair PATH = HostPair.of("10.0.0.1", "10.0.0.2");

    private final WindowsHost host = WindowsHost.named("win1");
    private final WindowsBackend backend = ModelBackends.open(host, WindowsBackendOptions.STANDARD);

    @Test
    void aPathIsNegotiatedOnceAndFoundAgain() {
        assertThat(outcomes(new Protect(PATH, Protection.ENCRYPT), new Negotiate(PATH, terms(1))))
                .containsExactly(Outcome.APPLIED, Outcome.APPLIED);
        int writes = host.writes();
        assertThat(outcomes(new Negotiate(PATH, terms(1)))).containsExactly(Outcome.UNCHANGED);
        assertThat(host.writes()).isEqualTo(writes);

        BackendSnapshot snapshot =
                ModelBackends.open(host, WindowsBackendOptions.STANDARD).snapshot();
        assertThat(snapshot.negotiated())
                .isEqualTo(Map.of(PATH, new NativeNegotiation(Optional.of(terms(1).fingerprint()), List.of())));
        assertThat(snapshot.paths()).isEqualTo(Map.of(PATH, Protection.ENCRYPT));
        assertThat(snapshot.foreignPolicies()).isEmpty();

        assertThat(outcomes(new StopNegotiating(PATH), new StopNegotiating(PATH)))
                .containsExactly(Outcome.APPLIED, Outcome.UNCHANGED);
        assertThat(backend.snapshot().negotiated()).isEmpty();
        assertThat(backend.snapshot().paths()).containsOnlyKeys(PATH);
    }

    @Test
    void whereSasByHandStandNobodyNegotiates() {
        ChildSa child = new ChildSas(new SeededRandom(1))
                .child(
                        PATH,
                        EspParameters.builder().extendedSequenceNumbers(false).build());
        outcomes(
                new Protect(PATH, Protection.ENCRYPT), new InstallSa(child.inbound()), new InstallSa(child.outbound()));

        ChangeResult refused =
                backend.apply(List.of(new Negotiate(PATH, terms(1)))).get(0);
        assertThat(refused.fault().orElseThrow().code()).isEqualTo(ErrorCode.INTERNAL);
        assertThat(refused.fault().orElseThrow().message()).contains("10.0.0.1<->10.0.0.2", "remove them first");
        assertThat(backend.snapshot().negotiated()).isEmpty();

        assertThat(outcomes(
                        new RemoveSa(child.outbound().id()),
                        new RemoveSa(child.inbound().id()),
                        new Negotiate(PATH, terms(1))))
                .containsOnly(Outcome.APPLIED);
    }

    @Test
    void whereOthersSteerThePacketsThePathStaysBlockedAndTheirOwnerIsNamed() {
        new Stranger(host, new SeededRandom(2)).addPolicy(TrafficSelector.of(PATH), Direction.OUTBOUND, false);

        ChangeResult refused = backend.apply(
                        List.of(new Protect(PATH, Protection.ENCRYPT), new Negotiate(PATH, terms(1))))
                .get(1);

        assertThat(refused.fault().orElseThrow().code()).isEqualTo(ErrorCode.FOREIGN_CONFLICT);
        assertThat(refused.fault().orElseThrow().message()).contains("somebody else", "10.0.0.1<->10.0.0.2");
        assertThatThrownBy(() -> backend.reserveSpi(PATH)).hasMessageContaining("somebody else");
        assertThat(backend.snapshot().paths()).containsOnlyKeys(PATH);
        assertThat(backend.snapshot().negotiated()).isEmpty();
    }

    @Test
    void sasOfIkeextAreToldWithThePathAndAreNotOurs() {
        outcomes(new Protect(PATH, Protection.ENCRYPT), new Negotiate(PATH, terms(1)));
        try (FilterEngine ikeext = host.foreignSource("IKEEXT").open(Session.named(DisplayData.of("IKEEXT", ""), 0))) {
            long outbound = callout(ikeext, Callouts.IPSEC_OUTBOUND_TRANSPORT_V4);
            long inbound = callout(ikeext, Callouts.IPSEC_INBOUND_TRANSPORT_V4);
            long context = ikeext.createSaContext(Traffic.transport(PATH.local(), PATH.remote(), outbound));
            Spi spi = new Spi(ikeext.spi(
                    context, SpiRequest.of(Traffic.transport(PATH.local(), PATH.remote(), inbound), Optional.empty())));

            BackendSnapshot snapshot = backend.snapshot();

            assertThat(snapshot.sas()).isEmpty();
            assertThat(snapshot.negotiated().get(PATH).sas())
                    .extracting(sa -> sa.id().spi())
                    .containsExactly(spi);
            assertThat(ikeext.saContext(context)).isPresent();
        }
    }

    private static long callout(FilterEngine engine, Guid callout) {
        return List.of(Layers.INBOUND_TRANSPORT_V4, Layers.OUTBOUND_TRANSPORT_V4).stream()
                .flatMap(layer -> engine.filters(FilterEnumTemplate.ofLayer(layer)).stream())
                .filter(filter -> filter.action().calloutKey().equals(callout))
                .mapToLong(Filter::filterId)
                .findFirst()
                .orElseThrow();
    }

    private List<Outcome> outcomes(BackendChange... changes) {
        return backend.apply(List.of(changes)).stream()
                .map(ChangeResult::outcome)
                .toList();
    }

    private static NativeTerms terms(int seed) {
        byte[] key = new byte[32];
        key[0] = (byte) seed;
        return NativeTerms.builder()
                .version(IkeVersion.IKEV1)
                .authentication(new NativeAuthentication.PreSharedKey(SecretBytes.wrap(key)))
                .addIkeProposals(IkeProposal.parse("aes256-sha256-modp2048"))
                .addEspProposals(EspProposal.AES_256_GCM)
                .perfectForwardSecrecy(true)
                .ikeLifetime(Duration.ofHours(4))
                .childLifetime(SaLifetime.standard())
                .natTraversal(true)
                .build();
    }
}
