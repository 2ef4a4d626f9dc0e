package io.secureconnect.windows.fake;

import static io.secureconnect.windows.fake.Values.HIGH;
import static io.secureconnect.windows.fake.Values.LOW;
import static io.secureconnect.windows.fake.Values.PROVIDER;
import static io.secureconnect.windows.fake.Values.guid;
import static io.secureconnect.windows.fake.Values.octets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.WfpError;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.wfp.Action;
import io.secureconnect.windows.wfp.Callouts;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Fields;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.FilterCondition;
import io.secureconnect.windows.wfp.FilterEnumTemplate;
import io.secureconnect.windows.wfp.Layers;
import io.secureconnect.windows.wfp.Provider;
import io.secureconnect.windows.wfp.SubLayer;
import io.secureconnect.windows.wfp.Value;
import java.util.List;
import java.util.Optional;

/** Providers, sublayers and filters: every kind of value that a condition may have. {@code objects.c} is the same in C. */
final class ObjectScenario {
    private static final int RANGE = 5;

    private ObjectScenario() {}

    static void run(FakeLibrary fake, FilterEngine engine) {
        owners(engine);
        filters(engine);
        readBack(fake, engine);
        engine.deleteFilter(guid(0x10));
        engine.deleteSubLayer(HIGH);
        engine.deleteProvider(PROVIDER);
    }

    private static void owners(FilterEngine engine) {
        engine.begin();
        engine.add(new Provider(
                PROVIDER,
                DisplayData.of("Prövider", "\"quoted\" \\ \uD83D\uDE00"),
                Provider.PERSISTENT,
                octets(3, 0xfe),
                Optional.of("servicé")));
        engine.add(new SubLayer(
                HIGH, DisplayData.of("high", ""), SubLayer.PERSISTENT, Optional.of(PROVIDER), Bytes.empty(), 0xfffe));
        engine.add(new SubLayer(
                LOW, new DisplayData(Optional.of("low"), Optional.empty()), 0, Optional.empty(), octets(2, 1), 0x8001));
        engine.commit();
        engine.begin();
        engine.abort();
        engine.add(engine.provider(PROVIDER).orElseThrow());
        engine.add(engine.subLayer(HIGH).orElseThrow());
    }

    private static FilterCondition equal(io.secureconnect.windows.abi.Guid field, Value value) {
        return new FilterCondition(field, FilterCondition.MATCH_EQUAL, value);
    }

    private static Bytes v6(String address) {
        return Bytes.wrap(IpAddress.parse(address).octets());
    }

    private static Filter block() {
        return new Filter(
                guid(0x10),
                DisplayData.of("block", "IPv4"),
                Filter.PERSISTENT,
                Optional.of(PROVIDER),
                octets(5, 0x70),
                Layers.OUTBOUND_TRANSPORT_V4,
                HIGH,
                Value.Number.u8(15),
                List.of(
                        equal(Fields.IP_LOCAL_ADDRESS, new Value.MaskV4(0xc0000201, 0xffffffff)),
                        equal(Fields.IP_REMOTE_ADDRESS, new Value.MaskV4(0xc0000280, 0xffffff80))),
                Action.BLOCK,
                Filter.Context.NONE,
                0,
                new Value.Empty());
    }

    private static Filter permit() {
        return new Filter(
                guid(0x11),
                DisplayData.of("permit", "IPv6"),
                Filter.BOOTTIME,
                Optional.of(PROVIDER),
                Bytes.empty(),
                Layers.INBOUND_TRANSPORT_V6,
                LOW,
                new Value.Empty(),
                List.of(
                        equal(Fields.IP_LOCAL_ADDRESS, new Value.MaskV6(v6("2001:db8::1"), 128)),
                        equal(Fields.IP_REMOTE_ADDRESS, new Value.ByteArray16(v6("2001:db8:ffff::fe"))),
                        equal(Fields.IP_PROTOCOL, Value.Number.u8(200)),
                        equal(Fields.IP_LOCAL_PORT, Value.Number.u16(0xfff0)),
                        new FilterCondition(
                                Fields.IP_REMOTE_PORT,
                                RANGE,
                                new Value.Range(Value.Number.u16(32768), Value.Number.u16(65535))),
                        new FilterCondition(
                                Fields.FLAGS, FilterCondition.MATCH_FLAGS_NONE_SET, Value.Number.u32(0x80000002))),
                Action.PERMIT,
                Filter.Context.NONE,
                0,
                new Value.Empty());
    }

