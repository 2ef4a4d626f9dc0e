package io.secureconnect.windows.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.Subscription;
import io.secureconnect.windows.engine.WfpError;
import io.secureconnect.windows.engine.WfpErrorNames;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.jna.Fwpuclnt;
import io.secureconnect.windows.wfp.AuthenticationMethod;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.FilterEnumTemplate;
import io.secureconnect.windows.wfp.Layers;
import io.secureconnect.windows.wfp.MainModePolicy;
import io.secureconnect.windows.wfp.Provider;
import io.secureconnect.windows.wfp.ProviderContext;
import io.secureconnect.windows.wfp.Sa;
import io.secureconnect.windows.wfp.SaBundle;
import io.secureconnect.windows.wfp.SaContext;
import io.secureconnect.windows.wfp.SaLimits;
import io.secureconnect.windows.wfp.Session;
import io.secureconnect.windows.wfp.SpiRequest;
import io.secureconnect.windows.wfp.SubLayer;
import io.secureconnect.windows.wfp.Traffic;
import io.secureconnect.windows.wfp.Transform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each function returns each documented code once, and what is left then is the error, and nothing else. */
@Tag("rung-V5")
class EveryErrorOfEveryFunctionTest {
    private static final Guid KEY = Guid.parse("{00112233-4455-6677-8899-AABBCCDDEEFF}");
    private static final byte[] SECRET = {11, 12, 13, 14, 15, 16, 17, 18};
    private static final Set<WfpError> ABSENT = Set.of(
            WfpError.FWP_E_NOT_FOUND,
            WfpError.FWP_E_PROVIDER_NOT_FOUND,
            WfpError.FWP_E_SUBLAYER_NOT_FOUND,
            WfpError.FWP_E_FILTER_NOT_FOUND);

    /** What the SDK has and nobody here calls: other ways to the same. */
    private static final Set<String> UNUSED = Set.of(
            "FwpmFilterDeleteById0",
            "FwpmNetEventCreateEnumHandle0",
            "FwpmNetEventEnum1",
            "FwpmNetEventDestroyEnumHandle0",
            "FwpmNetEventSubscribe1");

    private final FakeLibrary fake = FakeLibrary.load();
    private final KeptArenas arenas = new KeptArenas();

    /** Calls the function; the answer is empty only if nothing was found. */
    private static Map<String, Function<FilterEngine, Optional<?>>> calls() {
        Map<String, Function<FilterEngine, Optional<?>>> calls = new TreeMap<>();
        calls.put("FwpmEngineClose0", done(FilterEngine::close));
        calls.put("FwpmEngineGetOption0", e -> Optional.of(e.collectsNetEvents()));
        calls.put("FwpmTransactionBegin0", done(FilterEngine::begin));
        calls.put("FwpmTransactionCommit0", done(FilterEngine::commit));
        calls.put("FwpmTransactionAbort0", done(FilterEngine::abort));
        calls.put("FwpmProviderAdd0", done(e -> e.add(Provider.STRUCT.blank())));
        calls.put("FwpmProviderGetByKey0", e -> e.provider(KEY));
        calls.put("FwpmProviderDeleteByKey0", done(e -> e.deleteProvider(KEY)));
        calls.put("FwpmSubLayerAdd0", done(e -> e.add(SubLayer.STRUCT.blank())));
        calls.put("FwpmSubLayerGetByKey0", e -> e.subLayer(KEY));
        calls.put("FwpmSubLayerDeleteByKey0", done(e -> e.deleteSubLayer(KEY)));
        calls.put("FwpmFilterAdd0", e -> Optional.of(e.add(Filter.STRUCT.blank())));
        calls.put("FwpmFilterGetByKey0", e -> e.filter(KEY));
        calls.put("FwpmFilterGetById0", e -> e.filter(1));
        calls.put("FwpmFilterDeleteByKey0", done(e -> e.deleteFilter(KEY)));
        for (String function :
                List.of("FwpmFilterCreateEnumHandle0", "FwpmFilterEnum0", "FwpmFilterDestroyEnumHandle0")) {
            calls.put(function, e -> Optional.of(e.filters(FilterEnumTemplate.ofLayer(Layers.IPSEC_V6))));
        }
        calls.put("FwpmProviderContextAdd2", e -> Optional.of(e.add(context())));
        calls.put("FwpmProviderContextDeleteByKey0", done(e -> e.deleteProviderContext(KEY)));
        for (String function : List.of(
                "FwpmProviderContextCreateEnumHandle0",
                "FwpmProviderContextEnum2",
                "FwpmProviderContextDestroyEnumHandle0")) {
            calls.put(function, e -> Optional.of(e.providerContexts()));
        }
        calls.put("IPsecSaContextCreate1", e -> Optional.of(e.createSaContext(Traffic.STRUCT.blank())));
        calls.put("IPsecSaContextGetSpi1", e -> Optional.of(e.spi(1, SpiRequest.STRUCT.blank())));
        calls.put("IPsecSaContextSetSpi0", done(e -> e.setSpi(1, SpiRequest.STRUCT.blank(), 5)));
        calls.put("IPsecSaContextAddInbound1", done(e -> e.addInbound(1, bundle())));
        calls.put("IPsecSaContextAddOutbound1", done(e -> e.addOutbound(1, bundle())));
        calls.put("IPsecSaContextGetById1", e -> e.saContext(1));
        calls.put("IPsecSaContextUpdate0", done(e -> e.update(1, SaContext.STRUCT.blank())));
        calls.put("IPsecSaContextExpire0", done(e -> e.expire(1)));
        calls.put("IPsecSaContextDeleteById0", done(e -> e.deleteSaContext(1)));
        for (String function :
                List.of("IPsecSaContextCreateEnumHandle0", "IPsecSaContextEnum1", "IPsecSaContextDestroyEnumHandle0")) {
            calls.put(function, e -> Optional.of(e.saContexts()));
        }
        calls.put("IPsecGetStatistics1", e -> Optional.of(e.statistics()));
        for (String function : List.of("IkeextSaCreateEnumHandle0", "IkeextSaEnum2", "IkeextSaDestroyEnumHandle0")) {
            calls.put(function, e -> Optional.of(e.ikeSas()));
        }
        calls.put("IkeextSaDeleteById0", done(e -> e.deleteIkeSa(1)));
        for (String function : List.of("FwpmNetEventSubscribe0", "FwpmNetEventUnsubscribe0")) {
            calls.put(function, heard(e -> e.onNetEvents(event -> {})));
        }
        for (String function : List.of("IPsecSaContextSubscribe0", "IPsecSaContextUnsubscribe0")) {
            calls.put(function, heard(e -> e.onSaChanges(event -> {})));
        }
        for (String function : List.of("FwpmFilterSubscribeChanges0", "FwpmFilterUnsubscribeChanges0")) {
            calls.put(function, heard(e -> e.onFilterChanges(event -> {})));
        }
        return calls;
    }

