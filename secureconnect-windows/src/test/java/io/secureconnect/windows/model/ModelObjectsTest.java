package io.secureconnect.windows.model;

import static io.secureconnect.windows.model.Script.HEAVY;
import static io.secureconnect.windows.model.Script.LIGHT;
import static io.secureconnect.windows.model.Script.PATH_V4;
import static io.secureconnect.windows.model.Script.PROVIDER;
import static io.secureconnect.windows.model.Script.filter;
import static io.secureconnect.windows.model.Script.key;
import static io.secureconnect.windows.model.Script.open;
import static io.secureconnect.windows.model.Script.openDynamic;
import static io.secureconnect.windows.model.Script.packet;
import static io.secureconnect.windows.model.Script.prepared;
import static io.secureconnect.windows.model.Script.provider;
import static io.secureconnect.windows.model.Script.subLayer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.Subscription;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.wfp.Action;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.FilterChange;
import io.secureconnect.windows.wfp.FilterEnumTemplate;
import io.secureconnect.windows.wfp.Provider;
import io.secureconnect.windows.wfp.Session;
import io.secureconnect.windows.wfp.SubLayer;
import io.secureconnect.windows.wfp.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** V4: transactions, sessions, lifetimes and references of the modelled filter engine are those that Microsoft documents. */
@Tag("rung-V4")
class ModelObjectsTest {
    private final WindowsHost host = WindowsHost.named("host");
    private final FilterEngine engine = open(host);

    @Test
    void nothingOfATransactionIsSeenBeforeItsEndAndAllAfter() {
        FilterEngine other = open(host);
        engine.begin();
        prepared(engine, 0);
        assertThat(engine.provider(PROVIDER)).isPresent();
        assertThat(other.provider(PROVIDER)).isEmpty();
        engine.commit();
        assertThat(other.provider(PROVIDER)).isPresent();
        assertThat(other.subLayer(HEAVY)).isPresent();
    }

    @Test
    void anAbortUndoesEverything() {
        engine.begin();
        prepared(engine, 0);
        engine.abort();
        assertThat(engine.provider(PROVIDER)).isEmpty();
        assertThat(host.ownObjects()).isEmpty();
    }

    @Test
    void transactionsAreNeitherNestedNorEndedTwiceNorSharedByTwoWriters() {
        refused(Refusal.NO_TXN_IN_PROGRESS, engine::commit);
        refused(Refusal.NO_TXN_IN_PROGRESS, engine::abort);
        engine.begin();
        refused(Refusal.TXN_IN_PROGRESS, engine::begin);
        FilterEngine other = open(host);
        refused(Refusal.TIMEOUT, other::begin);
        refused(Refusal.TIMEOUT, () -> other.add(provider(PROVIDER, 0)));
        engine.commit();
        other.begin();
    }

    @Test
    void aRefusedCallLeavesItsTransactionUsable() {
        engine.begin();
        refused(Refusal.PROVIDER_NOT_FOUND, () -> engine.add(subLayer(LIGHT, 0, 1)));
        engine.add(provider(PROVIDER, 0));
        engine.commit();
        assertThat(engine.provider(PROVIDER)).isPresent();
    }

    @Test
    void keysAreUnique() {
        prepared(engine, 0);
        refused(Refusal.ALREADY_EXISTS, () -> engine.add(provider(PROVIDER, 0)));
        refused(Refusal.ALREADY_EXISTS, () -> engine.add(subLayer(LIGHT, 0, 5)));
        Filter filter = filter(Direction.OUTBOUND, PATH_V4).key(key(9)).done();
        engine.add(filter);
        refused(Refusal.ALREADY_EXISTS, () -> engine.add(filter));
    }

