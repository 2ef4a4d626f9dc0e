package io.secureconnect.windows.model;

import static io.secureconnect.windows.model.Script.PATH_V4;
import static io.secureconnect.windows.model.Script.PATH_V6;
import static io.secureconnect.windows.model.Script.bundle;
import static io.secureconnect.windows.model.Script.filter;
import static io.secureconnect.windows.model.Script.key;
import static io.secureconnect.windows.model.Script.open;
import static io.secureconnect.windows.model.Script.openDynamic;
import static io.secureconnect.windows.model.Script.prepared;
import static io.secureconnect.windows.model.Script.request;
import static io.secureconnect.windows.model.Script.traffic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.testkit.kernel.KeyMisuseError;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.wfp.Sa;
import io.secureconnect.windows.wfp.SaBundle;
import io.secureconnect.windows.wfp.SaContext;
import io.secureconnect.windows.wfp.SaContextChange;
import io.secureconnect.windows.wfp.SaDetails;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** V4: what calls and time do to the SA contexts of the model. */
@Tag("rung-V4")
class ModelSaTest {
    private final WindowsHost host = WindowsHost.named("host");
    private final FilterEngine engine = prepared(open(host), 0);
    private final long out = engine.add(
            filter(Direction.OUTBOUND, PATH_V4).key(key(20)).callout(2).done());
    private final long in = engine.add(
            filter(Direction.INBOUND, PATH_V4).key(key(21)).callout(0).done());

    @Test
    void aContextNeedsAnOutboundCalloutFilterThatCoversItsAddresses() {
        long block = engine.add(filter(Direction.OUTBOUND, PATH_V4).done());
        refused(Refusal.FILTER_NOT_FOUND, () -> engine.createSaContext(traffic(PATH_V4, 1)));
        refused(Refusal.TRAFFIC_MISMATCH, () -> engine.createSaContext(traffic(PATH_V4, in)));
        refused(Refusal.TRAFFIC_MISMATCH, () -> engine.createSaContext(traffic(PATH_V4, block)));
        refused(Refusal.TRAFFIC_MISMATCH, () -> engine.createSaContext(traffic(PATH_V6, out)));
        refused(
                Refusal.TRAFFIC_MISMATCH,
                () -> engine.createSaContext(traffic(HostPair.of("192.0.2.1", "198.51.100.8"), out)));
        assertThat(engine.saContexts()).isEmpty();
    }

    @Test
    void sasAreRefusedInTransactionsAndDynamicSessions() {
        refused(Refusal.DYNAMIC_SESSION_IN_PROGRESS, () -> openDynamic(host).createSaContext(traffic(PATH_V4, out)));
        long id = engine.createSaContext(traffic(PATH_V4, out));
        engine.begin();
        refused(Refusal.TXN_IN_PROGRESS, () -> engine.createSaContext(traffic(PATH_V4, out)));
        refused(Refusal.TXN_IN_PROGRESS, () -> engine.spi(id, request(PATH_V4, in)));
        refused(Refusal.TXN_IN_PROGRESS, () -> engine.addInbound(id, bundle(PATH_V4, 300, 1, 0)));
        refused(Refusal.TXN_IN_PROGRESS, () -> engine.addOutbound(id, bundle(PATH_V4, 300, 1, 0)));
        refused(Refusal.TXN_IN_PROGRESS, () -> engine.expire(id));
        refused(Refusal.TXN_IN_PROGRESS, () -> engine.deleteSaContext(id));
    }

    @Test
    void aFilterThatIsNotCommittedIsNoneForOthers() {
        FilterEngine other = open(host);
        other.begin();
        long mine = other.add(filter(Direction.OUTBOUND, PATH_V4).callout(2).done());
        refused(Refusal.FILTER_NOT_FOUND, () -> engine.createSaContext(traffic(PATH_V4, mine)));
        other.commit();
        engine.createSaContext(traffic(PATH_V4, mine));
    }