    private static Function<FilterEngine, Optional<?>> done(Consumer<FilterEngine> call) {
        return engine -> {
            call.accept(engine);
            return Optional.of("done");
        };
    }

    private static Function<FilterEngine, Optional<?>> heard(Function<FilterEngine, Subscription> call) {
        return done(engine -> call.apply(engine).close());
    }

    private static SaBundle bundle() {
        Optional<SecretBytes> key = Optional.of(SecretBytes.copyOf(SECRET));
        Sa sa = Sa.esp(5, new Sa.Transforms(new Transform(3, 6, key), new Transform(3, 3, key)));
        return new SaBundle(0, new SaLimits(3600, 0, 0), 1, List.of(sa), 0, 0, 0);
    }

    private static ProviderContext context() {
        AuthenticationMethod psk = new AuthenticationMethod.PresharedKey(Optional.of(SecretBytes.copyOf(SECRET)), 0);
        return new ProviderContext(
                KEY,
                DisplayData.of("test", ""),
                0,
                Optional.empty(),
                Bytes.empty(),
                ProviderContext.IKE_MM,
                new MainModePolicy(0, List.of(psk), 0, List.of(), 0, 0, 0),
                0);
    }

    @Test
    void noFunctionIsForgotten() {
        Set<String> called = new TreeSet<>(calls().keySet());
        called.add("FwpmEngineOpen0");
        called.addAll(UNUSED);
        assertThat(called).isEqualTo(new TreeSet<>(fake.functions().keySet()));
    }

    @TestFactory
    Stream<DynamicTest> isAnErrorAndNothingElse() {
        return calls().entrySet().stream()
                .map(call -> DynamicTest.dynamicTest(
                        call.getKey(), () -> codes().forEach(code -> once(call.getKey(), call.getValue(), code))));
    }

    @Test
    void ofOpeningIsAnErrorAndNothingElse() {
        codes().forEach(code -> {
            fake.fail("FwpmEngineOpen0", 1, code);
            try {
                open().close();
                fail("code " + code + " was not noticed");
            } catch (WfpException e) {
                assertThat(e.code()).isEqualTo(code);
            }
            nothingIsLeft("FwpmEngineOpen0", 0);
        });
    }

    private static Stream<Integer> codes() {
        return Stream.concat(
                        WfpErrorNames.all().keySet().stream(),
                        Stream.of(WfpError.values()).map(WfpError::code))
                .distinct();
    }

    private FilterEngine open() {
        return Fwpuclnt.at(fake.path(), arenas).open(Session.named(DisplayData.of("test", ""), 0));
    }

    private void once(String function, Function<FilterEngine, Optional<?>> call, int code) {
        FilterEngine engine = open();
        fake.fail(function, 1, code);
        try {
            Optional<?> answer = call.apply(engine);
            assertThat(answer).as(function + " found nothing with " + code).isEmpty();
            assertThat(ABSENT).extracting(WfpError::code).contains(code);
        } catch (WfpException e) {
            assertThat(e.call()).isEqualTo(function);
            assertThat(e.code()).isEqualTo(code);
            assertThat(e).hasMessageContaining(WfpErrorNames.of(code).orElseThrow());
        } finally {
            engine.close();
        }
        boolean windowsKeepsIt = function.matches(".*(Close|Unsubscribe|DestroyEnumHandle).*");
        nothingIsLeft(function, windowsKeepsIt ? 1 : 0);
    }

    private void nothingIsLeft(String function, int handles) {
        assertThat(fake.liveHandles()).as("handles after " + function).isEqualTo(handles);
        assertThat(fake.liveBlocks()).as("blocks after " + function).isZero();
        assertThat(fake.doubleFrees())
                .as("blocks given back twice after " + function)
                .isZero();
        assertThat(fake.keys())
                .allSatisfy(key -> assertThat(key.address().getByteArray(0, key.octets()))
                        .as("key after " + function)
                        .containsOnly(0));
        assertThat(arenas.inUse()).as("our blocks after " + function).isZero();
        assertThat(arenas.octetsLeft())
                .as("octets in our blocks after " + function)
                .isZero();
        arenas.forget();
        fake.reset();
    }
}
