package io.secureconnect.windows.wfp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.NativeArena;
import io.secureconnect.windows.abi.NativeReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is put into native memory is read back the same, except for keys. */
@Tag("rung-V1")
class RoundTripTest {
    private static final Guid LAYER = Guid.parse("{00112233-4455-6677-8899-AABBCCDDEEFF}");
    private static final Guid PROVIDER = Guid.parse("12345678-9abc-def0-1234-56789abcdef0");

    private static Filter filter(int flags, Filter.Context context) {
        return new Filter(
                LAYER,
                DisplayData.of("näme", "description"),
                flags,
                Optional.of(PROVIDER),
                Bytes.wrap(new byte[] {1, 2, 3}),
                LAYER,
                PROVIDER,
                Value.Number.u64(0xff00_0000_0000_0000L),
                List.of(
                        new FilterCondition(
                                LAYER, FilterCondition.MATCH_EQUAL, new Value.MaskV4(0x0a000001, 0xffffffff)),
                        new FilterCondition(
                                PROVIDER,
                                FilterCondition.MATCH_EQUAL,
                                new Value.MaskV6(
                                        Bytes.wrap(
                                                IpAddress.parse("2001:db8::1").octets()),
                                        128)),
                        new FilterCondition(
                                PROVIDER, FilterCondition.MATCH_FLAGS_NONE_SET, Value.Number.u32(0xffff_fffe)),
                        new FilterCondition(
                                PROVIDER, 5, new Value.Range(Value.Number.u16(0xffff), Value.Number.u8(0xff)))),
                Action.callout(LAYER),
                context,
                0x8000_0000_0000_0001L,
                new Value.ByteArray16(Bytes.wrap(new byte[16])));
    }