    @Test
    void referencesMustExistAndHoldWhatTheyReferTo() {
        Filter filter = filter(Direction.OUTBOUND, PATH_V4).key(key(9)).done();
        refused(Refusal.PROVIDER_NOT_FOUND, () -> engine.add(filter));
        engine.add(provider(PROVIDER, 0));
        refused(Refusal.SUBLAYER_NOT_FOUND, () -> engine.add(filter));
        engine.add(subLayer(LIGHT, 0, 1));
        engine.add(filter);
        refused(Refusal.IN_USE, () -> engine.deleteSubLayer(LIGHT));
        refused(Refusal.IN_USE, () -> engine.deleteProvider(PROVIDER));
        engine.deleteFilter(key(9));
        refused(Refusal.IN_USE, () -> engine.deleteProvider(PROVIDER));
        engine.deleteSubLayer(LIGHT);
        engine.deleteProvider(PROVIDER);
        assertThat(host.ownObjects()).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotFoundByItsKind() {
        refused(Refusal.PROVIDER_NOT_FOUND, () -> engine.deleteProvider(key(5)));
        refused(Refusal.SUBLAYER_NOT_FOUND, () -> engine.deleteSubLayer(key(5)));
        refused(Refusal.FILTER_NOT_FOUND, () -> engine.deleteFilter(key(5)));
        refused(Refusal.PROVIDER_CONTEXT_NOT_FOUND, () -> engine.deleteProviderContext(key(5)));
        assertThat(engine.filter(key(5))).isEmpty();
    }

    @Test
    void whatIsBuiltInStays() {
        refused(Refusal.BUILTIN_OBJECT, () -> engine.deleteSubLayer(Facts.guid("FWPM_SUBLAYER_UNIVERSAL")));
    }

    @Test
    void nothingRefersToWhatLivesShorter() {
        prepared(engine, 0);
        refused(
                Refusal.LIFETIME_MISMATCH,
                () -> engine.add(filter(Direction.INBOUND, PATH_V4)
                        .flags(Filter.PERSISTENT)
                        .done()));
        refused(
                Refusal.LIFETIME_MISMATCH,
                () -> engine.add(filter(Direction.INBOUND, PATH_V4)
                        .flags(Filter.BOOTTIME)
                        .done()));
        refused(Refusal.LIFETIME_MISMATCH, () -> engine.add(subLayer(key(8), SubLayer.PERSISTENT, 1)));
        refused(
                Refusal.INVALID_FLAGS,
                () -> engine.add(filter(Direction.INBOUND, PATH_V4)
                        .flags(Filter.PERSISTENT | Filter.BOOTTIME)
                        .done()));
    }

    @Test
    void aDynamicSessionTakesItsObjectsWithItAndStaticOnesStay() {
        FilterEngine dynamic = openDynamic(host);
        prepared(engine, 0);
        dynamic.add(filter(Direction.OUTBOUND, PATH_V4).key(key(9)).done());
        assertThat(host.sendsInClear(packet(PATH_V4, Direction.OUTBOUND))).isFalse();
        refused(Refusal.WRONG_SESSION, () -> engine.deleteFilter(key(9)));
        dynamic.close();
        assertThat(engine.filter(key(9))).isEmpty();
        assertThat(engine.subLayer(LIGHT)).isPresent();
        assertThat(host.sendsInClear(packet(PATH_V4, Direction.OUTBOUND))).isTrue();
    }

    @Test
    void aStaticObjectMayNotReferToADynamicOne() {
        FilterEngine dynamic = prepared(openDynamic(host), 0);
        refused(
                Refusal.LIFETIME_MISMATCH,
                () -> engine.add(filter(Direction.OUTBOUND, PATH_V4).done()));
        dynamic.add(filter(Direction.OUTBOUND, PATH_V4).done());
    }

    @Test
    void aCrashEndsDynamicSessionsAndTransactionsAndNothingElse() {
        prepared(engine, 0);
        engine.add(filter(Direction.OUTBOUND, PATH_V4).key(key(9)).done());
        openDynamic(host).add(filter(Direction.INBOUND, PATH_V4).key(key(10)).done());
        engine.begin();
        engine.deleteFilter(key(9));
        host.crash();
        assertThatExceptionOfType(ProcessDeath.class).isThrownBy(engine::commit);
        FilterEngine next = open(host);
        assertThat(next.filter(key(9))).isPresent();
        assertThat(next.filter(key(10))).isEmpty();
    }

    @Test
    void aProcessDiesBeforeTheWriteItWasToldTo() {
        host.crashBefore(3);
        engine.add(provider(PROVIDER, 0));
        engine.add(subLayer(LIGHT, 0, 1));
        assertThatExceptionOfType(ProcessDeath.class).isThrownBy(() -> engine.add(subLayer(HEAVY, 0, 2)));
        assertThatExceptionOfType(ProcessDeath.class).isThrownBy(() -> engine.provider(PROVIDER));
        host.crash();
        assertThat(open(host).subLayer(LIGHT)).isPresent();
        assertThat(open(host).subLayer(HEAVY)).isEmpty();
    }

    @Test
    void aWriteThatIsRefusedChangesNothing() {
        host.refuse(2, Refusal.TIMEOUT.code());
        engine.add(provider(PROVIDER, 0));
        refused(Refusal.TIMEOUT, () -> engine.add(subLayer(LIGHT, 0, 1)));
        assertThat(engine.subLayer(LIGHT)).isEmpty();
        engine.add(subLayer(LIGHT, 0, 1));
    }

    @Test
    void aRebootLeavesWhatPersistsAndBootTimeFiltersHoldBeforeIt() {
        prepared(engine, Provider.PERSISTENT);
        engine.add(filter(Direction.OUTBOUND, PATH_V4)
                .key(key(9))
                .flags(Filter.PERSISTENT)
                .done());
        engine.add(filter(Direction.INBOUND, PATH_V4)
                .key(key(10))
                .flags(Filter.BOOTTIME)
                .done());
        engine.add(filter(Direction.INBOUND, PATH_V4).key(key(11)).done());
        List<String> held = new ArrayList<>();
        host.observe(() -> held.add((host.sendsInClear(packet(PATH_V4, Direction.OUTBOUND)) ? "out " : "")
                + (host.acceptsInClear(packet(PATH_V4, Direction.INBOUND)) ? "in" : "")));
        host.reboot();
        assertThat(held).containsExactly("out ", "in");
        FilterEngine next = open(host);
        assertThat(next.filter(key(9))).isPresent();
        assertThat(next.filter(key(10))).isPresent();
        assertThat(next.filter(key(11))).isEmpty();
    }

    @Test
    void boottimeFiltersAreToldToThoseWhoAskForThem() {
        prepared(engine, Provider.PERSISTENT);
        engine.add(filter(Direction.INBOUND, PATH_V4).flags(Filter.BOOTTIME).done());
        FilterEnumTemplate plain = FilterEnumTemplate.ofLayer(TransportLayer.INBOUND_V4.key());
        assertThat(engine.filters(plain)).isEmpty();
        assertThat(engine.filters(new FilterEnumTemplate(
                        plain.providerKey(),
                        plain.layerKey(),
                        1,
                        0x8,
                        List.of(),
                        plain.actionMask(),
                        Optional.empty())))
                .hasSize(1);
    }

    @Test
    void anEnumerationTellsByLayerProviderCalloutActionAndOverlap() {
        prepared(engine, 0);
        engine.add(filter(Direction.INBOUND, PATH_V4).key(key(9)).done());
        engine.add(filter(Direction.INBOUND, PATH_V4).key(key(10)).callout(0).done());
        FilterEnumTemplate all = FilterEnumTemplate.ofLayer(TransportLayer.INBOUND_V4.key());
        assertThat(engine.filters(all)).hasSize(2);
        assertThat(engine.filters(FilterEnumTemplate.ofLayer(TransportLayer.INBOUND_V6.key())))
                .isEmpty();
        refused(Refusal.LAYER_NOT_FOUND, () -> engine.filters(FilterEnumTemplate.ofLayer(key(1))));
        assertThat(engine.filters(new FilterEnumTemplate(
                        Optional.of(key(99)), all.layerKey(), 1, 0, List.of(), -1, Optional.empty())))
                .isEmpty();
        assertThat(engine.filters(new FilterEnumTemplate(
                        Optional.empty(),
                        all.layerKey(),
                        1,
                        0,
                        List.of(),
                        -1,
                        Optional.of(TransportLayer.INBOUND_V4.callout()))))
                .extracting(Filter::filterKey)
                .containsExactly(key(10));
    }

    @Test
    void aFilterHasToBeOneThatItsLayerKnows() {
        prepared(engine, 0);
        refused(
                Refusal.INCOMPATIBLE_LAYER,
                () -> engine.add(filter(Direction.INBOUND, PATH_V4)
                        .action(Action.callout(TransportLayer.OUTBOUND_V4.callout()))
                        .done()));
        refused(
                Refusal.CALLOUT_NOT_FOUND,
                () -> engine.add(filter(Direction.INBOUND, PATH_V4)
                        .action(Action.callout(key(77)))
                        .done()));
        refused(
                Refusal.INVALID_WEIGHT,
                () -> engine.add(filter(Direction.INBOUND, PATH_V4).range(16).done()));
        refused(
                Refusal.INVALID_WEIGHT,
                () -> engine.add(filter(Direction.INBOUND, PATH_V4)
                        .weight(Value.Number.u16(3))
                        .done()));
        refused(
                Refusal.INVALID_ACTION_TYPE,
                () -> engine.add(filter(Direction.INBOUND, PATH_V4)
                        .action(new Action(0, key(0)))
                        .done()));
        refused(
                Refusal.NULL_DISPLAY_NAME,
                () -> engine.add(new Provider(
                        key(5),
                        new DisplayData(Optional.empty(), Optional.empty()),
                        0,
                        Bytes.empty(),
                        Optional.empty())));
    }

    @Test
    void subscribersHearOfFiltersUntilTheyClose() {
        List<FilterChange> heard = new ArrayList<>();
        prepared(engine, 0);
        Subscription subscription = engine.onFilterChanges(heard::add);
        engine.begin();
        engine.add(filter(Direction.OUTBOUND, PATH_V4).key(key(9)).done());
        assertThat(heard).isEmpty();
        engine.commit();
        engine.deleteFilter(key(9));
        subscription.close();
        engine.add(filter(Direction.OUTBOUND, PATH_V4).key(key(9)).done());
        assertThat(heard).extracting(FilterChange::changeType).containsExactly(FilterChange.ADD, FilterChange.DELETE);
    }

    @Test
    void nobodySubscribesInATransaction() {
        engine.begin();
        refused(Refusal.TXN_IN_PROGRESS, () -> engine.onNetEvents(event -> {}));
        refused(Refusal.TXN_IN_PROGRESS, () -> engine.onSaChanges(event -> {}));
        refused(Refusal.TXN_IN_PROGRESS, () -> engine.onFilterChanges(event -> {}));
    }

    @Test
    void foreignObjectsAreTheOthersAndSurviveACrash() {
        FilterEngine other = host.foreignSource("somebody").open(Session.named(DisplayData.of("somebody", ""), 0));
        prepared(other, 0);
        List<String> before = host.foreignObjects();
        engine.add(filter(Direction.OUTBOUND, PATH_V4).key(key(9)).done());
        host.crash();
        assertThat(before).hasSize(3);
        assertThat(host.foreignObjects()).isEqualTo(before);
        other.deleteSubLayer(HEAVY);
        assertThat(host.foreignObjects()).hasSize(2);
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