    @Test
    void theOrderIsSpiInboundOutbound() {
        long id = engine.createSaContext(traffic(PATH_V4, out));
        refused(Refusal.INCOMPATIBLE_SA_STATE, () -> engine.addInbound(id, bundle(PATH_V4, 300, 1, 0)));
        refused(Refusal.TRAFFIC_MISMATCH, () -> engine.spi(id, request(PATH_V4, out)));
        int spi = engine.spi(id, request(PATH_V4, in));
        refused(Refusal.INCOMPATIBLE_SA_STATE, () -> engine.spi(id, request(PATH_V4, in)));
        refused(Refusal.INCOMPATIBLE_SA_STATE, () -> engine.addOutbound(id, bundle(PATH_V4, 400, 2, 0)));
        refused(Refusal.INVALID_PARAMETER, () -> engine.addInbound(id, bundle(PATH_V4, spi + 1, 3, 0)));
        refused(Refusal.TRAFFIC_MISMATCH, () -> engine.addInbound(id, bundle(PATH_V6, spi, 4, 0)));
        engine.addInbound(id, bundle(PATH_V4, spi, 5, 0));
        refused(Refusal.INCOMPATIBLE_SA_STATE, () -> engine.addInbound(id, bundle(PATH_V4, spi, 6, 0)));
        engine.addOutbound(id, bundle(PATH_V4, 400, 7, 0));
        refused(Refusal.INCOMPATIBLE_SA_STATE, () -> engine.addOutbound(id, bundle(PATH_V4, 401, 8, 0)));
    }

    @Test
    void whatIsToldOfAContextHasItsFilterAndNoKey() {
        long id = pair(400, 1, 0);
        SaContext told = engine.saContext(id).orElseThrow();
        assertThat(engine.saContexts()).containsExactly(told);
        SaDetails inbound = told.inboundSa().orElseThrow();
        assertThat(inbound.transportFilter().orElseThrow().providerKey()).contains(Script.PROVIDER);
        assertThat(told.outboundSa().orElseThrow().saBundle().saList().get(0).spi())
                .isEqualTo(400);
        for (SaDetails details : List.of(inbound, told.outboundSa().orElseThrow())) {
            Sa.Transforms transforms = details.saBundle().saList().get(0).esp().orElseThrow();
            assertThat(transforms.cipher().key()).isEmpty();
            assertThat(transforms.auth().key()).isEmpty();
        }
    }

    @Test
    void aContextThatOnlyHasAnSpiIsToldWithItsFilters() {
        long id = engine.createSaContext(traffic(PATH_V4, out));
        assertThat(engine.saContext(id).orElseThrow().inboundSa()).isEmpty();
        int spi = engine.spi(id, request(PATH_V4, in));
        SaDetails inbound = engine.saContext(id).orElseThrow().inboundSa().orElseThrow();
        assertThat(inbound.saBundle().saList()).extracting(Sa::spi).containsExactly(spi);
        assertThat(inbound.transportFilter()).isPresent();
    }

    @Test
    void aContextWhoseFilterIsGoneIsNobodys() {
        long id = pair(400, 1, 0);
        engine.deleteFilter(key(20));
        engine.deleteFilter(key(21));
        SaContext told = engine.saContext(id).orElseThrow();
        assertThat(told.inboundSa().orElseThrow().transportFilter()).isEmpty();
        assertThat(told.outboundSa().orElseThrow().transportFilter()).isEmpty();
    }

    @Test
    void anOutboundSaTakesAwayItsDuplicatesUnlessItIsToldNotTo() {
        long first = pair(400, 1, 0);
        long second = pair(401, 3, SaBundle.SUPPRESS_DUPLICATE_DELETION);
        assertThat(hasOutbound(first)).isTrue();
        long third = pair(402, 5, 0);
        assertThat(hasOutbound(first)).isFalse();
        assertThat(hasOutbound(second)).isFalse();
        assertThat(hasOutbound(third)).isTrue();
        assertThat(engine.saContext(first).orElseThrow().inboundSa()).isPresent();
    }

    @Test
    void anExpiredContextLosesItsOutboundSaAtOnceAndGoesInAMinute() {
        long id = pair(400, 1, 0);
        engine.expire(id);
        assertThat(hasOutbound(id)).isFalse();
        host.clock().advance(Duration.ofSeconds(59));
        assertThat(engine.saContext(id)).isPresent();
        host.clock().advance(Duration.ofSeconds(2));
        assertThat(engine.saContext(id)).isEmpty();
        refused(Refusal.NOT_FOUND, () -> engine.expire(id));
    }