    private static Filter callout() {
        return new Filter(
                guid(0x12),
                DisplayData.of("callout", "raw context"),
                0,
                Optional.of(PROVIDER),
                Bytes.empty(),
                Layers.OUTBOUND_TRANSPORT_V4,
                LOW,
                Value.Number.u64(0xff00000000000001L),
                List.of(
                        equal(Fields.IP_LOCAL_ADDRESS, Value.Number.u32(0xc0000201)),
                        new FilterCondition(
                                Fields.IP_REMOTE_ADDRESS,
                                RANGE,
                                new Value.Range(Value.Number.u32(0xc0000202), Value.Number.u32(0xc00002fe))),
                        equal(guid(0x20), Value.Number.u64(0x8000000000000002L))),
                Action.callout(Callouts.IPSEC_OUTBOUND_TRANSPORT_V4),
                Filter.Context.raw(0x8000000000000002L),
                0,
                new Value.Empty());
    }

    private static Filter contextual() {
        return new Filter(
                guid(0x13),
                new DisplayData(Optional.empty(), Optional.empty()),
                Filter.HAS_PROVIDER_CONTEXT,
                Optional.empty(),
                Bytes.empty(),
                Layers.IKEEXT_V4,
                LOW,
                Value.Number.u8(0),
                List.of(
                        equal(guid(0x21), new Value.Text("päth")),
                        equal(guid(0x22), new Value.Blob(octets(9, 0xf8))),
                        new FilterCondition(Fields.FLAGS, FilterCondition.MATCH_FLAGS_ANY_SET, Value.Number.u32(2))),
                Action.PERMIT,
                Filter.Context.of(guid(0x30)),
                0,
                new Value.Empty());
    }

    private static void filters(FilterEngine engine) {
        engine.begin();
        assertThat(engine.add(block())).isPositive();
        engine.add(permit());
        engine.add(callout());
        engine.add(contextual());
        engine.commit();
    }

    /** What was read is added again, so that the trace shows what was made of it. */
    private static void readBack(FakeLibrary fake, FilterEngine engine) {
        fake.fail("FwpmFilterAdd0", 1, WfpError.FWP_E_ALREADY_EXISTS.code());
        assertThatThrownBy(() -> engine.add(block()))
                .isInstanceOfSatisfying(
                        WfpException.class,
                        refusal -> assertThat(refusal.is(WfpError.FWP_E_ALREADY_EXISTS))
                                .isTrue());
        fake.fail("FwpmFilterGetByKey0", 1, WfpError.FWP_E_FILTER_NOT_FOUND.code());
        assertThat(engine.filter(guid(0x10))).isEmpty();
        engine.add(engine.filter(guid(0x10)).orElseThrow());
        engine.add(engine.filter(0x8000000000000007L).orElseThrow());
        engine.filters(FilterEnumTemplate.ofLayer(Layers.INBOUND_TRANSPORT_V6)).forEach(engine::add);
        engine.filters(new FilterEnumTemplate(
                        Optional.of(PROVIDER),
                        Layers.OUTBOUND_TRANSPORT_V4,
                        0,
                        8,
                        List.of(equal(Fields.IP_LOCAL_ADDRESS, new Value.MaskV4(0xc0000201, 0xffffffff))),
                        0x80001001,
                        Optional.of(Callouts.IPSEC_INBOUND_TRANSPORT_V4)))
                .forEach(engine::add);
    }
}