    private static List<Filter> filters() {
        return List.of(
                filter(0, Filter.Context.raw(2)), filter(Filter.HAS_PROVIDER_CONTEXT, Filter.Context.of(PROVIDER)));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aFilter(Filter filter) {
        try (NativeArena arena = new NativeArena()) {
            assertThat(NativeReader.read(Filter.STRUCT, arena.put(Filter.STRUCT, filter)))
                    .isEqualTo(filter);
        }
    }

    @Test
    void anSaContextWithoutItsKeys() {
        SecretBytes key = SecretBytes.wrap(new byte[] {7, 7, 7, 7});
        Traffic traffic = Traffic.transport(IpAddress.parse("10.0.0.1"), IpAddress.parse("10.0.0.2"), 77);
        Sa sa = Sa.esp(
                0xc0000001,
                new Sa.Transforms(new Transform(3, 4, Optional.of(key)), new Transform(5, 6, Optional.of(key))));
        SaDetails details = new SaDetails(
                0,
                1,
                traffic,
                new SaBundle(SaBundle.ASSUME_UDP_CONTEXT_OUTBOUND, new SaLimits(3600, 0, 0), 9, List.of(sa), 0, 8, 7),
                Optional.of(new UdpPorts(4500, 4501)),
                Optional.of(filters().get(0)));
        SaContext context = new SaContext(5, Optional.empty(), Optional.of(details));
        try (NativeArena arena = new NativeArena()) {
            SaContext read = NativeReader.read(SaContext.STRUCT, arena.put(SaContext.STRUCT, context));

            SaBundle bundle = read.outboundSa().orElseThrow().saBundle();
            Sa.Transforms transforms = bundle.saList().get(0).esp().orElseThrow();
            assertThat(transforms.cipher()).isEqualTo(new Transform(3, 4, Optional.empty()));
            assertThat(transforms.auth()).isEqualTo(new Transform(5, 6, Optional.empty()));
            assertThat(bundle.saList().get(0).spi()).isEqualTo(0xc0000001);
            assertThat(read.inboundSa()).isEmpty();
            assertThat(read.outboundSa().orElseThrow().traffic()).isEqualTo(traffic);
            assertThat(read.outboundSa().orElseThrow().udpEncapsulation()).contains(new UdpPorts(4500, 4501));
            assertThat(read.outboundSa().orElseThrow().transportFilter())
                    .contains(filters().get(0));
        }
    }

    @Test
    void addressesStandInTheOrderOfEachFamily() {
        try (NativeArena arena = new NativeArena()) {
            Pointer v4 = arena.put(
                    Traffic.STRUCT, Traffic.transport(IpAddress.parse("10.1.2.3"), IpAddress.parse("10.1.2.4"), 1));
            assertThat(v4.getInt(4)).isEqualTo(0x0a010203); // a number in host order
            assertThat(v4.getInt(20)).isEqualTo(0x0a010204);
            IpAddress address = IpAddress.parse("2001:db8::5");
            Pointer v6 = arena.put(Traffic.STRUCT, Traffic.transport(address, IpAddress.parse("2001:db8::6"), 1));
            assertThat(v6.getByteArray(4, 16)).isEqualTo(address.octets());
        }
    }

    @Test
    void aGuidLiesInMemoryAsWindowsHasIt() {
        try (NativeArena arena = new NativeArena()) {
            assertThat(arena.put(Plain.GUID, LAYER).getByteArray(0, 16))
                    .isEqualTo(Bytes.ofHex("33221100554477668899aabbccddeeff").toArray());
        }
    }

    @Test
    void theMemoryOfKeysIsZeroOnceTheCallIsOver() {
        byte[] octets = {1, 2, 3, 4, 5, 6, 7, 8};
        NativeArena arena = new NativeArena();
        Pointer blob = arena.put(Plain.KEY_BLOB, Optional.of(SecretBytes.copyOf(octets)));
        Memory other = (Memory) arena.zeros(8);
        Pointer key = blob.getPointer(8);
        assertThat(key.getByteArray(0, 8)).isEqualTo(octets);
        arena.wipe();
        assertThat(key.getByteArray(0, 8)).isEqualTo(new byte[8]);
        arena.close();
        assertThat(other.valid()).as("given back").isFalse();
    }

    @Test
    void aKeyThatWindowsHandsOutIsWipedAndNotRead() {
        Optional<SecretBytes> key = Optional.of(SecretBytes.copyOf(new byte[] {1, 2, 3, 4}));
        try (NativeArena arena = new NativeArena()) {
            Pointer blob = arena.put(Plain.KEY_BLOB, key);
            assertThat(NativeReader.readWithSecrets(Plain.KEY_BLOB, blob)).isEqualTo(key);
            assertThat(NativeReader.read(Plain.KEY_BLOB, blob)).isEmpty();
            assertThat(blob.getPointer(8).getByteArray(0, 4)).isEqualTo(new byte[4]);
        }
    }

    @Test
    void whatDoesNotFitIsNamed() {
        try (NativeArena arena = new NativeArena()) {
            assertThatThrownBy(() -> arena.put(UdpPorts.STRUCT, new UdpPorts(65536, 1)))
                    .hasMessage("localUdpEncapPort: 65536 does not fit");
            assertThatThrownBy(() -> arena.put("a\0b")).hasMessageContaining("NUL");
            assertThatThrownBy(() -> arena.put(Plain.BYTE_ARRAY16, Bytes.wrap(new byte[4])))
                    .hasMessageContaining("4 octets in place of 16");
        }
    }

    @Test
    void numbersOutOfAllProportionAreNotBelieved() {
        try (NativeArena arena = new NativeArena()) {
            Pointer bundle = arena.put(SaBundle.STRUCT, SaBundle.STRUCT.blank());
            bundle.setInt(40, -1);
            assertThatThrownBy(() -> NativeReader.read(SaBundle.STRUCT, bundle))
                    .hasMessageContaining("numSAs: 4294967295");
        }
    }

    @Test
    void aTypeThatNobodyReadsHereIsKeptAsItsNumber() {
        try (NativeArena arena = new NativeArena()) {
            Pointer value = arena.put(Values.STRUCT, new Value.Empty());
            value.setInt(0, 13); // FWP_SID
            assertThat(NativeReader.read(Values.STRUCT, value)).isEqualTo(new Value.Other(13));
        }
    }
}