    @Test
    void sasEndWithTheirLifetimesAndContextsWithTheirInboundSa() {
        long id = engine.createSaContext(traffic(PATH_V4, out));
        int spi = engine.spi(id, request(PATH_V4, in));
        engine.addInbound(id, bundle(PATH_V4, spi, 1, 20));
        engine.addOutbound(id, bundle(PATH_V4, 400, 2, 10));
        host.clock().advance(Duration.ofSeconds(10));
        assertThat(hasOutbound(id)).isFalse();
        assertThat(engine.saContext(id)).isPresent();
        host.clock().advance(Duration.ofSeconds(10));
        assertThat(engine.saContexts()).isEmpty();
    }

    @Test
    void aDeletedContextIsGoneAtOnce() {
        long id = pair(400, 1, 0);
        engine.deleteSaContext(id);
        assertThat(engine.saContext(id)).isEmpty();
        refused(Refusal.NOT_FOUND, () -> engine.deleteSaContext(id));
    }

    @Test
    void spisAreUniqueNotReservedAndOnNewerWindowsNotToBeChosen() {
        long first = engine.createSaContext(traffic(PATH_V4, out));
        engine.setSpi(first, request(PATH_V4, in), 0x1234);
        long second = engine.createSaContext(traffic(PATH_V4, out));
        refused(Refusal.ALREADY_EXISTS, () -> engine.setSpi(second, request(PATH_V4, in), 0x1234));
        refused(Refusal.INVALID_PARAMETER, () -> engine.setSpi(second, request(PATH_V4, in), 255));
        WindowsHost newer = WindowsHost.builder("newer").refusesSetSpi(true).build();
        FilterEngine other = prepared(open(newer), 0);
        long filter = other.add(filter(Direction.OUTBOUND, PATH_V4).callout(2).done());
        long inbound = other.add(filter(Direction.INBOUND, PATH_V4).callout(0).done());
        long id = other.createSaContext(traffic(PATH_V4, filter));
        refused(Refusal.INVALID_PARAMETER, () -> other.setSpi(id, request(PATH_V4, inbound), 0x1234));
        assertThat(Integer.toUnsignedLong(other.spi(id, request(PATH_V4, inbound))))
                .isGreaterThan(255);
    }

    @Test
    void aKeyThatServesTwiceIsFound() {
        pair(400, 1, 0);
        assertThatThrownBy(() -> pair(401, 1, 0)).isInstanceOf(KeyMisuseError.class);
        assertThat(host.ledger().violations()).isNotEmpty();
    }

    @Test
    void subscribersHearOfContextsThatComeAndGo() {
        List<SaContextChange> heard = new ArrayList<>();
        engine.onSaChanges(heard::add);
        long id = pair(400, 1, 0);
        engine.expire(id);
        host.clock().advance(Duration.ofMinutes(2));
        assertThat(heard)
                .containsExactly(
                        new SaContextChange(SaContextChange.ADD, id), new SaContextChange(SaContextChange.DELETE, id));
    }

    @Test
    void aRebootLeavesNoContextAndNoTimer() {
        pair(400, 1, 0);
        host.reboot();
        host.clock().advance(Duration.ofDays(1));
        assertThat(open(host).saContexts()).isEmpty();
    }

    private long pair(int outboundSpi, int key, int flags) {
        long id = engine.createSaContext(traffic(PATH_V4, out));
        int spi = engine.spi(id, request(PATH_V4, in));
        engine.addInbound(id, bundle(PATH_V4, spi, key, 0));
        engine.addOutbound(id, Script.with(bundle(PATH_V4, outboundSpi, key + 1, 0), flags));
        return id;
    }

    private boolean hasOutbound(long id) {
        Optional<SaContext> told = engine.saContext(id);
        return told.flatMap(SaContext::outboundSa).isPresent();
    }

    private static void refused(Refusal refusal, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        WfpException.class,
                        thrown -> assertThat(thrown.code())
                                .as("0x%08x", thrown.code())
                                .isEqualTo(refusal.code()));
    }
}
